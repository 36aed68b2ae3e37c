package io.skillmill.coordination.skills.bundled.fetch;

import java.util.Map;

/** A piece of HTML. */
sealed interface Token {

  /** Text, with its entities resolved. */
  record Text(String text) implements Token {}

  /** The beginning of an element; its name is in small letters. */
  record Open(String name, Map<String, String> attributes) implements Token {

    String attribute(String attribute) {
      return attributes.getOrDefault(attribute, "");
    }
  }

  /** The end of an element. */
  record Close(String name) implements Token {}

  /** There is no more. */
  record End() implements Token {}
}
