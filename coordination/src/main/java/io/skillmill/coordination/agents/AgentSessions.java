package io.skillmill.coordination.agents;

import io.skillmill.db.Database;
import io.skillmill.db.Durability;
import io.skillmill.db.agents.AgentRows;
import io.skillmill.db.agents.AgentRows.AgentSession;
import io.skillmill.db.agents.AgentRows.Said;
import io.skillmill.parsers.secrets.Redaction;
import io.skillmill.schema.problem.Problem;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What people and an agent said to each other, as a store keeps it. A session is there for its
 * owner alone. Thread-safe, also among processes.
 *
 * <pre>{@code
 * var sessions = AgentSessions.on(database);
 * var session = sessions.begin("ci", "the report");
 * sessions.messages(session);
 * }</pre>
 */
public final class AgentSessions {

  /** How many are kept of one owner; the one that rested longest goes first. */
  public static final int SESSIONS_MAX = 200;

  /** How many messages are kept of one session, calls of skills included; whole turns go. */
  public static final int MESSAGES_MAX = 400;

  /** How long a name may be. */
  public static final int NAME_CHARS_MAX = 200;

  private static final int ID_DIGITS = 32;

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;

  private AgentSessions(Database database, InstantSource clock, RandomGenerator random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  public static AgentSessions on(Database database) {
    return on(database, InstantSource.system());
  }

  static AgentSessions on(Database database, InstantSource clock) {
    return new AgentSessions(database, clock, new SecureRandom());
  }

  /**
   * Begins one.
   *
   * @param name for people; may be empty
   * @throws io.skillmill.schema.problem.ProblemException where it cannot be called so
   */
  public AgentSession begin(String owner, String name) {
    refuseUnlessNameable(name);
    var now = clock.instant();
    var begun = new AgentSession(newId(), owner, Redaction.redact(name.strip()), now, now, 0);
    return write(rows -> {
      rows.add(begun);
      for (var surplus : rows.list(owner, SESSIONS_MAX, SESSIONS_MAX)) {
        rows.remove(surplus.id(), owner);
      }
      return begun;
    });
  }

  private static void refuseUnlessNameable(String name) {
    if (name.length() > NAME_CHARS_MAX || name.chars().anyMatch(Character::isISOControl)) {
      throw Problem.usage(
              "A session cannot be called that",
              "Give a name of up to %d characters on one line".formatted(NAME_CHARS_MAX))
          .asException();
    }
  }

  private String newId() {
    var hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** Those of an owner; the one that was gone on with last comes first. */
  public List<AgentSession> list(String owner) {
    return database.read(session -> new AgentRows(session).list(owner, SESSIONS_MAX, 0));
  }

  /** One of an owner; that of anybody else is not there. */
  public Optional<AgentSession> find(String id, String owner) {
    return isId(id)
        ? database.read(session -> new AgentRows(session).find(id, owner))
        : Optional.empty();
  }

  /** All that is kept of what was said in it, from the beginning. */
  public List<Said> messages(AgentSession one) {
    return database.read(session -> new AgentRows(session).messages(one.id()));
  }

  /** Forgets one with all that was said in it; false where it is not there. */
  public boolean remove(String id, String owner) {
    return isId(id) && write(rows -> rows.remove(id, owner));
  }

  /** Not every text can be asked for in every database. */
  private static boolean isId(String id) {
    return id.length() == ID_DIGITS && id.chars().allMatch(HexFormat::isHexDigit);
  }

  /**
   * Keeps what was said in a turn, all of it or nothing.
   *
   * @param one as it was when the turn began
   * @return false where it was removed, or gone on with by somebody else, in the meantime
   */
  boolean keep(AgentSession one, List<Said> turn) {
    return write(rows -> {
      if (!rows.turn(one, clock.instant())) {
        return false;
      }
      rows.say(one.id(), turn, MESSAGES_MAX);
      return true;
    });
  }

  /** One change of the tables. */
  @FunctionalInterface
  private interface Change<T> {
    T make(AgentRows rows) throws SQLException;
  }

  private <T> T write(Change<T> change) {
    return database.write(Durability.SYNCED, session -> change.make(new AgentRows(session)));
  }

  InstantSource clock() {
    return clock;
  }
}
