package io.skillmill.coordination.skills.hosting;

import io.skillmill.coordination.skills.hosting.Wishes.Wish;
import io.skillmill.parsers.hosting.Declarations;
import io.skillmill.parsers.hosting.RuntimeConfig;
import io.skillmill.parsers.hosting.RuntimeConfig.Changes;
import io.skillmill.parsers.hosting.RuntimeConfig.Entry;
import io.skillmill.schema.run.SkillName;
import io.skillmill.schema.skill.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds skills by themselves: each directory directly below a folder that declares one, in the
 * order of their names. The skill of {@code my_time} is called {@code my_time_skill} and mounted at
 * {@code my-time}. Directories whose names begin with a dot are passed over.
 */
final class Folders {

  private static final String SUFFIX = "_skill";

  private Folders() {}

  static List<Wish> entries(Path folder) {
    try (var below = Files.list(folder)) {
      return below
          .filter(directory -> !directory.getFileName().toString().startsWith("."))
          .filter(Declarations::isSkill)
          .sorted()
          .limit(RuntimeConfig.SKILLS_MAX)
          .map(Folders::wish)
          .toList();
    } catch (IOException | UncheckedIOException _) {
      return List.of(); // a folder that is not there yet has no skills
    }
  }

  private static Wish wish(Path directory) {
    String bare = callable(directory.getFileName().toString());
    var entry =
        new Entry(
            bare + SUFFIX,
            bare.replace('_', '-'),
            directory.toString(),
            true,
            Changes.NONE,
            Place.startOf(bare));
    return new Wish(entry, directory.normalize());
  }

  /** The name with a hyphen for each letter that a name may not have. */
  private static String callable(String name) {
    var letters = new StringBuilder();
    int most = SkillName.LENGTH_MAX - SUFFIX.length();
    for (int i = 0; i < Math.min(name.length(), most); i++) {
      letters.append(SkillName.isValid("a" + name.charAt(i)) ? name.charAt(i) : '-');
    }
    // A mount must not begin with a hyphen, which is what an underscore becomes there.
    return letters.isEmpty() || "-._".indexOf(letters.charAt(0)) >= 0
        ? "x" + letters
        : letters.toString();
  }
}
