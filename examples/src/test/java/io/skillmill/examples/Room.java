package io.skillmill.examples;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The map of the house: every room in the order of its floor, with the types that are its doors. A
 * room may use the rooms written before it on its own floor, and every room of the floors below.
 *
 * @param floor the module it is in
 * @param name its package, without {@code io.skillmill}
 * @param doors the types that everyone may call; other types are public only because the doors'
 *     signatures need them
 * @param reason why it may have many doors, or outgrow the budget; empty for most rooms
 */
record Room(String floor, String name, Set<String> doors, Optional<String> reason) {

  static final String HOUSE = "io.skillmill.";

  static final List<Room> ALL =
      List.of(
          dictionary(
              "schema", "schema.problem", "the error value and the exception that carries it"),
          room("schema", "schema.json", "Json"),
          dictionary("schema", "schema.skill", "the words for sources and documents"),
          dictionary(
              "schema", "schema.task", "the words for tasks: small records, each its own word"),
          room("schema", "schema.check", "DocumentCheck"),
          room("db", "db.sql", "Statements"),
          room("db", "db.dialect", "Dialect"),
          room("db", "db.migration", "Migrations"),
          room("db", "db", "Database"),
          room("parsers", "parsers", "Parsers", "SkillParser"),
          room("parsers", "parsers.text", "Lines"),
          room("parsers", "parsers.yaml", "FrontMatter"),
          room("parsers", "parsers.decompose", "Decomposer"),
          room("parsers", "parsers.markdown", "AgentSkillParser"),
          room("parsers", "parsers.document", "DecompositionParser"),
          room("coordination", "coordination.store", "SkillStore", "LocalSkillStore"),
          room("coordination", "coordination.upkeep", "Upkeep"),
          room("coordination", "coordination.work", "SkillWorker"),
          room("worker-cli", "cli.render", "Screen"),
          room("worker-cli", "cli.command", "Skillmill"),
          room("worker-cli", "cli", "Main"),
          programs("examples", "examples.start", "each is a program to be read on its own"),
          programs("examples", "examples", "the tests of the whole"));

  private static Room room(String floor, String name, String... doors) {
    return new Room(floor, name, Set.of(doors), Optional.empty());
  }

  private static Room dictionary(String floor, String name, String reason) {
    return new Room(floor, name, Set.of(), Optional.of(reason));
  }

  private static Room programs(String floor, String name, String reason) {
    return dictionary(floor, name, reason);
  }

  /** The room of a package, if it is on the map. */
  static Optional<Room> of(String packageName) {
    return ALL.stream().filter(room -> packageName.equals(HOUSE + room.name)).findFirst();
  }

  /** Whether this room's code may use the other's. */
  boolean mayUse(Room other) {
    if (floor.equals(other.floor)) {
      return ALL.indexOf(other) <= ALL.indexOf(this);
    }
    boolean siblings = Set.of("db", "parsers").equals(Set.of(floor, other.floor));
    return !siblings && Clone.FLOORS.indexOf(other.floor) < Clone.FLOORS.indexOf(floor);
  }
}
