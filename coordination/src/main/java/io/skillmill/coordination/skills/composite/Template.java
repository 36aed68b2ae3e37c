package io.skillmill.coordination.skills.composite;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A JSON value with expressions in it, as it was read. */
sealed interface Template {

  /** As it stands. */
  record Plain(JsonNode value) implements Template {}

  /** A text that is one expression: what it comes to, whatever its type. */
  record Whole(Expression expression, String place) implements Template {}

  /** A text with expressions in it; those pieces that are plain are texts. */
  record Mixed(List<Template> pieces) implements Template {
    public Mixed {
      pieces = List.copyOf(pieces);
    }
  }

  /** An object. */
  record Members(Map<String, Template> members) implements Template {}

  /** An array. */
  record Items(List<Template> items) implements Template {
    public Items {
      items = List.copyOf(items);
    }
  }
}
