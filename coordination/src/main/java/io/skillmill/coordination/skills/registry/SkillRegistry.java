package io.skillmill.coordination.skills.registry;

import io.skillmill.db.Database;
import io.skillmill.db.Durability;
import io.skillmill.db.RegistryRows;
import io.skillmill.db.RegistryRows.Condition;
import io.skillmill.db.RegistryRows.Revision;
import io.skillmill.schema.run.RegisteredSkill;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What a store knows of the skills that were registered: which serve, and everything that ever
 * happened to a name. What it acknowledges is on the disk. Thread-safe, also among processes.
 */
public final class SkillRegistry {

  /** The acts that a history tells. */
  public static final String REGISTERED = "registered";

  public static final String RESTORED = "restored";
  public static final String REMOVED = "removed";

  /** How much of a history is told. */
  public static final int HISTORY_MAX = 1_000;

  private final Database database;
  private final InstantSource clock;

  private SkillRegistry(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  public static SkillRegistry on(Database database) {
    return new SkillRegistry(database, InstantSource.system());
  }

  /** Where it is kept, which stays its owner's. */
  public Database database() {
    return database;
  }

  /** Waits until anything in the store has changed since a mark of this method's. */
  long awaitChange(long seen, Duration atMost) throws InterruptedException {
    return database.awaitChange(seen, atMost);
  }

  /** A number that rises with every change, whichever process makes it. */
  public long mark() {
    return database.read(session -> new RegistryRows(session).mark());
  }

  /** The revisions that serve, by name. */
  public List<Revision> serving() {
    return database.read(session -> new RegistryRows(session).serving());
  }

  /** The same as others are told of them. */
  List<RegisteredSkill> registered() {
    return serving().stream()
        .map(each ->
            new RegisteredSkill(
                new RegisteredSkill.Revision(each.skill(), each.revision()),
                each.contentHash(),
                each.declaration(),
                each.source()))
        .toList();
  }

  /** The revision of this name that serves. */
  public Optional<Revision> serving(String name) {
    return database.read(session -> new RegistryRows(session).serving(name));
  }

  public Optional<Revision> find(String name, long revision) {
    return database.read(session -> new RegistryRows(session).find(name, revision));
  }

  /** What happened to a name, the latest first, without texts. */
  public List<Revision> history(String name) {
    return database.read(session -> new RegistryRows(session).history(name, HISTORY_MAX));
  }

  /** Adds a revision, which serves from now on; empty where the condition does not hold. */
  Optional<Long> add(TextualSkill skill, String by, Condition condition) {
    var revision =
        new Revision(
            skill.declaration().name(),
            0,
            REGISTERED,
            skill.declaration().version(),
            skill.declaration().implementation().kind().word(),
            skill.text(),
            skill.source(),
            skill.hash(),
            Optional.empty(),
            by,
            clock.instant());
    return write(rows -> rows.add(revision, condition));
  }

  /** Has an earlier revision serve again, as a new one. */
  Optional<Long> restore(Revision earlier, String by) {
    var revision =
        new Revision(
            earlier.skill(),
            0,
            RESTORED,
            earlier.version(),
            earlier.kind(),
            earlier.declaration(),
            earlier.source(),
            earlier.contentHash(),
            Optional.of(earlier.revision()),
            by,
            clock.instant());
    return write(rows -> rows.add(revision, new Condition.Always()));
  }

  /** Has nothing serve under this name any more; empty where nothing did. */
  Optional<Long> remove(String name, String by) {
    var revision =
        new Revision(name, 0, REMOVED, "", "", "", "", "", Optional.empty(), by, clock.instant());
    return write(rows -> rows.remove(revision));
  }

  /** One change of the tables. */
  @FunctionalInterface
  private interface Change {
    Optional<Long> make(RegistryRows rows) throws java.sql.SQLException;
  }

  private Optional<Long> write(Change change) {
    return database.write(Durability.SYNCED, session -> change.make(new RegistryRows(session)));
  }
}
