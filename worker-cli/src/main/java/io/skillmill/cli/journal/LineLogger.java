package io.skillmill.cli.journal;

import io.skillmill.coordination.skills.voice.Voice;
import io.skillmill.schema.json.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes into the journal what a library or a skill says. */
final class LineLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1L;

  private static final String OURS = "io.skillmill.";

  private final boolean ofSkill;

  LineLogger(String name) {
    this.name = name;
    this.ofSkill = name.startsWith(Voice.LOGGER);
  }

  /** What libraries say without need is for those who look for a fault. */
  private boolean keeps(Level level) {
    Journal journal = Loggers.journal();
    return journal != null
        && journal.keeps(level)
        && (ofSkill
            || name.startsWith(OURS)
            || level.compareTo(Level.WARN) <= 0
            || journal.keeps(Level.DEBUG));
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return name.startsWith(OURS) && keeps(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return keeps(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return keeps(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return keeps(Level.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      org.slf4j.event.Level level,
      @Nullable Marker marker,
      String pattern,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable why) {
    Journal journal = Loggers.journal();
    if (journal == null) {
      return;
    }
    String message = MessageFormatter.basicArrayFormat(pattern, arguments);
    var fields = Json.object();
    fields.put(
        ofSkill ? "skill" : "logger", ofSkill ? name.substring(Voice.LOGGER.length()) : name);
    fields.put("message", why == null ? message : message + ": " + why);
    journal.line(Level.of(level.name()), ofSkill ? "said" : "log", fields);
  }
}
