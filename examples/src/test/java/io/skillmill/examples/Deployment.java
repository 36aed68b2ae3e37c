package io.skillmill.examples;

import io.skillmill.schema.json.Json;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/** The files of the folder {@code deploy}, read into what they say. */
final class Deployment {

  static final Path FOLDER = Clone.ROOT.resolve("deploy");

  private Deployment() {}

  static String text(String file) {
    return Clone.read(FOLDER.resolve(file));
  }

  static JsonNode yaml(String file) {
    return tree(new Load(LoadSettings.builder().build()).loadFromString(text(file)));
  }

  private static JsonNode tree(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var object = Json.object();
        map.forEach((name, member) -> object.set(String.valueOf(name), tree(member)));
        yield object;
      }
      case List<?> list -> {
        var array = Json.array();
        list.forEach(item -> array.add(tree(item)));
        yield array;
      }
      case Boolean flag -> Json.object().put("it", flag).path("it");
      case Integer number -> Json.object().put("it", number).path("it");
      default -> Json.object().put("it", String.valueOf(value)).path("it");
    };
  }

  static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  // ---- Dockerfile

  /** A line of a Dockerfile, with those that continue it. */
  record Instruction(String word, String rest) {
    /** The words of one that is written as a list. */
    List<String> list() {
      return texts(Json.readOurs(rest.substring(rest.indexOf('['))));
    }
  }

  static List<Instruction> dockerfile() {
    var instructions = new ArrayList<Instruction>();
    var line = new StringBuilder();
    for (String part : text("Dockerfile").lines().filter(Deployment::saysSomething).toList()) {
      line.append(part.endsWith("\\") ? part.substring(0, part.length() - 1) : part);
      if (!part.endsWith("\\")) {
        String whole = line.toString().strip();
        int end = whole.indexOf(' ');
        instructions.add(new Instruction(whole.substring(0, end), whole.substring(end).strip()));
        line.setLength(0);
      }
    }
    return instructions;
  }

  private static boolean saysSomething(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  static List<Instruction> dockerfile(String word) {
    return dockerfile().stream().filter(each -> each.word().equals(word)).toList();
  }

  // ---- nginx

  /** A directive with its words, and those within its braces. */
  record Directive(List<String> words, List<Directive> within) {

    List<Directive> all(String name) {
      return within.stream().filter(each -> each.words().getFirst().equals(name)).toList();
    }

    /** What follows the name, of the only directive of that name. */
    String only(String name) {
      var found = all(name);
      if (found.size() != 1) {
        throw new AssertionError("%s has %d times %s".formatted(words, found.size(), name));
      }
      return String.join(" ", found.getFirst().words().subList(1, found.getFirst().words().size()));
    }
  }

  static Directive nginx() {
    var root = new Directive(List.of("file"), new ArrayList<>());
    var open = new ArrayDeque<>(List.of(root));
    for (String line : text("two-hosts/nginx.conf").lines().map(String::strip).toList()) {
      if (line.equals("}")) {
        open.pop();
      } else if (saysSomething(line)) {
        char end = line.charAt(line.length() - 1);
        if (end != ';' && end != '{') {
          throw new AssertionError("No directive ends here: " + line);
        }
        String words = line.substring(0, line.length() - 1).strip();
        var directive = new Directive(Arrays.asList(words.split(" +", -1)), new ArrayList<>());
        open.element().within().add(directive);
        if (end == '{') {
          open.push(directive);
        }
      }
    }
    if (open.size() != 1) {
      throw new AssertionError("A brace of nginx.conf is not closed");
    }
    return root;
  }

  // ---- systemd

  /** What stands after the name in the lines of this name. */
  static List<String> unit(String name) {
    return text("systemd/skillmill.service")
        .lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .toList();
  }
}
