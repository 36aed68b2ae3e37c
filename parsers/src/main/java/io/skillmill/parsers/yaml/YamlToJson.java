package io.skillmill.parsers.yaml;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.json.Json;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Turns YAML nodes into a JSON tree. An alias is spelled out each time, hence the limit on nodes: a
 * few lines can stand for billions.
 */
final class YamlToJson {

  private static final int NODES_MAX = 10_000;

  private final Limits limits;
  private int nodes;

  YamlToJson(Limits limits) {
    this.limits = limits;
  }

  ObjectNode object(MappingNode mapping, int depth) {
    ObjectNode object = Json.object();
    for (NodeTuple pair : mapping.getValue()) {
      if (!(pair.getKeyNode() instanceof ScalarNode scalar)) {
        throw new YamlEngineException("a list or mapping stands where a key should");
      }
      String key = SourceText.wellFormed(scalar.getValue());
      if (object.has(key)) {
        throw new YamlEngineException("the key %s stands twice in one mapping".formatted(key));
      }
      object.set(key, json(pair.getValueNode(), depth + 1));
    }
    return object;
  }

  JsonNode json(Node node, int depth) {
    if (++nodes > NODES_MAX || depth > limits.nestingMax()) {
      throw new YamlEngineException(
          "its aliases stand for more than %d values, or nest without end".formatted(NODES_MAX));
    }
    return switch (node) {
      case MappingNode mapping -> object(mapping, depth);
      case SequenceNode sequence -> {
        var array = Json.array();
        sequence.getValue().forEach(item -> array.add(json(item, depth + 1)));
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new YamlEngineException("it holds something that is no value");
    };
  }

  /** Only what JSON has a word for loses its text: a number may be a version, so it stays text. */
  private static JsonNode scalar(ScalarNode scalar) {
    if (scalar.getTag().equals(Tag.NULL)) {
      return NullNode.getInstance();
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return BooleanNode.valueOf(Boolean.parseBoolean(scalar.getValue()));
    }
    return StringNode.valueOf(SourceText.wellFormed(scalar.getValue()));
  }
}
