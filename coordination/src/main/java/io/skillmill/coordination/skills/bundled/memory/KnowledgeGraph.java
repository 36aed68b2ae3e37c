package io.skillmill.coordination.skills.bundled.memory;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.db.Database;
import io.skillmill.db.Durability;
import io.skillmill.db.MemoryRows;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.ProblemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The memory skill. What it is told is on the disk when it answers, whole or not at all; any number
 * of calls and of processes may tell it at the same time.
 */
public final class KnowledgeGraph implements SkillCode {

  private final Database database;

  private KnowledgeGraph(Database database) {
    this.database = database;
  }

  public static KnowledgeGraph on(Database database) {
    return new KnowledgeGraph(database);
  }

  /** The memory of a host that has no store: it says so. */
  public static SkillCode withoutStore() {
    return new SkillCode() {
      private static final String WHY =
          "The memory needs a store: start the host with --store FILE or a PostgreSQL URL";

      @Override
      public JsonNode run(ObjectNode input, SkillContext context) throws SkillException {
        throw SkillException.unavailable(WHY);
      }

      @Override
      public Optional<String> ailment() {
        return Optional.of(WHY);
      }
    };
  }

  @Override
  public JsonNode run(ObjectNode input, SkillContext context) throws SkillException {
    Asked asked = Asked.of(input);
    try {
      // The seed's contract: the answer is a text that holds JSON, however the question was put.
      return Json.object().put("response", Json.write(answer(asked)));
    } catch (ProblemException _) {
      throw SkillException.unavailable("The memory cannot be reached at present; try again later");
    }
  }

  private ObjectNode answer(Asked asked) throws SkillException {
    return switch (asked.operation()) {
      case "create_entities" -> {
        var entities = asked.entities();
        yield told("Successfully created %d new entities.", entities, MemoryRows::add);
      }
      case "create_relations" -> {
        var relations = asked.relations();
        yield told("Successfully created %d new relations.", relations, MemoryRows::add);
      }
      case "add_observations" -> {
        var notes = asked.notes("observations", "contents");
        yield told("Observations added to %d entities.", notes, KnowledgeGraph::observe);
      }
      case "delete_entities" -> {
        var names = asked.names("entityNames");
        yield told("Successfully deleted %d entities.", names, MemoryRows::remove);
      }
      case "delete_observations" -> {
        var notes = asked.notes("deletions", "observations");
        yield told("Observations deleted from %d entities.", notes, KnowledgeGraph::forget);
      }
      case "delete_relations" -> {
        var relations = asked.relations();
        yield told("Successfully deleted %d relations.", relations, MemoryRows::remove);
      }
      case "read_graph" -> Told.graph(database.read(s -> new MemoryRows(s).read()));
      case "search_nodes" -> search(asked.query());
      case "open_nodes" -> {
        var names = asked.names("names");
        yield Told.nodes(database.read(s -> new MemoryRows(s).open(names)));
      }
      case String other -> throw Asked.unknown(other);
    };
  }

  private static boolean observe(MemoryRows rows, Asked.Note note) throws SQLException {
    return rows.observe(note.entity(), note.observations());
  }

  private static boolean forget(MemoryRows rows, Asked.Note note) throws SQLException {
    return rows.forget(note.entity(), note.observations());
  }

  private ObjectNode search(String query) throws SkillException {
    return query.isBlank()
        ? Told.failure("The query is empty; give a text to look for.")
        : Told.nodes(database.read(s -> new MemoryRows(s).search(query)));
  }

  /** One change of the graph; says whether anything changed. */
  @FunctionalInterface
  private interface Change<T> {
    boolean make(MemoryRows rows, T what) throws SQLException;
  }

  /** Makes all changes in one transaction, and tells how many of them changed anything. */
  private <T> ObjectNode told(String message, List<T> each, Change<T> change) {
    int changed =
        database.write(
            Durability.SYNCED,
            session -> {
              var rows = new MemoryRows(session);
              int count = 0;
              for (T one : each) {
                count += change.make(rows, one) ? 1 : 0;
              }
              return count;
            });
    return Told.success(message.replace("%d", String.valueOf(changed)));
  }
}
