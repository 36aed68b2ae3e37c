package io.skillmill.coordination.skills.hosting;

import io.skillmill.parsers.hosting.RuntimeConfig;
import io.skillmill.schema.skill.Diagnostic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is hosted at one moment. Immutable. */
public final class Snapshot {

  private final Map<String, Mounted> byMount = new LinkedHashMap<>();
  private final List<Failed> failed;
  private final Instant loaded;
  private final RuntimeConfig config;
  private final List<Diagnostic> findings;

  Snapshot(List<Mounted> mounted, List<Failed> failed, Wishes wishes, Instant loaded) {
    mounted.forEach(each -> byMount.put(each.mount(), each));
    this.failed = List.copyOf(failed);
    this.loaded = loaded;
    this.config = wishes.config();
    this.findings = wishes.findings();
  }

  /** The skills that are hosted, in the order of the configuration. */
  public List<Mounted> mounted() {
    return List.copyOf(byMount.values());
  }

  /** The skill at a mount. */
  public Optional<Mounted> at(String mount) {
    return Optional.ofNullable(byMount.get(mount));
  }

  /** Those that could not be loaded. */
  public List<Failed> failed() {
    return failed;
  }

  /** Since when it is as it is. */
  public Instant loaded() {
    return loaded;
  }

  /** The configuration that it came from; an empty one where there is no file. */
  public RuntimeConfig config() {
    return config;
  }

  /** What is worth knowing about the configuration. */
  public List<Diagnostic> findings() {
    return findings;
  }

  List<String> mounts() {
    return List.copyOf(byMount.keySet());
  }
}
