package io.skillmill.coordination.skills.hosting;

import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.coordination.skills.hosting.Wishes.Wish;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The skills that a plan names, ready to be called. Thread-safe. A skill that cannot be loaded
 * never keeps the others from being hosted.
 *
 * <pre>{@code
 * try (var hosting = Hosting.open(Plan.config(Path.of("runtime-config.yaml")), kinds)) {
 *   hosting.engine().run(RunRequest.of("time", Json.object()));
 *   hosting.reload();
 * }
 * }</pre>
 *
 * <p>A skill is called by the name that the configuration gives it, and also by its mount and by
 * the name in its own declaration where no other skill has those.
 */
public final class Hosting implements AutoCloseable {

  private static final Snapshot NOTHING =
      new Snapshot(List.of(), List.of(), Wishes.NONE, Instant.EPOCH);

  private static final String TAKEN =
      "The configuration has a skill of this name, or at this mount; register it under another";

  private final Reader reader;
  private final Loading loading;
  private final Plan plan;
  private final InstantSource clock = InstantSource.system();
  private final SkillEngine engine = SkillEngine.of(SkillSet.EMPTY);

  /** One reload at a time; calls never wait for it. */
  private final ReentrantLock reloading = new ReentrantLock();

  /** What is hosted, by name. Under the lock. */
  private Map<String, Loaded> current = Map.of();

  /** What the configuration names, and what came of it, without guests. Under the lock. */
  private Wishes configured = Wishes.NONE;

  private Loading.Outcome own = Loading.Outcome.NOTHING;

  private final List<Runnable> hearers = new CopyOnWriteArrayList<>();
  private boolean discovering;
  private volatile Seen seen = new Seen(List.of(), Stamp.UNKNOWN);

  private Hosting(Plan plan, Loading loading) {
    this.plan = plan;
    this.loading = loading;
    this.reader = new Reader(plan);
  }

  /**
   * Loads what a plan names.
   *
   * @param kinds the ways in which skills may be implemented, one of each
   * @throws io.skillmill.schema.problem.ProblemException where the configuration cannot be used
   */
  public static Hosting open(Plan plan, List<SkillKind> kinds) {
    return open(plan, new Loading(plan, kinds, Loading.TIME_MAX));
  }

  static Hosting open(Plan plan, Loading loading) {
    var hosting = new Hosting(plan, loading);
    hosting.reload();
    return hosting;
  }

  /** Runs them. */
  public SkillEngine engine() {
    return engine;
  }

  /**
   * Has this run whenever what is hosted may have changed, until the answer is closed. It must be
   * quick: whoever changes something waits for it.
   */
  public Hearing onChange(Runnable heard) {
    hearers.add(heard);
    return () -> hearers.remove(heard);
  }

  /** Somebody who hears of changes. */
  public interface Hearing extends AutoCloseable {
    @Override
    void close();
  }

  /** What is hosted now. */
  public Snapshot snapshot() {
    return snapshot(engine.skills());
  }

  /** What was hosted when these skills were, which belongs to them and to no others. */
  public static Snapshot snapshot(SkillSet skills) {
    return skills.edition() instanceof Snapshot snapshot ? snapshot : NOTHING;
  }

  /**
   * Reads the configuration again, loads what has changed, and puts it in place at one stroke. Runs
   * under way end on what they began with. What has not changed goes on as it is.
   *
   * @throws io.skillmill.schema.problem.ProblemException where the configuration cannot be used;
   *     everything goes on as before then
   */
  public Reloaded reload() {
    reloading.lock();
    try {
      return reload(discovering);
    } finally {
      reloading.unlock();
    }
  }

  /**
   * The same, and from now on also hosts skills that the configuration does not list, but that lie
   * in the folders it names to {@code discover}, or beside it in {@code examples} and {@code
   * skills}.
   */
  public Reloaded rediscover() {
    reloading.lock();
    try {
      Reloaded reloaded = reload(true);
      discovering = true;
      return reloaded;
    } finally {
      reloading.unlock();
    }
  }

  /**
   * What is hosted now came from these places, which looked so before they were read. Whatever is
   * saved while they are read makes them look otherwise.
   */
  record Seen(List<Path> places, Stamp stamp) {}

  private Reloaded reload(boolean discover) {
    var guessed = seen.places().isEmpty() ? places(reader.read(discover), discover) : seen.places();
    var stamp = Stamp.of(guessed);
    Wishes wishes = reader.read(discover);
    var places = places(wishes, discover);
    var reloaded = host(wishes, loading.load(wishes.all(), current), guests(wishes));
    seen = new Seen(places, places.equals(guessed) ? stamp : Stamp.UNKNOWN);
    return reloaded;
  }

  /**
   * Asks for the guests again, and puts them in place at one stroke. The configuration is not read,
   * and what it names goes on as it is.
   *
   * @throws io.skillmill.schema.problem.ProblemException where the guests cannot be asked for;
   *     everything goes on as before then
   */
  public Reloaded refresh() {
    reloading.lock();
    try {
      return host(configured, own, guests(configured));
    } finally {
      reloading.unlock();
    }
  }

  /** Whether the configuration has a skill or a mount of this name, whether it loads or not. */
  public boolean configures(String name) {
    reloading.lock();
    try {
      return !configured.leaves(name);
    } finally {
      reloading.unlock();
    }
  }

  private Loading.Outcome guests(Wishes wishes) {
    var welcome = new ArrayList<Wish>();
    var failed = new ArrayList<Failed>();
    for (Guest guest : plan.guests().get()) {
      if (wishes.leaves(guest.name())) {
        welcome.add(Wish.of(guest));
      } else {
        failed.add(Wish.of(guest).failed(TAKEN, false));
      }
    }
    return loading.load(welcome, current).with(failed);
  }

  private Reloaded host(Wishes wishes, Loading.Outcome named, Loading.Outcome guests) {
    var before = snapshot();
    var all = named.with(guests);
    var failed = new ArrayList<>(wishes.failed());
    failed.addAll(all.failed());
    var mounted = all.loaded().stream().map(Loaded::mounted).toList();
    var after = new Snapshot(mounted, failed, wishes, clock.instant());
    engine.allowDepth(
        plan.depth().orElse(wishes.config().depthMax().orElse(SkillEngine.DEPTH_DEFAULT)));
    engine.swap(skills(all.loaded()).edition(after));
    current = byName(all.loaded());
    configured = wishes;
    own = named;
    hearers.forEach(Runnable::run);
    return Reloaded.between(before, after);
  }

  /**
   * Loads a skill as if it were a guest, beside those that are hosted now, and hosts it not.
   * Nothing of it is left when the trial is closed.
   *
   * @throws io.skillmill.schema.problem.ProblemException where it cannot be loaded, or would not
   *     run
   */
  public Trial trial(Guest guest) {
    var wish = Wish.of(guest);
    var outcome = loading.load(List.of(wish), Map.of());
    if (outcome.loaded().isEmpty()) {
      throw Problem.usage(outcome.failed().getFirst().why(), "Correct it, and try again")
          .asException();
    }
    return Trial.begin(outcome.loaded().getFirst().skill(), engine.skills());
  }

  /**
   * Loads again whenever the files change that the skills come from, until the watch is closed, or
   * this is.
   */
  public Watch watch(Watch.Listener listener) {
    return Watch.start(this, listener);
  }

  /** The files and folders that what is hosted comes from. */
  Seen seen() {
    return seen;
  }

  private List<Path> places(Wishes wishes, boolean discover) {
    var all = new ArrayList<>(reader.places(wishes.config(), discover));
    for (var wish : wishes.all()) {
      if (!wish.isBuiltin()) {
        all.add(wish.place());
      }
    }
    return List.copyOf(all);
  }

  private static Map<String, Loaded> byName(List<Loaded> all) {
    var byName = new LinkedHashMap<String, Loaded>();
    all.forEach(each -> byName.put(each.wish().name(), each));
    return byName;
  }

  private static SkillSet skills(List<Loaded> all) {
    var skills = SkillSet.of(all.stream().map(Loaded::skill).toList());
    var guests =
        all.stream()
            .filter(each -> each.wish().guest().isPresent())
            .map(each -> each.skill().name())
            .collect(Collectors.toSet());
    return skills.known(aliases(all)).lendingNothingTo(guests);
  }

  /** What two skills are known by, neither is called by. */
  private static Map<String, String> aliases(List<Loaded> all) {
    var aliases = new HashMap<String, String>();
    var doubled = new HashSet<String>();
    for (Loaded each : all) {
      String name = each.wish().name();
      for (String alias : List.of(each.wish().entry().mount(), each.declaredName())) {
        String other = aliases.putIfAbsent(alias, name);
        if (other != null && !other.equals(name)) {
          doubled.add(alias);
        }
      }
    }
    aliases.keySet().removeAll(doubled);
    all.forEach(
        each -> aliases.put(Mounted.address(each.wish().entry().mount()), each.wish().name()));
    return aliases;
  }

  /** Takes no more runs; each skill is closed when the last run has left it. */
  @Override
  public void close() {
    engine.close();
  }
}
