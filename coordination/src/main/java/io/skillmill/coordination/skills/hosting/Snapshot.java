package io.skillmill.coordination.skills.hosting;

import io.skillmill.parsers.hosting.RuntimeConfig;
import io.skillmill.parsers.hosting.RuntimeConfig.Entry;
import io.skillmill.schema.skill.Diagnostic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is hosted at one moment. Immutable. */
public final class Snapshot {

  private final Map<String, Mounted> byMount = new LinkedHashMap<>();
  private final List<Failed> failed;
  private final Instant loaded;
  private final RuntimeConfig config;
  private final List<Diagnostic> findings;

  /** What was worked out of it, one of each type. */
  private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>();

  Snapshot(List<Mounted> mounted, List<Failed> failed, Wishes wishes, Instant loaded) {
    this(mounted, failed, wishes.config(), wishes.findings(), loaded);
  }

  private Snapshot(
      List<Mounted> mounted,
      List<Failed> failed,
      RuntimeConfig config,
      List<Diagnostic> findings,
      Instant loaded) {
    mounted.forEach(each -> byMount.put(each.mount(), each));
    this.failed = List.copyOf(failed);
    this.loaded = loaded;
    this.config = config;
    this.findings = findings;
  }

  /**
   * The same without those skills that somebody is not to see.
   *
   * @param seen whether the skill of this name and this mount is to be seen
   */
  public Snapshot only(BiPredicate<String, String> seen) {
    return new Snapshot(
        mounted().stream().filter(one -> seen.test(one.configName(), one.mount())).toList(),
        failed.stream().filter(one -> seen.test(one.configName(), one.mount())).toList(),
        config,
        findings,
        loaded);
  }

  /** The skills that are hosted, in the order of the configuration. */
  public List<Mounted> mounted() {
    return List.copyOf(byMount.values());
  }

  /** Those of them that models are offered: all that the configuration does not keep from them. */
  public List<Mounted> offered() {
    Set<String> kept =
        config.skills().stream()
            .filter(entry -> !entry.changes().tool())
            .map(Entry::name)
            .collect(Collectors.toSet());
    return byMount.values().stream().filter(skill -> !kept.contains(skill.configName())).toList();
  }

  /** What follows from it alone: worked out once for all who ask, and kept as long as this. */
  public <T> T derived(Class<T> type, Function<Snapshot, T> how) {
    return type.cast(derived.computeIfAbsent(type, _ -> how.apply(this)));
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
