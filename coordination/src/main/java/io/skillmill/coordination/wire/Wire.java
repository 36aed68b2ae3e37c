package io.skillmill.coordination.wire;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** The names, numbers and problems that both ends agree on. */
public final class Wire {

  /** The version of the protocol, which stands in every path and in {@link #PROTOCOL_HEADER}. */
  public static final String PROTOCOL = "1";

  /** Which protocol a request, or an answer, speaks. */
  public static final String PROTOCOL_HEADER = "Skillmill-Protocol";

  /** Which server gave an answer; in a request, which server was asked first. */
  public static final String SERVER_HEADER = "Skillmill-Server";

  /** The same for each try of one request. */
  public static final String KEY_HEADER = "Idempotency-Key";

  /** Which try of a request this is, from 1. */
  public static final String TRY_HEADER = "Skillmill-Try";

  public static final String JSON_TYPE = "application/json";

  /** A packed source. */
  public static final String PACK_TYPE = "application/vnd.skillmill.pack";

  /** Where contents are: {@code HEAD}, {@code GET} and {@code PUT}. */
  public static final String CONTENT_PATH = "/v1/contents/{content_hash}";

  /** What one request may hold, and one answer, before any compression. */
  public static final int BODY_BYTES_MAX = 64 << 20;

  /** How long one wait for changes may last; a client asks again. */
  public static final Duration WAIT_MAX = Duration.ofSeconds(20);

  private Wire() {}

  /** What goes wrong, as both ends say it. */
  public static byte[] say(Problem problem) {
    return Json.utf8(tree(problem));
  }

  /** The same with the number under which the server's log has the request. */
  public static byte[] say(Problem problem, String requestId) {
    return Json.utf8(tree(problem).put("request_id", requestId));
  }

  private static ObjectNode tree(Problem problem) {
    return Json.object()
        .put("problem", problem.what())
        .put("remedy", problem.remedy())
        .put("kind", problem.kind().name().toLowerCase(Locale.ROOT));
  }

  /** The answer where there is nothing to say. */
  public static byte[] nothing() {
    return Json.utf8(Json.object());
  }

  /**
   * Reads what {@link #say} wrote.
   *
   * @throws io.skillmill.schema.problem.ProblemException of kind {@code USAGE} where it is no such
   *     thing
   */
  public static Problem problem(byte[] body) {
    return PROBLEM.answered(body);
  }

  private static final Call<Boolean, Problem> PROBLEM =
      Call.get(
          "",
          Codec.NOTHING,
          new Codec<>(
              _ -> Json.object(),
              from ->
                  new Problem(
                      from.word(
                          "kind", word -> Problem.Kind.valueOf(word.toUpperCase(Locale.ROOT))),
                      from.text("problem"),
                      from.text("remedy"))));

  /** Refuses another version of the protocol. */
  public static void checkProtocol(String spoken) {
    if (!spoken.equals(PROTOCOL)) {
      throw Problem.usage(
              "One side speaks version %s of the protocol, and the other version %s"
                  .formatted(spoken.length() > 20 ? "?" : spoken, PROTOCOL),
              "Use the same version of skillmill on both sides")
          .asException();
    }
  }
}
