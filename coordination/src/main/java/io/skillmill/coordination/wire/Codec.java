package io.skillmill.coordination.wire;

import io.skillmill.schema.json.Json;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** One kind of value as a JSON object: how it is written, and beside it how it is read. */
record Codec<T>(Function<T, ObjectNode> writing, Function<Fields, T> reading) {

  /** What has nothing to say. */
  static final Codec<Boolean> NOTHING = new Codec<>(_ -> Json.object(), _ -> true);

  ObjectNode write(T value) {
    return writing.apply(value);
  }

  T read(Fields from) {
    return reading.apply(from);
  }

  /** Several of them, as one member of an object. */
  static <T> Codec<List<T>> listOf(String name, Codec<T> each) {
    return new Codec<>(
        values -> {
          var json = Json.small(1);
          put(json, name, values, each);
          return json;
        },
        from -> from.list(name, each));
  }

  static Codec<List<String>> texts(String name) {
    return new Codec<>(
        values -> {
          var json = Json.small(1);
          var array = json.putArray(name);
          values.forEach(array::add);
          return json;
        },
        from -> from.texts(name));
  }

  static Codec<String> text(String name) {
    return new Codec<>(value -> Json.small(1).put(name, value), from -> from.text(name));
  }

  static Codec<Long> number(String name) {
    return new Codec<>(value -> Json.small(1).put(name, value), from -> from.number(name));
  }

  static Codec<Integer> count(String name) {
    return new Codec<>(value -> Json.small(1).put(name, value), from -> from.count(name));
  }

  static Codec<Boolean> flag(String name) {
    return new Codec<>(value -> Json.small(1).put(name, value), from -> from.flag(name));
  }

  static <T> void put(ObjectNode json, String name, List<T> values, Codec<T> each) {
    var array = json.putArray(name);
    values.forEach(value -> array.add(each.write(value)));
  }
}
