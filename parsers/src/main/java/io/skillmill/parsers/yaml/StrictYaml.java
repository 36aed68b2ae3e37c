package io.skillmill.parsers.yaml;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Frontmatter.Block;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads a frontmatter by the letter of YAML 1.2, within limits. */
final class StrictYaml {

  /** How long a frontmatter may be; the longest real ones have a few thousand characters. */
  private static final int CHARACTERS_MAX = 1 << 18;

  private static final int ALIASES_MAX = 20;

  private final SourceText text;
  private final Block block;
  private final Limits limits;

  StrictYaml(SourceText text, Block block, Limits limits) {
    this.text = text;
    this.block = block;
    this.limits = limits;
  }

  /** The frontmatter; nothing where it is no sound YAML mapping, which the findings then say. */
  Optional<Frontmatter> read(List<Diagnostic> findings) {
    try {
      String yaml =
          text.text()
              .substring(
                  text.startOfLine(block.firstLine()), text.startOfLine(block.lastLine() + 1));
      refuseExcess(yaml);
      var root = compose(yaml);
      if (root.isEmpty()) {
        findings.add(
            finding("frontmatter-empty", "The frontmatter is empty; give it name, description"));
        return Optional.of(new Frontmatter(true, List.of(), block.bodyLine()));
      }
      if (root.get() instanceof MappingNode mapping) {
        return Optional.of(frontmatter(mapping));
      }
      findings.add(
          finding(
              "frontmatter-not-mapping",
              "The frontmatter is no list of fields; write one 'name: value' on each line"));
    } catch (YamlEngineException e) {
      findings.add(broken(e));
    }
    return Optional.empty();
  }

  private Frontmatter frontmatter(MappingNode mapping) {
    var fields =
        new NodeFields(
                text, text.startOfLine(block.firstLine()), text.startOfLine(block.lastLine() + 1))
            .of(mapping, new YamlToJson(limits).object(mapping, 0));
    return new Frontmatter(true, fields, block.bodyLine());
  }

  /** Composing recurses with the nesting, so what nests too deep must not even begin. */
  private void refuseExcess(String yaml) {
    if (yaml.length() > CHARACTERS_MAX) {
      throw new YamlEngineException("it is longer than %d characters".formatted(CHARACTERS_MAX));
    }
    if (YamlNesting.depthAtMost(yaml) > limits.nestingMax()) {
      throw new YamlEngineException(
          "it may nest deeper than %d levels".formatted(limits.nestingMax()));
    }
  }

  private static Optional<Node> compose(String yaml) {
    var settings =
        LoadSettings.builder()
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(ALIASES_MAX)
            .setCodePointLimit(CHARACTERS_MAX)
            .build();
    var reader = new StreamReader(settings, yaml);
    return new Composer(settings, new ParserImpl(settings, reader)).getSingleNode();
  }

  private Diagnostic broken(YamlEngineException e) {
    String problem = e.getMessage();
    Place place = Place.of(text.file(), block.firstLine(), 1);
    if (e instanceof MarkedYamlEngineException marked) {
      problem = marked.getProblem();
      place = marked.getProblemMark().map(this::place).orElse(place);
    }
    return Diagnostic.error(
        "frontmatter-yaml",
        "The frontmatter is not valid YAML, so strict clients drop the skill: %s; put values that"
                .formatted(problem)
            + " hold a colon or begin with a sign in quotes",
        place);
  }

  private Place place(Mark mark) {
    int line = Math.min(block.firstLine() + mark.getLine(), Math.max(1, text.lineCount()));
    return Place.of(text.file(), line, mark.getColumn() + 1);
  }

  private Diagnostic finding(String rule, String message) {
    return Diagnostic.error(rule, message, Place.of(text.file(), block.firstLine() - 1, 1));
  }
}
