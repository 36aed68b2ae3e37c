package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Holds the rules of the house that a machine can hold. Each rule is first shown to bite on a
 * made-up source, and then finds nothing in the clone.
 */
class HouseRulesTest {

  private static final List<Source> HOUSE = Source.ofClone();

  @Test
  void imports_go_down_only() {
    assertThat(ImportRules.check(using("db", "io.skillmill.db", "io.skillmill.parsers.Parsers")))
        .singleElement()
        .asString()
        .contains("db may not see parsers", "put what both need");
    assertThat(
            ImportRules.check(
                using("schema", "io.skillmill.schema.json", "io.skillmill.schema.task.Task")))
        .singleElement()
        .asString()
        .contains("a room written after its own", "Move the type");
    assertThat(
            ImportRules.check(
                using(
                    "coordination", "io.skillmill.coordination.store", "io.skillmill.db.Database")))
        .isEmpty();

    nothing(mains().stream().flatMap(source -> ImportRules.check(source).stream()).toList());
  }

  @Test
  void written_out_names_count_as_imports() {
    var source =
        java(
            "schema",
            "io.skillmill.schema.json",
            "class Json { io.skillmill.schema.task.Task task; }");
    assertThat(ImportRules.check(source)).hasSize(1);
  }

  @Test
  void every_room_is_on_the_map() {
    assertThat(ImportRules.check(java("db", "io.skillmill.db.attic", "class Box {}")))
        .singleElement()
        .asString()
        .contains("not on the map", "Add it to Room.ALL");
  }

  @Test
  void a_public_type_is_a_door_or_needed_by_one() {
    var room = new Room("db", Set.of("Database"), Optional.empty());
    var door =
        java(
            "db",
            "io.skillmill.db",
            "public class Database { public Row row() { return new Lost().row(); } }");
    var needed = java("db", "io.skillmill.db", "public record Row(Cell cell) {}");
    var neededByThat = java("db", "io.skillmill.db", "public interface Cell {}");
    var lost = java("db", "io.skillmill.db", "public class Lost { Row row() { return null; } }");
    assertThat(DoorRules.check(room, List.of(door, needed, neededByThat, lost)))
        .singleElement()
        .asString()
        .contains("db.Lost is public", "Take `public` away");

    nothing(
        Room.ALL.stream().flatMap(each -> DoorRules.check(each, mainsOf(each)).stream()).toList());
  }

  @Test
  void a_room_with_many_doors_says_why() {
    assertThat(Room.ALL)
        .as("rooms with more than two doors; split them, or give the reason in Room.ALL")
        .filteredOn(room -> room.reason().isEmpty() && room.doors().size() > 2)
        .isEmpty();
  }

  @Test
  void every_door_is_there() {
    var missing = new ArrayList<String>();
    for (var room : Room.ALL) {
      for (var door : room.doors()) {
        if (mainsOf(room).stream().noneMatch(source -> source.fileName().equals(door + ".java"))) {
          missing.add(
              "Room.ALL says that %s has the door %s, and it has not. Correct the map"
                  .formatted(room.name(), door));
        }
      }
    }
    nothing(missing);
  }

  @Test
  void names_say_something() {
    assertThat(
            TextRules.check(java("db", "io.skillmill.db", "class SqlHelper { enum TaskInfo {} }")))
        .hasSize(2)
        .allMatch(message -> message.contains("Name the type for what it is or does"));
    assertThat(
            TextRules.check(
                java("db", "io.skillmill.db", "class Database { record Informant() {} }")))
        .isEmpty();
  }

  @Test
  void a_room_has_one_sentence() {
    assertThat(sentence("/** Keeps tasks. And results. */")).hasSize(1);
    assertThat(sentence("/** keeps tasks */")).hasSize(1);
    assertThat(sentence("")).hasSize(1);
    assertThat(sentence("/** Keeps tasks, e.g.those of 2.4.0 documents. */")).isEmpty();

    nothing(
        Room.ALL.stream()
            .flatMap(room -> RoomRules.sentence(room, mainsOf(room)).stream())
            .toList());
  }

  @Test
  void files_and_rooms_stay_within_their_budgets() {
    var long1 = java("db", "io.skillmill.db", "class Long1 {" + "\n".repeat(400) + "}");
    assertThat(TextRules.check(long1)).singleElement().asString().contains("Split it by idea");
    var room = Room.of("io.skillmill.schema.json").orElseThrow();
    assertThat(RoomRules.budget(room, Collections.nCopies(7, long1)))
        .singleElement()
        .asString()
        .contains("Split it by what it does");

    nothing(
        Room.ALL.stream().flatMap(each -> RoomRules.budget(each, mainsOf(each)).stream()).toList());
  }

  @Test
  void nothing_is_left_open_asleep_or_tied_to_one_machine() {
    assertThat(TextRules.check(java("db", "io.skillmill.db", "class A {} // TO" + "DO later")))
        .hasSize(1);
    var sleeper = "class ATest { void a() throws Exception { Thread.sl" + "eep(1); } }";
    assertThat(TextRules.check(Source.fake("db/src/test/java/ATest.java", sleeper)))
        .singleElement()
        .asString()
        .contains("Wait for a signal");
    assertThat(
            TextRules.check(
                java("db", "io.skillmill.db", "class A { String a = \"/tm" + "p/x\"; }")))
        .hasSize(1);

    nothing(HOUSE.stream().flatMap(source -> TextRules.check(source).stream()).toList());
  }

  @Test
  void statements_have_twins_where_the_databases_disagree() {
    assertThat(
            RoomRules.twins(
                Set.of("sqlite/claim.sql", "sqlite/a.sql", "postgres/a.sql", "any/a.sql")))
        .hasSize(2)
        .anyMatch(message -> message.contains("sql/sqlite/claim.sql has no twin"))
        .anyMatch(message -> message.contains("Delete it from sql/any"));

    nothing(RoomRules.twins(statements()));
  }

  @Test
  void the_dialect_is_told_and_not_asked() {
    assertThat(
            RoomRules.dialect(
                Source.fake("Dialect.java", "interface Dialect { boolean supportsSkip(); }")))
        .singleElement()
        .asString()
        .contains("Give it a verb");

    nothing(mains().stream().flatMap(source -> RoomRules.dialect(source).stream()).toList());
  }

  @Test
  void the_build_uses_no_preview_features() {
    assertThat(TextRules.checkPom(Map.entry("pom.xml", "--enable-" + "preview"))).hasSize(1);

    for (var folder : Clone.FLOORS) {
      var pom = Clone.ROOT.resolve(folder).resolve("pom.xml");
      nothing(TextRules.checkPom(Map.entry(Clone.name(pom), Clone.read(pom))));
    }
    nothing(TextRules.checkPom(Map.entry("pom.xml", Clone.read(Clone.ROOT.resolve("pom.xml")))));
  }

  private static List<String> sentence(String comment) {
    return TextRules.check(
        Source.fake(
            "db/src/main/java/package-info.java", comment + "\npackage io.skillmill.db;\n"));
  }

  private static Source using(String floor, String packageName, String imported) {
    return Source.fake(
        floor + "/src/main/java/A.java",
        "package %s;\nimport %s;\nclass A {}\n".formatted(packageName, imported));
  }

  private static Source java(String floor, String packageName, String declaration) {
    return Source.fake(
        floor + "/src/main/java/A.java", "package %s;\n%s\n".formatted(packageName, declaration));
  }

  private static List<Source> mains() {
    return HOUSE.stream()
        .filter(Source::isMain)
        .filter(source -> !source.fileName().equals("module-info.java"))
        .toList();
  }

  private static List<Source> mainsOf(Room room) {
    return mains().stream()
        .filter(source -> source.packageName().equals(Room.HOUSE + room.name()))
        .toList();
  }

  private static Set<String> statements() {
    var names = new TreeSet<String>();
    for (var file : Clone.filesOfFloors(".sql")) {
      var name = Clone.name(file);
      int folder = name.indexOf("/sql/");
      if (folder >= 0 && name.contains("/src/main/resources/")) {
        names.add(name.substring(folder + "/sql/".length()));
      }
    }
    return names;
  }

  private static void nothing(List<String> broken) {
    assertThat(broken).as("broken rules of the house").isEmpty();
  }
}
