package io.skillmill.db;

import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of skills that a language model wrote, and what was decided about them. */
public final class DraftRows {

  private final Session session;

  public DraftRows(Session session) {
    this.session = session;
  }

  /**
   * What was written.
   *
   * @param wished in a person's words
   * @param declaration as JSON, without the source
   * @param source its text; empty where it has none
   * @param examples as JSON
   * @param transcript what was said to and by the model, as JSON and without secrets
   */
  public record Text(
      String wished, String declaration, String source, String examples, String transcript) {}

  /** How it came to be. */
  public record Making(
      String model, long promptTokens, long completionTokens, String by, Instant at) {}

  /**
   * What became of it.
   *
   * @param state draft, approved or rejected
   * @param revision under which it is registered
   */
  public record Decision(
      String state, Optional<String> by, Optional<Instant> at, Optional<Long> revision) {}

  /** A draft. */
  public record Draft(
      long id, String skill, String kind, Text text, Making making, Decision decision) {}

  /** Adds one; its number. */
  public long add(String skill, String kind, Text text, Making making) throws SQLException {
    return session
        .row(
            "add_draft",
            Row::number,
            skill,
            kind,
            text.wished(),
            text.declaration(),
            text.source(),
            text.examples(),
            text.transcript(),
            making.model(),
            making.promptTokens(),
            making.completionTokens(),
            making.by(),
            making.at())
        .orElseThrow();
  }

  public Optional<Draft> find(long id) throws SQLException {
    return session.row("find_draft", DraftRows::read, id);
  }

  /**
   * The latest so many, the newest first, without their texts but the wish.
   *
   * @param state of this one alone; empty for all
   */
  public List<Draft> list(String state, int most) throws SQLException {
    return session.rows("list_drafts", DraftRows::read, state, state, most);
  }

  /** Somebody's decision, and when it was taken. */
  public record Decider(String by, Instant at) {}

  /**
   * Takes one to be registered; false where it is not there to be decided about.
   *
   * @param abandoned who took it before this and never placed it has died
   */
  public boolean approve(long id, Decider decider, Instant abandoned) throws SQLException {
    return session.change("approve_draft", decider.by(), decider.at(), id, abandoned) > 0;
  }

  /** False where it is not there to be decided about. */
  public boolean reject(long id, Decider decider, Instant abandoned) throws SQLException {
    return session.change("reject_draft", decider.by(), decider.at(), id, abandoned) > 0;
  }

  /** Notes the revision under which it is registered. */
  public void place(long id, Decider decider, long revision) throws SQLException {
    session.change("place_draft", decider.by(), decider.at(), revision, id);
  }

  /** Makes a draft again of one that this one took and could not register. */
  public void reopen(long id, Decider decider) throws SQLException {
    session.change("reopen_draft", id, decider.by(), decider.at());
  }

  /** Removes what was decided about, but for the newest so many. */
  public void forget(int kept) throws SQLException {
    session.change("forget_drafts", kept);
  }

  private static Draft read(Row row) throws SQLException {
    return new Draft(
        row.number(),
        row.text(),
        row.text(),
        new Text(row.text(), row.text(), row.text(), row.text(), row.text()),
        new Making(row.text(), row.number(), row.number(), row.text(), row.instant()),
        new Decision(row.text(), row.textIfAny(), row.instantIfAny(), row.numberIfAny()));
  }
}
