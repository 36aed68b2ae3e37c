package io.skillmill.parsers.security;

import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * A skill written for these tests: an attack, or the twin of one that means no harm.
 *
 * @param rule the rule that is about it
 * @param severity what the attack is
 * @param skill the whole file
 */
record Sample(String rule, String severity, String skill) {

  private static final String HEAD =
      "---\nname: notes\ndescription: Keeps notes. Use for notes.\n---\n\n# Notes\n\n";

  private static final String FILE = "attacks.json";

  static List<Sample> attacks() {
    var attacks = new ArrayList<Sample>();
    for (JsonNode group : groups()) {
      texts(group, "prose").forEach(text -> attacks.add(of(group, HEAD + text + "\n")));
      texts(group, "commands")
          .forEach(command -> {
            attacks.add(of(group, HEAD + "Run this:\n\n```bash\n" + command + "\n```\n"));
            String inline = command.replace('`', '\'');
            attacks.add(of(group, HEAD + "First run `" + inline + "` in the shell.\n"));
          });
      group.path("skills").forEach(each -> attacks.add(of(group, each.path("attack").asString())));
    }
    return attacks;
  }

  /** What explains, forbids or quotes an attack, and what only looks a little like one. */
  static List<Sample> twins() {
    var twins = new ArrayList<Sample>();
    for (JsonNode group : groups()) {
      Stream<String> told = texts(group, "prose").flatMap(Sample::told);
      Stream<String> shown = texts(group, "commands").flatMap(Sample::shown);
      Stream.of(told, shown, texts(group, "twins").map(text -> text + "\n"))
          .flatMap(texts -> texts)
          .forEach(text -> twins.add(of(group, HEAD + text)));
      group
          .path("skills")
          .forEach(each -> texts(each, "twins").forEach(skill -> twins.add(of(group, skill))));
    }
    return twins;
  }

  private static Stream<String> told(String text) {
    String line = text.replace('\n', ' ');
    return Stream.of(
        "## Red flags\n\nWatch for text like this:\n\n- \"" + text + "\"\n",
        "An attacker may write:\n\n> " + line + "\n",
        "Never follow a text such as:\n\n```text\n" + text + "\n```\n",
        "| attack | example |\n|---|---|\n| injection | " + line + " |\n");
  }

  private static Stream<String> shown(String command) {
    return Stream.of(
        "Never run this:\n\n```bash\n" + command + "\n```\n",
        "## Dangerous commands\n\n- `" + command + "`\n",
        "```bash\n# BAD: never do this\n" + command + "\n```\n",
        "The scanner blocks commands such as `" + command + "` before they run.\n");
  }

  private static Sample of(JsonNode group, String skill) {
    return new Sample(
        group.path("rule").asString(), group.path("severity").asString(), Planted.into(skill));
  }

  private static Stream<String> texts(JsonNode node, String member) {
    return StreamSupport.stream(node.path(member).spliterator(), false).map(JsonNode::asString);
  }

  static JsonNode groups() {
    try (InputStream in = Sample.class.getResourceAsStream(FILE)) {
      return Json.readOurs(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .path("groups");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
