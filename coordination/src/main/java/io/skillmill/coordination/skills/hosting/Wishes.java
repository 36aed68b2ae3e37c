package io.skillmill.coordination.skills.hosting;

import io.skillmill.parsers.hosting.RuntimeConfig;
import io.skillmill.parsers.hosting.RuntimeConfig.Changes;
import io.skillmill.parsers.hosting.RuntimeConfig.Entry;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a configuration wants to be hosted. No two wishes share a name or a mount.
 *
 * @param failed what is wanted and cannot be had beside the others
 */
record Wishes(
    RuntimeConfig config, List<Wish> all, List<Failed> failed, List<Diagnostic> findings) {

  static final Wishes NONE = new Wishes(RuntimeConfig.EMPTY, List.of(), List.of(), List.of());

  Wishes {
    all = List.copyOf(all);
    failed = List.copyOf(failed);
    findings = List.copyOf(findings);
  }

  /** Whether a skill of this name could stand beside these: its name and its mount are free. */
  boolean leaves(String name) {
    return all.stream()
        .noneMatch(wish -> wish.name().equals(name) || wish.entry().mount().equals(name));
  }

  /**
   * One skill.
   *
   * @param place the directory it is in, or what declares it
   * @param guest itself, where the configuration does not name it
   */
  record Wish(Entry entry, Path place, Optional<Guest> guest) {

    Wish(Entry entry, Path place) {
      this(entry, place, Optional.empty());
    }

    static Wish of(Guest guest) {
      String name = guest.name();
      var entry =
          new Entry(name, name, guest.path(), true, Changes.NONE, Place.startOf(guest.path()));
      return new Wish(entry, guest.home(), Optional.of(guest));
    }

    private static final String BUILTIN = "builtin:";

    boolean isBuiltin() {
      return isBuiltin(entry.path());
    }

    static boolean isBuiltin(String path) {
      return path.startsWith(BUILTIN);
    }

    /** The name behind {@code builtin:}. */
    String builtin() {
      return entry.path().substring(BUILTIN.length());
    }

    String name() {
      return entry.name();
    }

    Failed failed(String why, boolean earlierServes) {
      return new Failed(entry.name(), entry.mount(), why, earlierServes);
    }
  }
}
