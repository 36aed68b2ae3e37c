package io.skillmill.parsers.located;

import io.skillmill.parsers.text.SourceText;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** Tells by YAML's JSON schema what a plain scalar is; in quotes it is always a text. */
final class YamlScalars {

  private YamlScalars() {}

  static JsonNode value(ScalarEvent scalar, LoadSettings settings) {
    String value = scalar.getValue();
    Tag tag =
        settings
            .getSchema()
            .getScalarResolver()
            .resolve(value, scalar.getImplicit().canOmitTagInPlainScalar());
    if (tag.equals(Tag.NULL)) {
      return NullNode.getInstance();
    }
    if (tag.equals(Tag.BOOL)) {
      return BooleanNode.valueOf(Boolean.parseBoolean(value));
    }
    if (tag.equals(Tag.INT)) {
      return Numbers.integer(value);
    }
    return tag.equals(Tag.FLOAT)
        ? Numbers.decimal(value)
        : StringNode.valueOf(SourceText.wellFormed(value));
  }
}
