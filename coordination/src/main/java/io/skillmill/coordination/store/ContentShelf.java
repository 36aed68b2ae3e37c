package io.skillmill.coordination.store;

import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.util.LinkedHashMap;
import java.util.Optional;

/** The sources that were read last, up to so many bytes; they never change. Thread-safe. */
final class ContentShelf {

  /** What a source takes beside its bytes, roughly. */
  private static final long OVERHEAD_BYTES = 1_000;

  private final long bytesMax;
  private final LinkedHashMap<String, SkillSource> byHash = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  ContentShelf(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  synchronized Optional<SkillSource> find(String contentHash) {
    return Optional.ofNullable(byHash.get(contentHash));
  }

  synchronized void keep(SkillSource source) {
    if (size(source) > bytesMax || byHash.put(source.contentHash(), source) != null) {
      return;
    }
    bytes += size(source);
    var oldest = byHash.entrySet().iterator();
    while (bytes > bytesMax) {
      bytes -= size(oldest.next().getValue());
      oldest.remove();
    }
  }

  private static long size(SkillSource source) {
    return OVERHEAD_BYTES
        + source.files().stream()
            .map(SkillFile::bytes)
            .flatMap(Optional::stream)
            .mapToLong(each -> each.length)
            .sum();
  }
}
