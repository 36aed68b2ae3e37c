package io.skillmill.coordination.skills.bundled;

import io.skillmill.coordination.skills.SkillException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.Set;

/** Time zones by their names in the IANA database. */
final class Zones {

  private static final Set<String> LISTED = Set.copyOf(ZoneRulesProvider.getAvailableZoneIds());

  private static final int NAME_CHARS_MAX = 64;

  private Zones() {}

  /** Empty stands for UTC. */
  static ZoneId find(String name) throws SkillException {
    if (name.isEmpty() || name.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    if (name.length() <= NAME_CHARS_MAX && Character.isLetter(name.charAt(0))) {
      try {
        ZoneId zone = ZoneId.of(name);
        // Java takes offsets such as UTC+3 for zones as well; the database knows no such names.
        if (LISTED.contains(zone.getId())) {
          return zone;
        }
      } catch (DateTimeException _) {
        // said below
      }
    }
    throw SkillException.refused(
        "Invalid timezone: '%s'. Give a name of the IANA time zone database, such as Europe/Berlin"
            .formatted(Shown.of(name)));
  }

  /** As people write it. */
  static String name(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }
}
