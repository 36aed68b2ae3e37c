package io.skillmill.parsers.check;

import io.skillmill.parsers.clients.Clients;
import io.skillmill.parsers.skillsref.SkillsRefProfile;
import io.skillmill.parsers.spec.SpecProfile;
import io.skillmill.parsers.verdict.Profile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The profiles there are. */
public final class Profiles {

  /** The one that is meant where none is named. */
  public static final String USUAL = "spec";

  private static final List<Profile> ALL =
      Stream.concat(Stream.of(new SpecProfile(), new SkillsRefProfile()), Clients.all().stream())
          .toList();

  private Profiles() {}

  /** All of them, in the order in which they are told. */
  public static List<Profile> all() {
    return ALL;
  }

  public static Optional<Profile> named(String name) {
    return ALL.stream().filter(profile -> profile.name().equals(name)).findFirst();
  }
}
