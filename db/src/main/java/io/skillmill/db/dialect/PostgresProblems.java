package io.skillmill.db.dialect;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.sql.SQLException;

/** Says what an error of PostgreSQL means. The codes are those of its manual's appendix A. */
final class PostgresProblems {

  private final PostgresUrl url;

  PostgresProblems(PostgresUrl url) {
    this.url = url;
  }

  static Trouble judge(SQLException e) {
    String state = state(e);
    if (state.startsWith("08")) {
      return Trouble.LOST;
    }
    return switch (state) {
      // A server that ends, starts, is full or does not write any more: there may be another soon.
      case "57P01", "57P02", "57P03", "57P05", "25P03", "25006", "53300", "58030" -> Trouble.LOST;
      // Serialization, deadlock, and a key that somebody else took first.
      case "40001", "40P01", "23505" -> Trouble.QUARREL;
      case "53100" -> Trouble.SHARED;
      default -> Trouble.MISTAKE;
    };
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  ProblemException problem(SQLException e) {
    return kind(e).causedBy(e);
  }

  private Problem kind(SQLException e) {
    return switch (state(e)) {
      case "28P01", "28000" ->
          Problem.store(
              "The server of the store %s does not let this user in (%s)"
                  .formatted(url, message(e)),
              "Check user, password and TLS in the URL (a password may also stand in ~/.pgpass),"
                  + " and the server's pg_hba.conf");
      // What a connection was told, or has prepared, is gone: another one answers in its place.
      case "42P01", "26000", "42P05" ->
          Problem.store(
              "A connection to the store %s does not find what it has set up (%s)"
                  .formatted(url, message(e)),
              "Where a connection pooler stands in between, connect to the server itself, or set"
                  + " the pooler to session mode; else run: skillmill db check");
      case "3D000" ->
          Problem.store(
              "There is no database for the store %s".formatted(url),
              "Make it with: createdb %s".formatted(url.database()));
      case "42501" ->
          Problem.store(
              "The user may not do this in the store %s (%s)".formatted(url, message(e)),
              "Let the owner of the database grant it, for example: GRANT CREATE ON DATABASE %s TO"
                      .formatted(url.database())
                  + " the user");
      case "53100" ->
          Problem.store(
              "The disk of the server is full; nothing of this change was stored in " + url,
              "Make room and try again: what was acknowledged before is safe");
      case "55P03" ->
          Problem.store(
              "Another program has held rows of the store %s locked for 30 seconds".formatted(url),
              "Find it in pg_stat_activity and end its transaction");
      case "40001", "40P01" ->
          Problem.store(
              "Others were in the way of this change to the store %s again and again"
                  .formatted(url),
              "Try again");
      default ->
          judge(e) == Trouble.LOST
              ? Problem.store(
                  "The store %s cannot be reached (%s)".formatted(url, message(e)),
                  "Check that the server runs, takes connections, and that host, port and TLS in"
                      + " the URL are right")
              : Problem.store(
                  "The store %s failed (%s)".formatted(url, message(e)),
                  "See the server's log, then run: skillmill db check");
    };
  }

  /** The first line alone: the rest may quote rows. */
  private static String message(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse(message);
  }
}
