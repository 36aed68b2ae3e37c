package io.skillmill.parsers.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.detect.PlainText;
import io.skillmill.parsers.rules.SecurityRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page of the security rules says what the rules say. */
class SecurityPageTest {

  private static final Path PAGE = Path.of("../docs/reference/security-rules.md");
  private static final Path DRAFT = Path.of("target/security-rules.md");

  /** The rules follow this line; what stands before it is written by hand. */
  private static final String MARK = "## The rules\n";

  private static final int EXAMPLE_MAX = 160;

  @Test
  void every_security_rule_is_on_the_page_in_its_own_words() throws IOException {
    String page = Files.readString(PAGE);
    int mark = page.indexOf(MARK);
    assertThat(mark).as("the line '%s' of %s", MARK.strip(), PAGE).isPositive();
    String made = page.substring(0, mark) + MARK + rules();
    Files.createDirectories(DRAFT.toAbsolutePath().getParent());
    Files.writeString(DRAFT, made);
    assertThat(page)
        .as("copy parsers/target/security-rules.md to docs/reference and look at what changed")
        .isEqualTo(made);
  }

  private static String rules() {
    Map<String, String> examples = examples();
    var text = new StringBuilder("\nMade from the rules themselves; a test compares.\n");
    for (SecurityRule rule : SecurityRules.builtIn().rules()) {
      text.append("\n### `%s`\n\n".formatted(rule.id()));
      text.append("%s. %s.\n\n".formatted(rule.title(), rule.message()));
      text.append("- **Severity:** %s\n".formatted(severities(rule)));
      text.append("- **To mend it:** %s\n".formatted(rule.remedy()));
      text.append("- **Category:** %s\n".formatted(rule.category()));
      Optional.ofNullable(examples.get(rule.id()))
          .ifPresent(example -> text.append("- **Example:** %s\n".formatted(example)));
    }
    return text.toString();
  }

  /** The usual one first, then those of other contexts. */
  private static String severities(SecurityRule rule) {
    String usual =
        rule.severities().containsKey("otherwise")
            ? rule.severities().get("otherwise").word()
            : "none";
    var others = new TreeMap<String, String>();
    rule.severities().forEach((context, severity) -> others.put(context, severity.word()));
    rule.quiet().forEach(context -> others.put(context, "none"));
    others.remove("otherwise");
    others.values().removeIf(word -> word.equals(usual));
    List<String> told =
        others.entrySet().stream()
            .map(entry -> "%s: %s".formatted(entry.getKey(), entry.getValue()))
            .toList();
    return told.isEmpty() ? usual : "%s (%s)".formatted(usual, String.join(", ", told));
  }

  /** The first attack of each rule, where it fits a line. */
  private static Map<String, String> examples() {
    Map<String, String> examples = new TreeMap<>();
    for (JsonNode group : Sample.groups()) {
      Stream.of("prose", "commands")
          .flatMap(member -> StreamSupport.stream(group.path(member).spliterator(), false))
          .map(JsonNode::asString)
          .filter(text -> text.length() <= EXAMPLE_MAX && text.indexOf('\n') < 0)
          .findFirst()
          .ifPresent(text -> examples.putIfAbsent(group.path("rule").asString(), code(text)));
    }
    return examples;
  }

  private static String code(String text) {
    String marks = text.contains("`") ? "``" : "`";
    String space = text.startsWith("`") || text.endsWith("`") ? " " : "";
    return marks + space + PlainText.of(text) + space + marks;
  }
}
