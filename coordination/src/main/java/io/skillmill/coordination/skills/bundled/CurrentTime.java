package io.skillmill.coordination.skills.bundled;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.json.Json;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells what time it is somewhere. */
record CurrentTime(InstantSource clock) implements SkillCode {

  private static final DateTimeFormatter TO_THE_MICROSECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  @Override
  public boolean isLight() {
    return true;
  }

  @Override
  public JsonNode run(ObjectNode input, SkillContext context) throws SkillException {
    var zone = Zones.find(input.path("timezone").asString(""));
    var now = clock.instant().atZone(zone);
    return Json.object()
        .put("iso_8601", TO_THE_MICROSECOND.format(now))
        .put("time", TIME.format(now))
        .put("date", now.toLocalDate().toString())
        .put("timezone", Zones.name(zone))
        .put("day_of_week", dayOfWeek(now))
        .put("is_dst", isSummerTime(now));
  }

  static String dayOfWeek(ZonedDateTime time) {
    return time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  static boolean isSummerTime(ZonedDateTime time) {
    return time.getZone().getRules().isDaylightSavings(time.toInstant());
  }
}
