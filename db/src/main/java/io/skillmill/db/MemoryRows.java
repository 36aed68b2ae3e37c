package io.skillmill.db;

import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.skill.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of what the memory skill was told: entities, what was observed of them, relations. */
public final class MemoryRows {

  /** How many characters of names and observations are read at once. */
  public static final int CHARS_MAX = 2_000_000;

  private final Session session;

  public MemoryRows(Session session) {
    this.session = session;
  }

  /** An entity with its observations, in the order in which they were made. */
  public record Entity(String name, String type, List<String> observations) {}

  /** Of which entity something is said, and of which other. */
  public record Relation(String source, String target, String type) {}

  /**
   * What was found, in the order in which it was told.
   *
   * @param cut whether there is more than may be read at once
   */
  public record Graph(List<Entity> entities, List<Relation> relations, boolean cut) {}

  /** Adds an entity with what was observed of it, unless one of this name is there. */
  public boolean add(Entity entity) throws SQLException {
    String folded = fold(entity.name() + "\n" + entity.type());
    if (session.change("add_memory_entity", entity.name(), entity.type(), folded) == 0) {
      return false;
    }
    observe(entity.name(), entity.observations());
    return true;
  }

  /** Adds what was observed and is not known yet; false where there is no such entity. */
  public boolean observe(String entity, List<String> observations) throws SQLException {
    Optional<Long> id = find(entity);
    if (id.isEmpty()) {
      return false;
    }
    for (String each : observations) {
      session.change("add_memory_observation", id.get(), digest(each), each, fold(each));
    }
    return true;
  }

  /** Adds a relation, unless it is there or one of its ends is not. */
  public boolean add(Relation relation) throws SQLException {
    Optional<Long> source = find(relation.source());
    Optional<Long> target = find(relation.target());
    return source.isPresent()
        && target.isPresent()
        && session.change("add_memory_relation", source.get(), target.get(), relation.type()) > 0;
  }

  /** Removes an entity with all that is said of it; false where there is none. */
  public boolean remove(String entity) throws SQLException {
    Optional<Long> id = find(entity);
    if (id.isEmpty()) {
      return false;
    }
    session.change("remove_memory_observations", id.get());
    session.change("remove_memory_relations", id.get());
    return session.change("remove_memory_entity", id.get()) > 0;
  }

  /** Removes what was observed; false where none of it was there. */
  public boolean forget(String entity, List<String> observations) throws SQLException {
    Optional<Long> id = find(entity);
    int removed = 0;
    for (String each : id.isEmpty() ? List.<String>of() : observations) {
      removed += session.change("remove_memory_observation", id.get(), digest(each));
    }
    return removed > 0;
  }

  /** Removes a relation; false where there is none. */
  public boolean remove(Relation relation) throws SQLException {
    Optional<Long> source = find(relation.source());
    Optional<Long> target = find(relation.target());
    return source.isPresent()
        && target.isPresent()
        && session.change("remove_memory_relation", source.get(), target.get(), relation.type())
            > 0;
  }

  private Optional<Long> find(String entity) throws SQLException {
    return session.row("find_memory_entity", Row::number, entity);
  }

  /** Everything, as of one moment. */
  public Graph read() throws SQLException {
    var harvest = new Harvest();
    session.rows("read_memory", harvest::take);
    return harvest.graph();
  }

  /** The entities in whose name, type or observations this text stands, large or small letters. */
  public Graph search(String text) throws SQLException {
    String escaped = fold(text).replace("!", "!!").replace("%", "!%").replace("_", "!_");
    var harvest = new Harvest();
    session.rows("search_memory", harvest::take, "%" + escaped + "%");
    return harvest.graph();
  }

  /** The entities of these names, as far as there are any. */
  public Graph open(List<String> names) throws SQLException {
    var harvest = new Harvest();
    for (String name : names) {
      session.rows("open_memory", harvest::take, name);
    }
    return harvest.graph();
  }

  /** The databases do not agree on what a small letter is. */
  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** An observation may be too long for an index. */
  private static String digest(String observation) {
    return Sha256.of(observation.getBytes(StandardCharsets.UTF_8));
  }

  /** Gathers rows, and leaves off when there are too many. */
  private static final class Harvest {

    private final List<Entity> entities = new ArrayList<>();
    private final List<Relation> relations = new ArrayList<>();
    private long lastId = -1;
    private int chars;

    /** A part (0 for entities), a number, another, then three texts. */
    boolean take(Row row) throws SQLException {
      boolean ofEntity = row.number() == 0;
      long id = row.number();
      row.number();
      String one = row.text();
      String other = row.text();
      Optional<String> more = row.textIfAny();
      chars += one.length() + other.length() + more.map(String::length).orElse(0);
      if (chars > CHARS_MAX) {
        chars = CHARS_MAX + 1;
      } else if (ofEntity) {
        entity(id, one, other, more);
      } else {
        relations.add(new Relation(one, other, more.orElse("")));
      }
      return true;
    }

    private void entity(long id, String name, String type, Optional<String> observation) {
      if (id != lastId) {
        entities.add(new Entity(name, type, new ArrayList<>()));
        lastId = id;
      }
      observation.ifPresent(entities.getLast().observations()::add);
    }

    Graph graph() {
      return new Graph(entities, relations, chars > CHARS_MAX);
    }
  }
}
