package io.skillmill.parsers.manifests;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

class AgentCardParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new AgentCardParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file(
            "agent-card.json",
            """
            {"name": "Taster", "description": "Tells teas apart.", "version": "1.0.0",
             "supportedInterfaces": [{"url": "https://example.org", "protocolBinding": "JSONRPC", "protocolVersion": "1.0"}],
             "capabilities": {"streaming": true}, "defaultInputModes": ["text/plain"], "defaultOutputModes": [],
             "securitySchemes": {"key": {"apiKeySecurityScheme": {"location": "header", "name": "X"}}},
             "securityRequirements": [{"schemes": {"key": {"list": []}}}],
             "skills": [{"id": "a", "name": "A", "description": "Tells two apart. Use it only for tea.", "tags": ["t"],
              "examples": ["Which is it?"]}, {"id": "a", "name": ""}, 3]}
            """),
        file(
            "agent-card.json",
            "{\"name\": \"A\", \"url\": \"u\", \"protocolVersion\": \"0.3.0\", \"capabilities\":"
                + " {}, \"skills\": []}"));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(
        file("agent-card.json", "[]"),
        file("agent-card.json", "1"),
        file("agent-card.json", "{\"name\": "),
        file("agent-card.json", "plain text, and nothing else"));
  }
}
