package io.skillmill.parsers.yaml;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.repair.Recovery;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads YAML 1.2 by the letter, in its JSON schema and within limits: no tags, few aliases, no key
 * twice, one document.
 */
final class StrictYaml implements Recovery.StrictReader {

  /** How long a frontmatter may be; the longest real ones have a few thousand characters. */
  private static final int CHARACTERS_MAX = 1 << 18;

  private static final int ALIASES_MAX = 20;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setAllowRecursiveKeys(false)
          .setMaxAliasesForCollections(ALIASES_MAX)
          .setCodePointLimit(CHARACTERS_MAX)
          .build();

  private final Limits limits;

  StrictYaml(Limits limits) {
    this.limits = limits;
  }

  /** What a text turned out to be. */
  sealed interface Reading {

    /** A mapping, as nodes with their places and as values. */
    record Sound(MappingNode nodes, ObjectNode values) implements Reading {}

    /** A list or a single value. */
    record NoMapping(JsonNode value) implements Reading {}

    record Empty() implements Reading {}

    /**
     * No sound YAML.
     *
     * @param problem what is wrong
     * @param index where, in code points; 0 where that is not known
     */
    record Broken(String problem, int index) implements Reading {}
  }

  @Override
  public Optional<JsonNode> read(String yaml) {
    return switch (parse(yaml)) {
      case Reading.Sound(MappingNode _, ObjectNode values) -> Optional.of(values);
      case Reading.NoMapping(JsonNode value) -> Optional.of(value);
      case Reading.Empty _, Reading.Broken _ -> Optional.empty();
    };
  }

  Reading parse(String yaml) {
    Optional<String> excess = excess(yaml);
    if (excess.isPresent()) {
      return new Reading.Broken(excess.get(), 0);
    }
    try {
      var parser = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, yaml));
      Optional<Node> root = new TaglessComposer(SETTINGS, parser).getSingleNode();
      return root.isEmpty() ? new Reading.Empty() : reading(root.get(), yaml);
    } catch (MarkedYamlEngineException e) {
      return new Reading.Broken(
          e.getProblem(), e.getProblemMark().map(mark -> mark.getIndex()).orElse(0));
    } catch (ReaderException e) {
      return new Reading.Broken(
          "the control character U+%04X stands in it".formatted(e.getCodePoint()), e.getPosition());
    } catch (YamlEngineException e) {
      return new Reading.Broken(String.valueOf(e.getMessage()), 0);
    }
  }

  private Reading reading(Node root, String yaml) {
    if (root instanceof MappingNode mapping) {
      ColumnZero.refuse(mapping, yaml);
      return new Reading.Sound(mapping, new YamlToJson(limits).object(mapping, 0));
    }
    return new Reading.NoMapping(new YamlToJson(limits).json(root, 0));
  }

  /** Composing recurses with the nesting, so what nests too deep must not even begin. */
  private Optional<String> excess(String yaml) {
    if (yaml.length() > CHARACTERS_MAX) {
      return Optional.of("it is longer than %d characters".formatted(CHARACTERS_MAX));
    }
    return YamlNesting.depthAtMost(yaml) > limits.nestingMax()
        ? Optional.of("it may nest deeper than %d levels".formatted(limits.nestingMax()))
        : Optional.empty();
  }
}
