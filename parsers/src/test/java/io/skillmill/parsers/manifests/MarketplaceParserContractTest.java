package io.skillmill.parsers.manifests;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

class MarketplaceParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new MarketplaceParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file(
            ".claude-plugin/marketplace.json",
            """
            {"name": "teas", "owner": {"name": "A"}, "metadata": {"pluginRoot": "./p", "description": "All of them."},
             "plugins": [{"name": "green", "source": "./green", "description": "Green tea.", "tags": ["a"]},
              {"name": "black", "source": {"source": "github", "repo": "a/b", "ref": "v1"}, "strict": false},
              {"name": "away", "source": {"source": "url", "url": "http://example.org/a.git"}},
              {"name": "npm", "source": {"source": "npm", "package": "@a/b"}}, {"name": "green", "source": "/etc"}, 7]}
            """),
        file(
            "marketplace.json",
            "{\"name\": \"teas\", \"owner\": {\"name\": \"A\"}, \"plugins\": []}"));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(
        file("marketplace.json", "[]"),
        file("marketplace.json", "1"),
        file("marketplace.json", "{\"name\": "),
        file("marketplace.json", "plain text, and nothing else"));
  }
}
