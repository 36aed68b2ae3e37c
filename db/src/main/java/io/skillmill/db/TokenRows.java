package io.skillmill.db;

import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of tokens. Holds digests only. */
public final class TokenRows {

  private final Session session;

  public TokenRows(Session session) {
    this.session = session;
  }

  /**
   * What a token is for, from the day on which it is made.
   *
   * @param digest SHA-256 of the token
   * @param rights words with commas
   * @param skills names with commas; empty for every skill
   */
  public record Grant(
      String name,
      String digest,
      String rights,
      Optional<String> skills,
      Instant created,
      Optional<Instant> expires) {}

  /** A token, and what became of it. */
  public record Token(
      long id, Grant grant, Optional<Instant> lastUsed, Optional<Instant> revoked) {}

  /** Adds one; false where one of this name is there and was not revoked. */
  public boolean add(Grant grant) throws SQLException {
    return session.change(
            "add_token",
            grant.name(),
            grant.digest(),
            grant.rights(),
            grant.skills(),
            grant.created(),
            grant.expires())
        > 0;
  }

  public List<Token> list() throws SQLException {
    return session.rows("list_tokens", TokenRows::read);
  }

  /** Those that were not revoked; some may have expired. */
  public List<Token> live() throws SQLException {
    return session.rows("list_live_tokens", TokenRows::read);
  }

  /** The one that makes this digest, unless it was revoked. */
  public Optional<Token> find(String digest) throws SQLException {
    return session.row("find_live_token", TokenRows::read, digest);
  }

  public long countLive() throws SQLException {
    return session.row("count_live_tokens", Row::number).orElse(0L);
  }

  /** False where there is none of this name that was not revoked. */
  public boolean revoke(String name, Instant now) throws SQLException {
    return session.change("revoke_token", now, name) > 0;
  }

  public void markUsed(long id, Instant when) throws SQLException {
    session.change("mark_token_used", when, id);
  }

  private static Token read(Row row) throws SQLException {
    return new Token(
        row.number(),
        new Grant(
            row.text(), row.text(), row.text(), row.textIfAny(), row.instant(), row.instantIfAny()),
        row.instantIfAny(),
        row.instantIfAny());
  }
}
