package io.skillmill.parsers.llm;

import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the model is told: its work, the numbered lines of the file, and what was wrong. */
final class Prompt {

  private static final String FOLDER = "/io/skillmill/parsers/llm/";

  private Prompt() {}

  /** Loaded with the first question. */
  private static final class Loaded {
    static final String TASK = resource("task.txt");
    static final String SCHEMA = resource("answer.schema.json");
  }

  /** The form an answer must have. */
  static ObjectNode answerSchema() {
    return (ObjectNode) Json.readOurs(Loaded.SCHEMA);
  }

  /**
   * The first question.
   *
   * @param lastLine the last line that is sent
   */
  static ArrayNode of(SourceText text, int lastLine) {
    var messages = Json.array();
    messages.addObject().put("role", "system").put("content", Loaded.TASK);
    messages.addObject().put("role", "user").put("content", numbered(text, lastLine));
    return messages;
  }

  /** The second question, after an answer that does not do. */
  static ArrayNode again(ArrayNode messages, String answer, List<String> faults) {
    var more = messages.deepCopy();
    more.addObject().put("role", "assistant").put("content", answer);
    more.addObject()
        .put("role", "user")
        .put(
            "content",
            "That answer cannot be used:\n- %s\nGive the whole answer again, corrected, as JSON."
                .formatted(String.join("\n- ", faults)));
    return more;
  }

  private static String numbered(SourceText text, int lastLine) {
    var lines = new StringBuilder("The file ").append(text.file()).append(":\n");
    for (int line = 1; line <= lastLine; line++) {
      lines.append(line).append('\t').append(text.line(line)).append('\n');
    }
    return lines.toString();
  }

  private static String resource(String name) {
    try (var in = Prompt.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("The program is incomplete: it lacks " + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The program is damaged: cannot read " + FOLDER + name, e);
    }
  }
}
