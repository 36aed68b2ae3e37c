package io.skillmill.parsers.blockyaml;

import io.skillmill.schema.json.Json;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What a document holds: every scalar is a string. */
public sealed interface Value {

  /**
   * A Python string.
   *
   * @param text its characters
   * @param splitPairs how many characters were written as two escaped halves, which Python does not
   *     join, so that it counts each as two
   */
  record Text(String text, int splitPairs) implements Value {

    static final Text EMPTY = new Text("", 0);

    static Text of(String text) {
      return text.isEmpty() ? EMPTY : new Text(text, 0);
    }
  }

  /** A plain {@code =} or {@code <<}, which strictyaml does not take for a string. */
  record Sign(String text) implements Value {}

  /** A list. */
  record Items(List<Value> values) implements Value {}

  /** A mapping, in the order of its keys. */
  record Fields(Map<String, Value> values) implements Value {}

  /** The value as JSON. */
  static JsonNode json(Value value) {
    return switch (value) {
      case Text(String text, int _) -> StringNode.valueOf(text);
      case Sign(String text) -> StringNode.valueOf(text);
      case Items(List<Value> values) -> {
        var array = Json.array();
        values.forEach(each -> array.add(json(each)));
        yield array;
      }
      case Fields(Map<String, Value> values) -> {
        var object = Json.object();
        values.forEach((key, each) -> object.set(key, json(each)));
        yield object;
      }
    };
  }

  /** The value as Python's {@code str} writes it. */
  static String words(Value value) {
    if (value instanceof Text text) {
      return text.text();
    }
    var words = new StringBuilder();
    write(value, words);
    return words.toString();
  }

  private static void write(Value value, StringBuilder words) {
    switch (value) {
      case Text(String text, int _) -> PythonQuotes.write(text, words);
      case Sign(String text) -> words.append(text);
      case Items(List<Value> values) -> {
        String before = "[";
        for (Value each : values) {
          words.append(before);
          write(each, words);
          before = ", ";
        }
        words.append(']');
      }
      case Fields(Map<String, Value> values) -> writeFields(values, words);
    }
  }

  private static void writeFields(Map<String, Value> values, StringBuilder words) {
    words.append('{');
    Iterator<Map.Entry<String, Value>> entries = values.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Value> entry = entries.next();
      PythonQuotes.write(entry.getKey(), words);
      words.append(": ");
      write(entry.getValue(), words);
      words.append(entries.hasNext() ? ", " : "");
    }
    words.append('}');
  }
}
