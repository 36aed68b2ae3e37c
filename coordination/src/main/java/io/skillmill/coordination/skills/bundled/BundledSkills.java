package io.skillmill.coordination.skills.bundled;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.bundled.fetch.FetchRules;
import io.skillmill.coordination.skills.bundled.fetch.PageFetcher;
import io.skillmill.coordination.skills.bundled.memory.KnowledgeGraph;
import io.skillmill.coordination.skills.settings.Settings;
import io.skillmill.db.Database;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.Implementation;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

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

  private BundledSkills(InstantSource clock, Supplier<SkillCode> memory) {
    this.clock = clock;
    this.memory = memory;
  }

  /** Those of a host that has no store: what needs one says so when it is called. */
  public static BundledSkills alone() {
    return new BundledSkills(InstantSource.system(), KnowledgeGraph::withoutStore);
  }

  /** Those of a host with a store, which the caller opens, and closes after the skills. */
  public static BundledSkills on(Database database) {
    return new BundledSkills(InstantSource.system(), () -> KnowledgeGraph.on(database));
  }

  /** The same with another clock. */
  public BundledSkills at(InstantSource other) {
    return new BundledSkills(other, memory);
  }

  /** How each is made of its settings, by the name under which a configuration asks for it. */
  public Map<String, Function<ObjectNode, HostedSkill>> skills() {
    var skills = new LinkedHashMap<String, Function<ObjectNode, HostedSkill>>();
    add(skills, "time", Set.of(), _ -> new CurrentTime(clock));
    add(skills, "convert_time", Set.of(), _ -> new TimeConversion(clock));
    add(skills, "calculator", Set.of(), _ -> new Calculator());
    add(skills, "memory", Set.of(), _ -> memory.get());
    add(skills, "fetch", FetchRules.SETTINGS, it -> PageFetcher.of(FetchRules.of(it)));
    return skills;
  }

  /** Makes one of them as it is usually; empty where there is none of this name. */
  public Optional<HostedSkill> make(String name) {
    return make(name, Json.object());
  }

  /**
   * Makes one of them with settings.
   *
   * @throws io.skillmill.schema.problem.ProblemException where it has no such settings
   */
  public Optional<HostedSkill> make(String name, ObjectNode settings) {
    return Optional.ofNullable(skills().get(name)).map(maker -> maker.apply(settings));
  }

  private static void add(
      Map<String, Function<ObjectNode, HostedSkill>> skills,
      String name,
      Set<String> known,
      Function<Settings, SkillCode> code) {
    skills.put(
        name,
        given -> {
          var plain = WrittenDown.of(name);
          var java = plain.implementation();
          var declared = plain.implemented(new Implementation(java.kind(), given));
          return HostedSkill.of(plain, code.apply(Settings.of(declared, known)));
        });
  }
}
