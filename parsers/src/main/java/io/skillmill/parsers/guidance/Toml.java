package io.skillmill.parsers.guidance;

import io.skillmill.parsers.located.Shown;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the texts at the top level of a TOML file, which is all that a command of Gemini has. What
 * else stands there is told and passed over, line by line.
 */
final class Toml {

  /** How many lines that are not read are told one by one. */
  private static final int TOLD_MAX = 20;

  private final SourceText source;
  private final String text;
  private final List<Diagnostic> findings;
  private final Map<String, TomlText> texts = new LinkedHashMap<>();
  private int at;
  private int told;

  private Toml(SourceText source, List<Diagnostic> findings) {
    this.source = source;
    this.text = source.text();
    this.findings = findings;
  }

  /** The texts by their names; nothing where the file breaks off, which the findings then say. */
  static Optional<Map<String, TomlText>> read(SourceText source, List<Diagnostic> findings) {
    return new Toml(source, findings).read();
  }

  private Optional<Map<String, TomlText>> read() {
    boolean top = true;
    while (skipToLine()) {
      int start = at;
      if (text.charAt(at) == '[') {
        top = false;
      }
      Optional<String> key = top ? key() : Optional.empty();
      if (key.isEmpty()) {
        passOver(start, "only name = \"text\" lines above the first table");
      } else if (!value(key.get(), start)) {
        return Optional.empty();
      }
    }
    return Optional.of(texts);
  }

  /** Past blank lines and comments; false at the end. */
  private boolean skipToLine() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        at = lineEnd(at);
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private Optional<String> key() {
    int start = at;
    boolean quoted = text.charAt(at) == '"' || text.charAt(at) == '\'';
    int end = quoted ? text.indexOf(text.charAt(at), at + 1) : at;
    while (!quoted && end < text.length() && inKey(text.charAt(end))) {
      end++;
    }
    int equals = end < 0 ? -1 : blanks(quoted ? end + 1 : end);
    if (end <= start || equals >= text.length() || text.charAt(equals) != '=') {
      return Optional.empty();
    }
    at = blanks(equals + 1);
    return Optional.of(text.substring(quoted ? start + 1 : start, end));
  }

  /** False where a text is never closed. */
  private boolean value(String key, int start) {
    if (at >= text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\'')) {
      passOver(start, "texts in quotes");
      return true;
    }
    Optional<TomlText> value = TomlText.read(text, at);
    if (value.isEmpty()) {
      tell("toml-unclosed", "The text of %s is never closed; end it with its quotes", key, start);
      return false;
    }
    if (texts.put(key, value.get()) != null) {
      tell("toml-doubled", "%s stands twice, which TOML forbids; remove one", key, start);
    }
    value.get().refused().forEach(this::refused);
    int more = value.get().escapesRefused() - value.get().refused().size();
    if (more > 0) {
      tell("toml-escape", "%s has " + more + " more escapes that TOML lacks; mend all", key, start);
    }
    at = value.get().end();
    int rest = blanks(at);
    if (rest < text.length() && text.charAt(rest) != '\n' && text.charAt(rest) != '#') {
      passOver(rest, "nothing after a text but a comment");
    }
    return true;
  }

  private void refused(TomlText.Refused refused) {
    findings.add(
        Diagnostic.error(
            "toml-escape",
            "TOML has no escape %s, so clients refuse the file; double the backslash, or put the"
                    .formatted(refused.escape())
                + " text in single quotes",
            source.place(refused.start(), refused.start())));
  }

  private void passOver(int start, String what) {
    at = lineEnd(start);
    if (told++ < TOLD_MAX) {
      findings.add(
          Diagnostic.info(
              "toml-not-read",
              "This line is passed over, for of TOML is read here: %s; nothing is lost unless a"
                      .formatted(what)
                  + " client reads it",
              source.place(start, start)));
    } else if (told == TOLD_MAX + 1) {
      findings.add(
          Diagnostic.info(
              "toml-not-read",
              "More lines like it follow and are passed over too",
              source.place(start, start)));
    }
  }

  private void tell(String rule, String message, String key, int offset) {
    findings.add(
        Diagnostic.error(rule, message.formatted(Shown.of(key)), source.place(offset, offset)));
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private int blanks(int from) {
    int end = from;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return end;
  }

  private static boolean inKey(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
