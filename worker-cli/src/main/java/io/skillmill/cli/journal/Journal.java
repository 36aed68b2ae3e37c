package io.skillmill.cli.journal;

import io.skillmill.cli.render.Terminal;
import io.skillmill.schema.json.Json;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The log of a host: one line for each thing that happens, for people or as JSON. Holds no inputs,
 * no secrets and no values of queries, because nobody hands it any. Thread-safe.
 */
public final class Journal {

  /** How a line looks. */
  public enum Form {
    TEXT,
    JSON
  }

  private final Terminal terminal;
  private final Form form;
  private final Level least;
  private final InstantSource clock;

  private Journal(Terminal terminal, Form form, Level least, InstantSource clock) {
    this.terminal = terminal;
    this.form = form;
    this.least = least;
    this.clock = clock;
  }

  /** A log on the error stream, of what matters at least so much. */
  public static Journal on(Terminal terminal, Form form, Level least) {
    return new Journal(terminal, form, least, InstantSource.system());
  }

  /** Takes in what libraries and skills say through the usual logging interface, too. */
  public Journal open() {
    Loggers.write(this);
    return this;
  }

  public boolean keeps(Level level) {
    return level != Level.OFF && level.compareTo(least) <= 0;
  }

  /** Something for people to read. */
  public void note(String message) {
    if (form == Form.TEXT) {
      terminal.note(message); // said along the way by a command, whatever the level
    } else {
      line(Level.INFO, "note", Json.object().put("message", message));
    }
  }

  /** Something that happened, with what is known of it. */
  public void line(Level level, String event, ObjectNode fields) {
    if (!keeps(level)) {
      return;
    }
    String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    if (form == Form.JSON) {
      var line = Json.object().put("time", time).put("level", level.word()).put("event", event);
      line.setAll(fields);
      terminal.log(Json.write(line));
    } else {
      terminal.note("%s %-5s %s %s".formatted(time, level, event, told(fields)));
    }
  }

  private static String told(ObjectNode fields) {
    return fields.properties().stream()
        .map(field -> field.getKey() + "=" + value(field.getValue().asString()))
        .collect(Collectors.joining(" "));
  }

  private static String value(String text) {
    return text.contains(" ") ? "\"" + text + "\"" : text;
  }
}
