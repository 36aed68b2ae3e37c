package io.skillmill.coordination.wire;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of one JSON object, read strictly: what is missing or of another kind is a problem
 * that names the field with the way to it, such as {@code tasks[3].terms.queue}.
 */
final class Fields {

  /** How many things one list of a request may hold. */
  static final int LIST_MAX = 20_000;

  /** A length of time beyond this is a mistake, and would overflow when added to a date. */
  static final Duration LENGTH_MAX = Duration.ofDays(400_000);

  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final int SHOWN_MAX = 60;

  /** What is read, and how strictly. */
  enum Kind {
    /** Members that nobody reads are refused: whoever sent them meant something by them. */
    REQUEST,
    /** The same, out of a URL, where everything is text. */
    PARAMETERS,
    /** Members that nobody reads are passed over: a newer server may say more. */
    ANSWER
  }

  private final ObjectNode json;
  private final String way;
  private final Kind kind;
  private final List<String> read = new ArrayList<>();

  private Fields(ObjectNode json, String way, Kind kind) {
    this.json = json;
    this.way = way;
    this.kind = kind;
  }

  static Fields of(JsonNode json, Kind kind) {
    if (json instanceof ObjectNode object) {
      return new Fields(object, "", kind);
    }
    throw wrong("The body is %s and not a JSON object".formatted(shown(json)));
  }

  // ---- what must be there

  String text(String name) {
    JsonNode node = need(name);
    if (!node.isString()) {
      throw wrongKind(name, node, "a text");
    }
    return node.stringValue();
  }

  long number(String name) {
    JsonNode node = need(name);
    if (kind == Kind.PARAMETERS) {
      return parsed(name, node);
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrongKind(name, node, "a whole number of at most 64 bits");
    }
    return node.longValue();
  }

  private long parsed(String name, JsonNode node) {
    try {
      return Long.parseLong(node.asString());
    } catch (NumberFormatException _) {
      throw wrongKind(name, node, "a whole number of at most 64 bits");
    }
  }

  int count(String name) {
    long number = number(name);
    if (number != (int) number) {
      throw wrongKind(name, need(name), "a whole number of at most 32 bits");
    }
    return (int) number;
  }

  boolean flag(String name) {
    JsonNode node = need(name);
    if (!node.isBoolean()) {
      throw wrongKind(name, node, "true or false");
    }
    return node.booleanValue();
  }

  Instant instant(String name) {
    try {
      var instant = Instant.parse(text(name));
      if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
        throw wrongKind(name, need(name), "an instant of the years 0 to 9999");
      }
      return instant;
    } catch (DateTimeException _) {
      throw wrongKind(name, need(name), "an instant such as 2026-03-01T12:00:00Z");
    }
  }

  Duration millis(String name) {
    long millis = number(name);
    if (Math.abs(millis) > LENGTH_MAX.toMillis()) {
      throw wrongKind(name, need(name), "a number of milliseconds within a thousand years");
    }
    return Duration.ofMillis(millis);
  }

  byte[] bytes(String name) {
    try {
      return Base64.getDecoder().decode(text(name));
    } catch (IllegalArgumentException _) {
      throw wrongKind(name, need(name), "bytes in base64");
    }
  }

  /** One word out of a few. */
  <E> E word(String name, Function<String, E> of) {
    String word = text(name);
    try {
      return of.apply(word);
    } catch (IllegalArgumentException _) {
      throw wrongKind(name, need(name), "a word that is known here");
    }
  }

  <T> T object(String name, Codec<T> codec) {
    return read(need(name), way + name, codec);
  }

  <T> List<T> list(String name, Codec<T> each) {
    var values = new ArrayList<T>();
    for (JsonNode node : array(name)) {
      values.add(read(node, "%s%s[%d]".formatted(way, name, values.size()), each));
    }
    return values;
  }

  List<String> texts(String name) {
    if (kind == Kind.PARAMETERS) {
      String all = text(name);
      return all.isEmpty() ? List.of() : List.of(all.split(",", -1));
    }
    var values = new ArrayList<String>();
    for (JsonNode node : array(name)) {
      if (!node.isString()) {
        throw wrongKind("%s[%d]".formatted(name, values.size()), node, "a text");
      }
      values.add(node.stringValue());
    }
    return values;
  }

  List<Long> numbers(String name) {
    var values = new ArrayList<Long>();
    for (JsonNode node : array(name)) {
      if (!node.isIntegralNumber() || !node.canConvertToLong()) {
        throw wrongKind("%s[%d]".formatted(name, values.size()), node, "a whole number");
      }
      values.add(node.longValue());
    }
    return values;
  }

  // ---- what may be there

  boolean has(String name) {
    return found(name) != null;
  }

  <T> Optional<T> maybe(String name, Function<String, T> reading) {
    return has(name) ? Optional.of(reading.apply(name)) : Optional.empty();
  }

  /** None where there is no such list. */
  <T> List<T> maybeList(String name, Codec<T> each) {
    return has(name) ? list(name, each) : List.of();
  }

  Optional<String> maybeText(String name) {
    return maybe(name, this::text);
  }

  Optional<Instant> maybeInstant(String name) {
    return maybe(name, this::instant);
  }

  Optional<Duration> maybeMillis(String name) {
    return maybe(name, this::millis);
  }

  /** To be called when all was read. */
  void end() {
    if (kind == Kind.ANSWER || json.size() == 0) {
      return;
    }
    for (String name : json.propertyNames()) {
      if (!read.contains(name)) {
        throw wrong("There is no field '%s%s' here".formatted(way, cut(name)));
      }
    }
  }

  // ---- the mechanics

  private <T> T read(JsonNode node, String to, Codec<T> codec) {
    if (!(node instanceof ObjectNode object)) {
      throw wrong("The field '%s' is %s and not an object".formatted(to, shown(node)));
    }
    var fields = new Fields(object, to + ".", kind);
    T value = codec.read(fields);
    fields.end();
    return value;
  }

  private JsonNode array(String name) {
    JsonNode node = need(name);
    if (!node.isArray()) {
      throw wrongKind(name, node, "a list");
    }
    if (kind != Kind.ANSWER && node.size() > LIST_MAX) {
      throw wrong(
          "The field '%s%s' holds %d things, and a request takes %d"
              .formatted(way, name, node.size(), LIST_MAX));
    }
    return node;
  }

  private JsonNode need(String name) {
    JsonNode node = found(name);
    if (node == null) {
      throw wrong("The field '%s%s' is missing".formatted(way, name));
    }
    return node;
  }

  /** A member that is null is one that is not there. */
  private @Nullable JsonNode found(String name) {
    JsonNode node = json.get(name);
    if (node != null) {
      read.add(name);
    }
    return node == null || node.isNull() ? null : node;
  }

  private ProblemException wrongKind(String name, JsonNode node, String wanted) {
    return wrong(
        "The field '%s%s' must be %s, and is %s".formatted(way, name, wanted, shown(node)));
  }

  static ProblemException wrong(String what) {
    return Problem.usage(what, "Send what GET /openapi.json describes").asException();
  }

  /** A word of a list, out of a few. */
  static <E> E known(String name, String word, Function<String, E> of) {
    try {
      return of.apply(word);
    } catch (IllegalArgumentException _) {
      throw unknown(name, word);
    }
  }

  static ProblemException unknown(String name, String word) {
    return wrong("The field '%s' knows no word '%s'".formatted(name, cut(word)));
  }

  private static String shown(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      default -> cut(node.toString());
    };
  }

  private static String cut(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
  }
}
