package io.skillmill.cli.report;

import io.skillmill.cli.render.Paint;
import java.io.PrintStream;
import java.util.OptionalInt;

/**
 * What a report is written on.
 *
 * @param out where the text goes
 * @param paint colours for people
 * @param width how many columns a person sees; nothing where no person reads
 */
public record Sheet(PrintStream out, Paint paint, OptionalInt width) {

  /** A file. */
  public static Sheet plain(PrintStream out) {
    return new Sheet(out, Paint.none(), OptionalInt.empty());
  }

  void line(String text) {
    out.append(text).append('\n');
  }

  void raw(String text) {
    out.append(text);
  }
}
