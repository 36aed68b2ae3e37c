package io.skillmill.db.agents;

import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables of sessions with an agent, and of what was said in them. */
public final class AgentRows {

  private final Session session;

  public AgentRows(Session session) {
    this.session = session;
  }

  /**
   * A session.
   *
   * @param id 128 bits at random
   * @param owner the name of a token; empty where none was needed
   * @param turns how many were taken in it so far
   */
  public record AgentSession(
      String id, String owner, String name, Instant created, Instant updated, long turns) {}

  /**
   * One message of a session.
   *
   * @param role who says it, in the word of the wire
   * @param message as a model is sent it, as JSON and without secrets
   * @param actions what was done for it, as JSON; empty where it is no answer
   */
  public record Said(String role, String message, String actions, Instant at) {}

  public void add(AgentSession one) throws SQLException {
    session.change(
        "add_agent_session", one.id(), one.owner(), one.name(), one.created(), one.updated());
  }

  public Optional<AgentSession> find(String id, String owner) throws SQLException {
    return session.row("find_agent_session", AgentRows::readSession, id, owner);
  }

  /** Those that were gone on with last come first. */
  public List<AgentSession> list(String owner, int most, int from) throws SQLException {
    return session.rows("list_agent_sessions", AgentRows::readSession, owner, most, from);
  }

  /** Removes one with all its messages; false where it is not there. */
  public boolean remove(String id, String owner) throws SQLException {
    if (session.change("remove_agent_session", id, owner) == 0) {
      return false;
    }
    session.change("remove_agent_messages", id, Long.MAX_VALUE);
    return true;
  }

  /** Notes that a turn was taken; false where another was in the meantime. */
  public boolean turn(AgentSession one, Instant now) throws SQLException {
    return session.change("turn_agent_session", now, one.id(), one.owner(), one.turns()) > 0;
  }

  /** Adds messages, and forgets whole turns at the beginning where there are too many now. */
  public void say(String id, List<Said> messages, int most) throws SQLException {
    long last = session.row("last_agent_message", Row::number, id).orElse(0L);
    for (var said : messages) {
      session.change(
          "add_agent_message", id, ++last, said.role(), said.message(), said.actions(), said.at());
    }
    var first = session.row("first_agent_question", Row::numberIfAny, id, last - most);
    if (last > most && first.isPresent() && first.get().isPresent()) {
      session.change("remove_agent_messages", id, first.get().get());
    }
  }

  public List<Said> messages(String id) throws SQLException {
    return session.rows("list_agent_messages", AgentRows::readSaid, id);
  }

  private static AgentSession readSession(Row row) throws SQLException {
    return new AgentSession(
        row.text(), row.text(), row.text(), row.instant(), row.instant(), row.number());
  }

  private static Said readSaid(Row row) throws SQLException {
    return new Said(row.text(), row.text(), row.text(), row.instant());
  }
}
