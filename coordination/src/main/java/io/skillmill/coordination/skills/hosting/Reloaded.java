package io.skillmill.coordination.skills.hosting;

import java.util.List;

/**
 * What a reload changed. Skills are told by their mounts.
 *
 * @param oldMounts what was hosted before
 * @param newMounts what is hosted now
 * @param changed mounts with another skill, or another version of it, than before
 */
public record Reloaded(
    List<String> oldMounts,
    List<String> newMounts,
    List<String> added,
    List<String> removed,
    List<String> changed,
    List<Failed> failed) {

  public Reloaded {
    oldMounts = List.copyOf(oldMounts);
    newMounts = List.copyOf(newMounts);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
    failed = List.copyOf(failed);
  }

  static Reloaded between(Snapshot before, Snapshot after) {
    var old = before.mounts();
    var now = after.mounts();
    return new Reloaded(
        old,
        now,
        now.stream().filter(mount -> !old.contains(mount)).toList(),
        old.stream().filter(mount -> !now.contains(mount)).toList(),
        now.stream().filter(mount -> isOther(before, after, mount)).toList(),
        after.failed());
  }

  private static boolean isOther(Snapshot before, Snapshot after, String mount) {
    var old = before.at(mount).map(Mounted::skill);
    return old.isPresent() && !old.equals(after.at(mount).map(Mounted::skill));
  }
}
