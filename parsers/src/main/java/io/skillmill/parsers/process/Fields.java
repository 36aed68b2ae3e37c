package io.skillmill.parsers.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields of one mapping of a YAML file, each read as what it should be. */
final class Fields {

  private static final int TEXTS_MAX = 1_000;

  private final Map<?, ?> values;
  private final String where;

  /**
   * @param value what YAML has made of it
   * @param where it stands, for messages
   */
  Fields(@Nullable Object value, String where) throws Wrong {
    this.where = where;
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong("is no list of fields", "Write one 'name: value' on each line of it");
    }
    this.values = map;
  }

  /** Refuses other fields: a misspelt one would be passed over in silence. */
  void allow(Set<String> names) throws Wrong {
    for (Object name : values.keySet()) {
      if (!(name instanceof String text) || !names.contains(text)) {
        throw wrong(
            "has a field '%s' that nobody knows".formatted(name),
            "Use " + String.join(", ", new TreeSet<>(names)));
      }
    }
  }

  /** A text that must be there; a whole number may be one. */
  String text(String name) throws Wrong {
    Object value = values.get(name);
    if (value instanceof Integer number) {
      return number.toString();
    }
    if (value instanceof String text && !text.isBlank() && text.length() <= 100) {
      return text;
    }
    throw value == null
        ? wrong("has no " + name, "Give it one")
        : wrong(
            "has a %s that is no text of 1 to 100 characters".formatted(name),
            "Put it in quotes: %s: \"%s\"".formatted(name, value));
  }

  /** Texts in a list; one alone need not be in one. */
  List<String> texts(String name) throws Wrong {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (Object each : value instanceof List<?> list ? list : List.of(value)) {
      switch (each) {
        case String text -> texts.add(text);
        case Number number -> texts.add(number.toString());
        case null, default ->
            throw wrong("has %s that are not all texts".formatted(name), "Put them in quotes");
      }
    }
    if (texts.size() > TEXTS_MAX) {
      throw wrong("has more than %d %s".formatted(TEXTS_MAX, name), "Give fewer");
    }
    return texts;
  }

  List<?> list(String name) throws Wrong {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(name + " is no list", "Begin each entry of it with a hyphen");
  }

  /** A mapping inside this one; an empty one where there is none. */
  Fields below(String name) throws Wrong {
    Object value = values.get(name);
    return new Fields(value == null ? Map.of() : value, where + "." + name);
  }

  /** One of some words; the first where there is none. */
  String choice(String name, List<String> words) throws Wrong {
    Object value = values.get(name);
    if (value == null) {
      return words.getFirst();
    }
    if (value instanceof String word && words.contains(word)) {
      return word;
    }
    throw wrong(
        "has the %s '%s'".formatted(name, value), "Use one of: " + String.join(", ", words));
  }

  /** A whole number from 1 on. */
  int number(String name, int otherwise, int most) throws Wrong {
    Object value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Integer number && number >= 1 && number <= most) {
      return number;
    }
    throw wrong(
        "has %s: %s".formatted(name, value), "Give a whole number from 1 to %d".formatted(most));
  }

  Wrong wrong(String what, String remedy) {
    Object name = valuesOrNone().get("name");
    String title = name == null ? where : "%s ('%s')".formatted(where, name);
    return new Wrong("is wrong in %s, which %s".formatted(title, what), remedy);
  }

  @SuppressWarnings("ConstantValue")
  private Map<?, ?> valuesOrNone() {
    return values == null ? Map.of() : values;
  }
}
