package io.skillmill.parsers.manifests;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

class GeminiExtensionParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new GeminiExtensionParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file(
            "gemini-extension.json",
            """
            {"name": "pantry", "version": "0.3.0", "description": "Knows what is left. Ask before you buy.",
             "contextFileName": ["GEMINI.md", 3], "excludeTools": ["run_shell_command(rm)", ""],
             "mcpServers": {"shelves": {"command": "node", "args": ["${extensionPath}/s.js"], "trust": true},
              "far": {"httpUrl": "https://example.org", "headers": {"X": "$KEY"}}, "odd": 1},
             "settings": [{"name": "Key", "description": "Of the door.", "envVar": "KEY", "sensitive": true}, 2]}
            """),
        file("gemini-extension.json", "{\"name\": \"a\", \"version\": \"1\"}"));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(
        file("gemini-extension.json", "[]"),
        file("gemini-extension.json", "1"),
        file("gemini-extension.json", "{\"name\": "),
        file("gemini-extension.json", "plain text, and nothing else"));
  }
}
