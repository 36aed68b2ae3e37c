package io.skillmill.parsers.repair;

import io.skillmill.parsers.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a frontmatter that is not sound as a whole, each read by itself: what is wrong with
 * one does not touch the others.
 *
 * @param fields in the order of their lines
 * @param ignored the numbers of the lines that belong to no field
 * @param leftOut how many fields were left out because there are too many
 */
public record Recovery(List<Found> fields, List<Integer> ignored, int leftOut) {

  /** How many fields are read at the most, the same twice too; real ones are a few dozen. */
  public static final int FIELDS_MAX = 2_000;

  /**
   * Reads some lines of a file.
   *
   * @param strict is asked first for each field
   */
  public static Recovery read(SourceText text, int firstLine, int lastLine, StrictReader strict) {
    var lines = new ArrayList<Line>();
    for (int number = firstLine; number <= lastLine; number++) {
      lines.add(new Line(number, text.line(number)));
    }
    boolean list =
        lines.stream().filter(Line::isFilled).findFirst().filter(Line::isItem).isPresent();
    var split = Splitter.split(list ? withoutDashes(lines) : lines);
    var mending = new Mending(strict);
    var fields = new Fields();
    int read = Math.min(FIELDS_MAX, split.entries().size());
    for (Entry entry : split.entries().subList(0, read)) {
      Mended value = mending.field(entry, 0);
      fields.add(entry, list ? value.atLeast(Repair.LIST_ITEM) : value);
    }
    return new Recovery(
        List.copyOf(fields.all()),
        split.ignored().stream().map(Line::number).toList(),
        split.entries().size() - read);
  }

  private static List<Line> withoutDashes(List<Line> lines) {
    return lines.stream()
        .map(line ->
            line.isItem()
                ? line.withText(
                    " ".repeat(line.indent() + 1) + line.text().substring(line.indent() + 1))
                : line)
        .toList();
  }

  /** Reads YAML by the letter, within limits; the repairs ask it first. */
  @FunctionalInterface
  public interface StrictReader {

    /** The value; nothing where the text is not sound. */
    Optional<JsonNode> read(String yaml);
  }

  /**
   * A field that was read by itself.
   *
   * @param key its name
   * @param line the line of its key
   * @param keyStart where the key begins in that line, counted from 0
   * @param keyEnd where it ends
   * @param valueStart where the value may begin, which is behind the colon
   * @param lastLine the last line that is not blank
   * @param mended its value
   */
  public record Found(
      String key, int line, int keyStart, int keyEnd, int valueStart, int lastLine, Mended mended) {

    static Found of(Entry entry, Mended mended) {
      Key key = entry.key();
      return new Found(
          key.name(),
          entry.lines().getFirst().number(),
          key.start(),
          key.end(),
          key.valueStart(),
          entry.last().number(),
          mended);
    }

    Found by(Repair repair) {
      return new Found(
          key, line, keyStart, keyEnd, valueStart, lastLine, Mended.by(repair, mended.value()));
    }
  }
}
