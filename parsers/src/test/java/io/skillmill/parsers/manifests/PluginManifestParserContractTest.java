package io.skillmill.parsers.manifests;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

class PluginManifestParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new PluginManifestParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file(
            ".claude-plugin/plugin.json",
            """
            {"name": "tea", "displayName": "Tea", "version": "1.2.0", "description": "Makes tea. Never boil it.",
             "author": {"name": "A", "email": "a@example.org"}, "keywords": ["tea"],
             "commands": ["./commands/pot.md", "../out.md"], "skills": "./skills", "agents": 3,
             "hooks": {"PreToolUse": [{"matcher": "Bash", "hooks": [{"type": "command", "command": "check \\"$1\\""}]}]},
             "mcpServers": {"kettle": {"command": "node", "args": ["k.js"], "env": {"KEY": "${KEY}"}}},
             "userConfig": {"unit": {"type": "string", "title": "Unit", "description": "Of heat."}},
             "dependencies": ["pot", {"name": "cup", "version": "^1"}], "unheard": true}
            """),
        file(".claude-plugin/plugin.json", "{\"name\": \"tea\"}"),
        file(
            ".codex-plugin/plugin.json",
            "{\"name\": \"tea\", \"interface\": {\"displayName\": \"Tea\"}, \"skills\":"
                + " \"./skills\"}"),
        file(
            "plugin.json",
            "{\"$schema\": \"https://agent-plugins.org/schemas/1.0.0/plugin.schema.json\","
                + " \"name\": \"tea.pot\"}"));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(
        file(".claude-plugin/plugin.json", "[]"),
        file(".claude-plugin/plugin.json", "1"),
        file(".claude-plugin/plugin.json", "{\"name\": "),
        file(".claude-plugin/plugin.json", "plain text, and nothing else"));
  }
}
