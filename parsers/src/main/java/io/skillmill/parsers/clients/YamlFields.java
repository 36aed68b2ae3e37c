package io.skillmill.parsers.clients;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.yaml.YamlNesting;
import io.skillmill.schema.json.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads a frontmatter as YAML in one of the flavours that clients read. What is text there is text
 * here; of what is a number, a date or a truth value there the words are kept, as an object of no
 * type.
 */
final class YamlFields {

  private static final int CHARACTERS_MAX = 1 << 18;
  private static final int NODES_MAX = 10_000;
  private static final String STANDARD_TAGS = "tag:yaml.org,2002:";

  /** The fields that a reader of type {@link Flavour#TEXT} keeps, and so wants once. */
  private static final Set<String> KEPT = Set.of("name", "description", "metadata");

  /** What came of it. */
  sealed interface Outcome {

    /** A mapping. */
    record Fields(ObjectNode fields) implements Outcome {}

    /** Sound YAML that is no mapping. */
    record Other(String what) implements Outcome {}

    /** No YAML; the line and column count from 0. */
    record Broken(String what, int line, int column) implements Outcome {}
  }

  private final Flavour flavour;
  private int nodes;

  private YamlFields(Flavour flavour) {
    this.flavour = flavour;
  }

  static Outcome read(String yaml, Flavour flavour) {
    try {
      refuseExcess(yaml);
      Optional<Node> root = compose(yaml);
      if (root.isEmpty()) {
        return new Outcome.Other("The frontmatter holds no fields");
      }
      return root.get() instanceof MappingNode mapping
          ? new Outcome.Fields(new YamlFields(flavour).object(mapping, 0))
          : new Outcome.Other("The frontmatter is not made of 'name: value' lines");
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      return new Outcome.Broken(
          e.getProblem(), mark.map(Mark::getLine).orElse(0), mark.map(Mark::getColumn).orElse(0));
    } catch (YamlEngineException e) {
      return new Outcome.Broken(String.valueOf(e.getMessage()), 0, 0);
    }
  }

  /** Composing recurses with the nesting, so what nests too deep must not even begin. */
  private static void refuseExcess(String yaml) {
    if (yaml.length() > CHARACTERS_MAX) {
      throw new YamlEngineException("it is longer than %d characters".formatted(CHARACTERS_MAX));
    }
    int most = Limits.DEFAULT.nestingMax();
    if (YamlNesting.depthAtMost(yaml) > most) {
      throw new YamlEngineException("it may nest deeper than %d levels".formatted(most));
    }
  }

  private static Optional<Node> compose(String yaml) {
    var settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowRecursiveKeys(false)
            .setCodePointLimit(CHARACTERS_MAX)
            .build();
    return new Composer(settings, new ParserImpl(settings, new StreamReader(settings, yaml)))
        .getSingleNode();
  }

  private ObjectNode object(MappingNode mapping, int depth) {
    ObjectNode object = Json.object();
    Set<String> seen = new HashSet<>();
    for (NodeTuple pair : mapping.getValue()) {
      String key = pair.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (!seen.add(key) && !mayComeTwice(key, depth)) {
        throw refusal("the key %s comes twice".formatted(Texts.quoted(key)), pair.getKeyNode());
      }
      object.set(key, value(pair.getValueNode(), depth + 1));
    }
    return object;
  }

  private boolean mayComeTwice(String key, int depth) {
    return flavour.duplicatesAllowed()
        || (flavour == Flavour.TEXT && (depth > 0 || !KEPT.contains(key)));
  }

  private JsonNode value(Node node, int depth) {
    nodes++;
    if (nodes > NODES_MAX || depth > Limits.DEFAULT.nestingMax()) {
      throw refusal("its aliases grow beyond %d values".formatted(NODES_MAX), node);
    }
    if (!node.getTag().getValue().startsWith(STANDARD_TAGS)) {
      throw refusal("the tag %s is unknown".formatted(node.getTag().getValue()), node);
    }
    return switch (node) {
      case MappingNode mapping -> object(mapping, depth);
      case SequenceNode sequence -> {
        var array = Json.object().putArray("");
        sequence.getValue().forEach(each -> array.add(value(each, depth + 1)));
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> NullNode.getInstance();
    };
  }

  private JsonNode scalar(ScalarNode scalar) {
    String written = scalar.getValue();
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    if (plain && scalar.getTag().equals(Tag.NULL)) {
      return NullNode.getInstance();
    }
    boolean text = scalar.getTag().equals(Tag.STR) ? !plain || flavour.isText(written) : !plain;
    if (text || flavour == Flavour.TEXT) {
      return StringNode.valueOf(written);
    }
    return JsonNodeFactory.instance.pojoNode(written);
  }

  private static YamlEngineException refusal(String what, Node node) {
    return new Refused(what, node.getStartMark());
  }

  /** Says where something stands that the composer lets pass. */
  private static final class Refused extends MarkedYamlEngineException {
    private static final long serialVersionUID = 1L;

    Refused(String problem, Optional<Mark> mark) {
      super("", Optional.empty(), problem, mark);
    }
  }
}
