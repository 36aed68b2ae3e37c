package io.skillmill.coordination.skills.bundled;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.bundled.fetch.FetchRules;
import io.skillmill.coordination.skills.bundled.fetch.PageFetcher;
import io.skillmill.coordination.skills.bundled.memory.KnowledgeGraph;
import io.skillmill.db.Database;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The skills that every host can offer without anything else being there.
 *
 * <pre>{@code
 * HostedSkill time = BundledSkills.alone().make("time").orElseThrow();
 * }</pre>
 */
public final class BundledSkills {

  private final InstantSource clock;
  private final Supplier<SkillCode> memory;
  private final FetchRules fetching;

  private BundledSkills(InstantSource clock, Supplier<SkillCode> memory, FetchRules fetching) {
    this.clock = clock;
    this.memory = memory;
    this.fetching = fetching;
  }

  /** Those of a host that has no store: what needs one says so when it is called. */
  public static BundledSkills alone() {
    return new BundledSkills(
        InstantSource.system(), KnowledgeGraph::withoutStore, FetchRules.DEFAULT);
  }

  /** Those of a host with a store, which the caller opens, and closes after the skills. */
  public static BundledSkills on(Database database) {
    return new BundledSkills(
        InstantSource.system(), () -> KnowledgeGraph.on(database), FetchRules.DEFAULT);
  }

  /** The same with another clock. */
  public BundledSkills at(InstantSource other) {
    return new BundledSkills(other, memory, fetching);
  }

  /** The same with other rules for what is fetched. */
  public BundledSkills fetching(FetchRules other) {
    return new BundledSkills(clock, memory, other);
  }

  /** How each is made, by the name under which a configuration asks for it. */
  public Map<String, Supplier<HostedSkill>> skills() {
    var skills = new LinkedHashMap<String, Supplier<HostedSkill>>();
    add(skills, "time", () -> new CurrentTime(clock));
    add(skills, "convert_time", () -> new TimeConversion(clock));
    add(skills, "calculator", Calculator::new);
    add(skills, "memory", memory);
    add(skills, "fetch", () -> PageFetcher.of(fetching));
    return skills;
  }

  /** Makes one of them; empty where there is none of this name. */
  public Optional<HostedSkill> make(String name) {
    return Optional.ofNullable(skills().get(name)).map(Supplier::get);
  }

  private static void add(
      Map<String, Supplier<HostedSkill>> skills, String name, Supplier<SkillCode> code) {
    skills.put(name, () -> HostedSkill.of(WrittenDown.of(name), code.get()));
  }
}
