package io.skillmill.coordination.wire;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One thing that can be asked of a store over HTTP: where to, and how question and answer are said.
 * Both ends work with the same ones, out of {@link Calls}.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class Call<Q, A> {

  /** What to do where it is not known whether the server did it. */
  public enum Repeat {
    /** Ask again; doing it twice is doing it once. */
    FREELY,
    /** Ask again by the same key, and without one where the server knows the key no more. */
    BY_KEY,
    /** Ask again by the same key, and give up where the server knows the key no more. */
    ONLY_BY_KEY
  }

  /** How long the server may think about it. */
  public enum Pace {
    /** It is asked so often that the next one helps more than waiting. */
    BRISK,
    /** It is done in moments. */
    USUAL,
    /** It may go through the whole store. */
    LONG
  }

  private final boolean get;
  private final String path;
  private final Codec<Q> question;
  private final Codec<A> answer;
  private final Repeat repeat;
  private final Pace pace;

  private Call(
      boolean get, String path, Codec<Q> question, Codec<A> answer, Repeat repeat, Pace pace) {
    this.get = get;
    this.path = path;
    this.question = question;
    this.answer = answer;
    this.repeat = repeat;
    this.pace = pace;
  }

  static <Q, A> Call<Q, A> get(String path, Codec<Q> question, Codec<A> answer) {
    return new Call<>(true, path, question, answer, Repeat.FREELY, Pace.USUAL);
  }

  static <Q, A> Call<Q, A> post(String path, Codec<Q> question, Codec<A> answer) {
    return new Call<>(false, path, question, answer, Repeat.FREELY, Pace.USUAL);
  }

  /** The same, to be repeated in another way. */
  public Call<Q, A> repeated(Repeat how) {
    return new Call<>(get, path, question, answer, how, pace);
  }

  Call<Q, A> paced(Pace how) {
    return new Call<>(get, path, question, answer, repeat, how);
  }

  /** GET or POST. */
  public String method() {
    return get ? "GET" : "POST";
  }

  /** With names of parameters in braces. */
  public String path() {
    return path;
  }

  public Repeat repeat() {
    return repeat;
  }

  public Pace pace() {
    return pace;
  }

  // ---- the end that asks

  /** The path with its parameters, and those of the query. */
  public String target(Q asked) {
    if (!get) {
      return path;
    }
    String target = path;
    var query = new StringBuilder();
    for (var parameter : question.write(asked).properties()) {
      String value = URLEncoder.encode(said(parameter.getValue()), StandardCharsets.UTF_8);
      String place = "{" + parameter.getKey() + "}";
      if (target.contains(place)) {
        target = target.replace(place, value);
      } else if (!parameter.getValue().isNull()) {
        query.append(query.isEmpty() ? '?' : '&');
        query.append(parameter.getKey()).append('=').append(value);
      }
    }
    return target + query;
  }

  private static String said(JsonNode value) {
    if (!value.isArray()) {
      return value.asString();
    }
    return String.join(",", value.valueStream().map(JsonNode::asString).toList());
  }

  /** What is sent; nothing with GET. */
  public Optional<byte[]> body(Q asked) {
    return get ? Optional.empty() : Optional.of(Json.utf8(question.write(asked)));
  }

  /**
   * Reads an answer.
   *
   * @throws ProblemException of kind {@code USAGE} that names the field
   */
  public A answered(byte[] body) {
    return read(parse(body), answer, Fields.Kind.ANSWER);
  }

  // ---- the end that answers

  /**
   * Reads a question.
   *
   * @param parameters those of the path and the query
   * @throws ProblemException of kind {@code USAGE} that names the field
   */
  public Q asked(Map<String, String> parameters, byte[] body) {
    if (!get) {
      return read(parse(body), question, Fields.Kind.REQUEST);
    }
    var json = Json.object();
    parameters.forEach(json::put);
    return read(json, question, Fields.Kind.PARAMETERS);
  }

  public byte[] say(A answered) {
    return Json.utf8(answer.write(answered));
  }

  private static JsonNode parse(byte[] body) {
    try {
      return Json.read(body);
    } catch (Json.MalformedException e) {
      throw Fields.wrong(
          "The body is not JSON: line %d, column %d: %s"
              .formatted(e.line(), e.column(), firstLine(String.valueOf(e.getMessage()))));
    }
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static <T> T read(JsonNode json, Codec<T> codec, Fields.Kind kind) {
    try {
      var fields = Fields.of(json, kind);
      T value = codec.read(fields);
      fields.end();
      return value;
    } catch (ProblemException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      String why = e.getMessage() == null ? "A value is not allowed" : e.getMessage();
      throw Problem.usage(why, "Send what GET /openapi.json describes").causedBy(e);
    }
  }

  @Override
  public String toString() {
    return method() + " " + path;
  }
}
