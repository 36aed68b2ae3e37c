package io.skillmill.cli.events;

import io.skillmill.cli.events.Event.Place;
import io.skillmill.cli.http.HostLog;
import io.skillmill.cli.tools.HostedTool;
import io.skillmill.cli.tools.HostedTools;
import io.skillmill.cli.tools.ToolFormat;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillEngine.Ended;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes down what happens at a host while somebody listens, and a while longer for those who come
 * back. A host to which nobody listens pays nothing for it. Thread-safe.
 */
final class Reporter implements AutoCloseable {

  /** Nobody comes back after this. */
  static final long LINGER_NANOS = TimeUnit.MINUTES.toNanos(5);

  private static final InstantSource CLOCK = InstantSource.system();

  private final Hosting hosting;
  private final Ledger ledger;
  private final HostLog log;
  private final LongSupplier nanoTime;
  private final Hosting.Hearing changes;
  private volatile Before before;

  // Guarded by this.
  private int listeners;
  private long leftNanos;
  private SkillEngine.@Nullable Hearing runs;

  /** What was hosted when it was looked at last. */
  private record Before(Snapshot skills, Map<String, Place> byName) {
    static Before of(Snapshot skills) {
      return new Before(
          skills,
          skills.mounted().stream()
              .map(Reporter::place)
              .collect(Collectors.toMap(Place::skill, Function.identity(), (a, _) -> a)));
    }
  }

  Reporter(Hosting hosting, Ledger ledger, HostLog log, LongSupplier nanoTime) {
    this.hosting = hosting;
    this.ledger = ledger;
    this.log = log;
    this.nanoTime = nanoTime;
    this.before = Before.of(hosting.snapshot());
    this.changes = hosting.onChange(this::changed);
  }

  /** Somebody begins to listen. */
  synchronized void enter() {
    listeners++;
    if (runs == null) {
      runs = hosting.engine().onRun(this::ended);
    }
  }

  synchronized void leave() {
    listeners--;
    leftNanos = nanoTime.getAsLong();
  }

  private synchronized boolean isHeard() {
    if (listeners == 0 && runs != null && nanoTime.getAsLong() - leftNanos > LINGER_NANOS) {
      runs.close();
      runs = null;
      ledger.forget();
    }
    return runs != null;
  }

  private static Place place(Mounted skill) {
    return new Place(skill.configName(), skill.mount());
  }

  // ---- runs

  private void ended(Ended run) {
    if (isHeard()) {
      try {
        place(run).ifPresent(place -> ledger.add(told(run, place)));
      } catch (RuntimeException e) {
        log.broken(e); // whoever asked for the run gets the answer all the same
      }
    }
  }

  /** Empty where there was no such skill: nothing was run then. */
  private Optional<Place> place(Ended run) {
    var skills = Hosting.snapshot(run.skills());
    var known = before;
    if (known.skills() != skills) {
      known = Before.of(skills);
    }
    var byName = known.byName();
    return run.skills().find(run.request().skill()).map(skill -> byName.get(skill.name()));
  }

  private Event told(Ended run, Place place) {
    var page = page(place);
    switch (run.answer()) {
      case RunAnswer.Done _ -> page.put("success", true);
      case RunAnswer.Failed failed ->
          page.put("success", false).put("failure", failed.failure().kind().word());
    }
    page.put("ms", Math.round(run.took().toNanos() / 1e3) / 1e3);
    page.put("trace_id", run.answer().traceId()).put("at", CLOCK.instant().toString());
    run.request().terms().door().ifPresent(door -> page.put("door", door.word()));
    if (hosting.snapshot().config().settings().events().payloads()) {
      page.setAll(Payload.of(run));
    }
    return new Event.OfSkill("skill_executed", place, Json.write(page));
  }

  private static ObjectNode page(Place place) {
    return Json.object().put("skill", place.skill()).put("mount", place.mount());
  }

  // ---- changes

  /** One at a time, as the host has it. */
  private void changed() {
    var old = before.skills();
    var fresh = hosting.snapshot();
    before = Before.of(fresh);
    if (isHeard()) {
      tellSkills(byPlace(old), byPlace(fresh));
      tellTools(old, fresh);
    }
  }

  private static Map<Place, Mounted> byPlace(Snapshot skills) {
    var byPlace =
        new TreeMap<Place, Mounted>(Comparator.comparing(Place::mount).thenComparing(Place::skill));
    skills.mounted().forEach(skill -> byPlace.put(place(skill), skill));
    return byPlace;
  }

  private void tellSkills(Map<Place, Mounted> old, Map<Place, Mounted> fresh) {
    old.forEach((place, skill) -> {
      if (!fresh.containsKey(place)) {
        tell("skill_removed", place, skill);
      }
    });
    fresh.forEach((place, skill) -> {
      var known = old.get(place);
      if (known == null) {
        tell("skill_added", place, skill);
      } else if (!known.skill().equals(skill.skill())) {
        tell("skill_changed", place, skill);
      }
    });
  }

  private void tell(String event, Place place, Mounted skill) {
    var page = page(place).put("version", skill.skill().declaration().version());
    page.put("at", CLOCK.instant().toString());
    ledger.add(new Event.OfSkill(event, place, Json.write(page)));
  }

  private void tellTools(Snapshot old, Snapshot fresh) {
    var gone = byName(old);
    var about = new HashSet<Place>();
    for (HostedTool tool : HostedTools.of(fresh).all()) {
      var known = gone.remove(tool.name());
      if (known == null || !isSame(known, tool)) {
        about.add(place(tool.skill()));
      }
    }
    gone.values().forEach(tool -> about.add(place(tool.skill())));
    if (!about.isEmpty()) {
      ledger.add(new Event.OfTools(about, CLOCK.instant()));
    }
  }

  private static Map<String, HostedTool> byName(Snapshot skills) {
    var byName = new HashMap<String, HostedTool>();
    HostedTools.of(skills).all().forEach(tool -> byName.put(tool.name(), tool));
    return byName;
  }

  /** To who is offered it: another place of the same tool is another tool, for it may be hidden. */
  private static boolean isSame(HostedTool known, HostedTool tool) {
    return place(known.skill()).equals(place(tool.skill()))
        && (known.skill().skill().equals(tool.skill().skill())
            || ToolFormat.mcp(known).equals(ToolFormat.mcp(tool)));
  }

  @Override
  public void close() {
    changes.close();
    synchronized (this) {
      if (runs != null) {
        runs.close();
      }
    }
  }
}
