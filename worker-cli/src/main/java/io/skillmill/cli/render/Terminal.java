package io.skillmill.cli.render;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * Where a command reads and writes: reports go to the output, everything said along the way goes to
 * the error stream. Text from strangers is made safe before it is shown. Thread-safe.
 */
public final class Terminal {

  private static final int WIDTH_DEFAULT = 80;
  private static final int WIDTH_MIN = 20;
  private static final int GLIMPSE_MAX = 200;

  private final Surroundings surroundings;
  private final PrintStream out;
  private final PrintStream err;

  public Terminal(Surroundings surroundings) {
    this.surroundings = surroundings;
    out = Spout.printing(surroundings.out());
    err = new PrintStream(surroundings.err(), true, StandardCharsets.UTF_8);
  }

  /** One line of a report for people. */
  public void line(String text) {
    out.append(text).append('\n');
  }

  /**
   * Text of a stranger, in as many lines as it takes where a person reads it.
   *
   * @param lead stands before the first line
   */
  public void paragraph(String lead, String text) {
    Wrap.lines(lead, text, outIsTerminal() ? width() : 0).forEach(this::line);
  }

  /** What stands above a part of a report. */
  public void heading(String text) {
    Wrap.lines("", text, outIsTerminal() ? width() : 0)
        .forEach(line -> line(paint().heading(line)));
  }

  /** The same on one line, which ends where the terminal does. */
  public void glimpse(String lead, String text) {
    int most = (outIsTerminal() ? width() : GLIMPSE_MAX) - Plain.width(lead);
    line(lead + Plain.cutEnd(Plain.line(text), Math.max(WIDTH_MIN, most)));
  }

  /** Text as it is, for another program or a file. */
  public void raw(String text) {
    out.append(text);
  }

  /** Text that somebody is to judge: no line is broken, and what is not seen is spelled out. */
  public void code(String text) {
    line(Plain.code(text));
  }

  /** A report for programs, indented where a person reads it. */
  public void json(JsonNode report) {
    line(outIsTerminal() ? Plain.code(Json.pretty(report)) : Json.write(report));
  }

  /** Something said along the way. */
  public void note(String text) {
    err.append(Plain.line(text) + '\n'); // at one stroke, for several may speak
    err.flush();
  }

  /** A line for a program that reads the error stream, as it is. */
  public void log(String line) {
    err.append(line + '\n');
    err.flush();
  }

  /** The one way in which an error is told. */
  public void complain(Problem problem) {
    var text = "skillmill: " + Plain.line(problem.toString());
    err.append(new Paint(errIsTerminal() && coloursWanted()).bad(text)).append('\n');
    err.flush();
  }

  public InputStream in() {
    return surroundings.in();
  }

  /** For writers that need a stream; it is flushed with everything else. */
  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  public void flush() {
    out.flush();
    err.flush();
  }

  public boolean outIsTerminal() {
    return surroundings.outIsTerminal();
  }

  public boolean errIsTerminal() {
    return surroundings.errIsTerminal();
  }

  /** How many columns there are: COLUMNS where it is set, else 80. */
  public int width() {
    String columns = surroundings.environment().getOrDefault("COLUMNS", "");
    try {
      return Math.max(WIDTH_MIN, Integer.parseInt(columns));
    } catch (NumberFormatException _) {
      return WIDTH_DEFAULT;
    }
  }

  /** Whether colours may be used where a person reads; NO_COLOR forbids them. */
  public boolean coloursWanted() {
    return surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(surroundings.environment().get("TERM"));
  }

  /** A buffered UTF-8 printer that tells when it cannot write, where others keep silent. */
  public static PrintStream printing(OutputStream target) {
    return Spout.printing(target);
  }

  /** The same text on one line, without what could steer a terminal. */
  public static String safe(String text) {
    return Plain.line(text);
  }

  /** Colours where a person reads the output and wants them. */
  public Paint paint() {
    return new Paint(outIsTerminal() && coloursWanted());
  }
}
