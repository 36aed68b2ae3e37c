package io.skillmill.coordination.skills.bundled;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells what a time of today somewhere is elsewhere. */
record TimeConversion(InstantSource clock) implements SkillCode {

  private static final int TEXT_CHARS_MAX = 5;

  private static final DateTimeFormatter GIVEN = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  @Override
  public boolean isLight() {
    return true;
  }

  @Override
  public JsonNode run(ObjectNode input, SkillContext context) throws SkillException {
    var sourceZone = Zones.find(input.path("source_timezone").asString(""));
    var targetZone = Zones.find(input.path("target_timezone").asString(""));
    LocalTime time = time(input.path("time").asString(""));
    var today = clock.instant().atZone(sourceZone).toLocalDate();
    var source = ZonedDateTime.of(today, time, sourceZone);
    var target = source.withZoneSameInstant(targetZone);
    var output = Json.object();
    output.set("source", told(source));
    output.set("target", told(target));
    return output.put("time_difference", difference(source, target));
  }

  private static LocalTime time(String text) throws SkillException {
    try {
      if (text.length() <= TEXT_CHARS_MAX) {
        return LocalTime.parse(text, GIVEN);
      }
    } catch (DateTimeParseException _) {
      // said below
    }
    throw SkillException.refused(
        "Invalid time format: '%s'. Expected HH:MM [24-hour format]".formatted(Shown.of(text)));
  }

  private static ObjectNode told(ZonedDateTime time) {
    return Json.object()
        .put("timezone", Zones.name(time.getZone()))
        .put("datetime", TO_THE_SECOND.format(time))
        .put("day_of_week", CurrentTime.dayOfWeek(time))
        .put("is_dst", CurrentTime.isSummerTime(time));
  }

  /** In hours with one place, or two where quarters need them: {@code +9.0h}, {@code +5.75h}. */
  private static String difference(ZonedDateTime source, ZonedDateTime target) {
    int seconds = target.getOffset().getTotalSeconds() - source.getOffset().getTotalSeconds();
    var hours =
        BigDecimal.valueOf(Math.abs(seconds))
            .divide(BigDecimal.valueOf(3600), 2, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    var shown = hours.scale() < 1 ? hours.setScale(1, RoundingMode.UNNECESSARY) : hours;
    return (seconds < 0 ? "-" : "+") + shown.toPlainString() + "h";
  }
}
