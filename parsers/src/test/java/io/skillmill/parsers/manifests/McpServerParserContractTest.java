package io.skillmill.parsers.manifests;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

class McpServerParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new McpServerParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file(
            "server.json",
            """
            {"$schema": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
             "name": "org.example/kettle", "description": "Boils water.", "version": "1.0.0",
             "packages": [{"registryType": "npm", "identifier": "k", "version": "latest", "transport": {"type": "stdio"},
              "packageArguments": [{"type": "named", "name": "--unit", "default": "c", "choices": ["c", "k"]}],
              "environmentVariables": [{"name": "KEY", "isRequired": true, "isSecret": true}]}],
             "remotes": [{"type": "sse", "url": "https://example.org/{id}", "headers": [{"name": "X", "isRequired": true}]}]}
            """),
        file(
            "server.json",
            "{\"name\": \"a/b\", \"description\": \"B.\", \"version\": \"1\", \"remotes\":"
                + " [{\"type\": \"sse\", \"url\": \"u\"}]}"));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(
        file("server.json", "[]"),
        file("server.json", "1"),
        file("server.json", "{\"name\": "),
        file("server.json", "plain text, and nothing else"));
  }
}
