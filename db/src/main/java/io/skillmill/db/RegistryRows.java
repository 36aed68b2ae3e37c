package io.skillmill.db;

import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.run.RegisteredSkill;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables of the skills that were registered at run time. No revision is ever overwritten. */
public final class RegistryRows {

  private final Session session;

  public RegistryRows(Session session) {
    this.session = session;
  }

  /**
   * One entry in the history of a name.
   *
   * @param act what happened, in the registry's words
   * @param version as the declaration has it
   * @param declaration as JSON, without the source; empty where the skill was removed
   * @param source its text; empty where it has none
   * @param contentHash over declaration and source
   * @param of the revision that this one repeats
   * @param by who did it; may be empty
   */
  public record Revision(
      String skill,
      long revision,
      String act,
      String version,
      String kind,
      String declaration,
      String source,
      String contentHash,
      Optional<Long> of,
      String by,
      Instant at) {

    Revision numbered(long number) {
      return new Revision(
          skill, number, act, version, kind, declaration, source, contentHash, of, by, at);
    }
  }

  /** What must be the case for a revision to be added. */
  public sealed interface Condition {

    /** Nothing. */
    record Always() implements Condition {}

    /** No skill of the name is there. */
    record Absent() implements Condition {}

    /** This revision is the one that serves. */
    record Serving(long revision) implements Condition {}
  }

  /** Adds a revision, which serves from now on; empty where the condition does not hold. */
  public Optional<Long> add(Revision revision, Condition condition) throws SQLException {
    Optional<Long> number =
        switch (condition) {
          case Condition.Always() ->
              session.row("raise_registered_skill", Row::number, revision.skill());
          case Condition.Absent() ->
              session.row("raise_absent_skill", Row::number, revision.skill());
          case Condition.Serving(long known) ->
              session.row("raise_known_skill", Row::number, revision.skill(), known);
        };
    return written(revision, number);
  }

  /** Notes that a skill serves no more; empty where none does. */
  public Optional<Long> remove(Revision revision) throws SQLException {
    return written(revision, session.row("remove_registered_skill", Row::number, revision.skill()));
  }

  private Optional<Long> written(Revision revision, Optional<Long> number) throws SQLException {
    if (number.isPresent()) {
      Revision row = revision.numbered(number.get());
      session.change(
          "add_skill_revision",
          row.skill(),
          row.revision(),
          row.act(),
          row.version(),
          row.kind(),
          row.declaration(),
          row.source(),
          row.contentHash(),
          row.of(),
          row.by(),
          row.at());
    }
    return number;
  }

  /** The revision that serves of each skill, by name. */
  public List<Revision> serving() throws SQLException {
    return session.rows("list_registered_skills", RegistryRows::revision);
  }

  /** The same without their texts. */
  public List<RegisteredSkill> names() throws SQLException {
    return session.rows(
        "list_serving_revisions",
        row ->
            new RegisteredSkill(
                new RegisteredSkill.Revision(row.text(), row.number()), row.text(), "", ""));
  }

  /** The one that serves of this name. */
  public Optional<Revision> serving(String skill) throws SQLException {
    return session.row("find_registered_skill", RegistryRows::revision, skill);
  }

  public Optional<Revision> find(String skill, long revision) throws SQLException {
    return session.row("find_skill_revision", RegistryRows::revision, skill, revision);
  }

  /** The latest so many revisions of a name, the newest first, without their texts. */
  public List<Revision> history(String skill, int most) throws SQLException {
    return session.rows("list_skill_revisions", RegistryRows::revision, skill, most);
  }

  /** A number that rises with every change. */
  public long mark() throws SQLException {
    return session.row("find_registry_mark", Row::number).orElse(0L);
  }

  private static Revision revision(Row row) throws SQLException {
    return new Revision(
        row.text(),
        row.number(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.numberIfAny(),
        row.text(),
        row.instant());
  }
}
