package io.skillmill.parsers.text;

import io.skillmill.parsers.Limits;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillFile;
import java.util.List;
import java.util.Optional;

/**
 * A file's text with its line index. Line ends are single line feeds, whatever the file has, so
 * that line and column are those an editor shows; both count from 1. Immutable.
 */
public final class SourceText {

  private final String file;
  private final String text;
  private final LineStarts lineStarts;

  private SourceText(String file, String text) {
    this.file = file;
    this.text = text;
    this.lineStarts = LineStarts.of(text);
  }

  /** A text that was read already and is to be looked at by itself, with line feeds alone. */
  public static SourceText of(String file, String text) {
    return new SourceText(file, text);
  }

  /**
   * Decodes a file that came with its bytes, and not too many. What was noticed on the way goes to
   * the findings.
   *
   * @return nothing where there is no text to read, which the findings then say
   */
  public static Optional<SourceText> read(
      SkillFile file, Limits limits, List<Diagnostic> findings) {
    if (file.size() > limits.inputBytesMax()) {
      findings.add(
          whole(
              file,
              "too-large",
              "The file has %d bytes and at most %d are read; move parts of it to other files"
                  .formatted(file.size(), limits.inputBytesMax())));
      return Optional.empty();
    }
    if (file.bytes().isEmpty()) {
      findings.add(
          whole(
              file,
              "bytes-left-out",
              "The source came without the bytes of this file; give it again with them"));
      return Optional.empty();
    }
    return read(file.name(), file.bytes().get(), findings);
  }

  private static Diagnostic whole(SkillFile file, String rule, String message) {
    return Diagnostic.error(rule, message, Place.startOf(file.name()));
  }

  /**
   * Decodes a file. What was noticed on the way goes to the findings.
   *
   * @return nothing where the bytes are no text, which the findings then say
   */
  public static Optional<SourceText> read(String file, byte[] bytes, List<Diagnostic> findings) {
    String text = Newlines.unify(file, Decoding.decode(file, bytes, findings), findings);
    return Controls.acceptable(file, text, findings)
        ? Optional.of(new SourceText(file, text))
        : Optional.empty();
  }

  /**
   * The same text with U+FFFD for each half of a surrogate pair that stands alone, and for each
   * NUL. Escapes can spell the one, which UTF-8 cannot; the other ends the text for many readers of
   * JSON and databases.
   */
  public static String wellFormed(String text) {
    int broken = Surrogates.firstAlone(text);
    String whole = broken < 0 ? text : Surrogates.replaced(text, broken);
    return whole.indexOf('\0') < 0 ? whole : whole.replace('\0', '\uFFFD');
  }

  public String file() {
    return file;
  }

  public String text() {
    return text;
  }

  /** How many lines there are; a line feed at the very end starts no further line. */
  public int lineCount() {
    int last = lineStarts.count();
    return lineStarts.of(last) == text.length() ? last - 1 : last;
  }

  /** One line, without its line feed. */
  public String line(int number) {
    int end = number < lineStarts.count() ? lineStarts.of(number + 1) - 1 : text.length();
    return text.substring(lineStarts.of(number), end);
  }

  /** Where a line begins in the text; the text's end for the line after the last. */
  public int startOfLine(int number) {
    return number <= lineStarts.count() ? lineStarts.of(number) : text.length();
  }

  /** The line that holds an offset of the text. */
  public int lineAt(int offset) {
    return lineStarts.lineAt(offset);
  }

  /** Where a stretch of the text stands. */
  public Place place(int start, int end) {
    int line = lineAt(start);
    int last = Math.max(line, lineAt(Math.max(start, end - 1)));
    return new Place(file, line, start - lineStarts.of(line) + 1, last);
  }
}
