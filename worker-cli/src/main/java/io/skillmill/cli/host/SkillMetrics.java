package io.skillmill.cli.host;

import io.skillmill.cli.exposition.Exposition;
import io.skillmill.coordination.skills.SkillMeter;
import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.task.Counts;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What was counted, in the text form that Prometheus reads. Labels are bounded: skills, kinds. */
final class SkillMetrics {

  private final Exposition text = new Exposition();
  private final Snapshot skills;

  private SkillMetrics(Snapshot skills) {
    this.skills = skills;
  }

  /**
   * All of it.
   *
   * @param tasks how many are in which state, for those who may know
   */
  static byte[] of(Snapshot skills, Optional<Counts> tasks, Map<String, Long> more) {
    var metrics = new SkillMetrics(skills);
    metrics.perSkill(
        "skillmill_skill_calls_total", "counter", "Calls that ended.", SkillMeter::calls);
    metrics.errors();
    metrics.perSkill(
        "skillmill_skill_cached_total",
        "counter",
        "Calls answered from an earlier output.",
        SkillMeter::cached);
    metrics.perSkill("skillmill_skill_running", "gauge", "Calls under way.", SkillMeter::running);
    metrics.latencies();
    metrics.text.head("skillmill_skills_failed", "gauge", "Skills that could not be loaded.");
    metrics.text.line("skillmill_skills_failed", "", skills.failed().size());
    return of(metrics.text, tasks, more);
  }

  /** Where no skills are hosted. */
  static byte[] of(Optional<Counts> tasks, Map<String, Long> more) {
    return of(new Exposition(), tasks, more);
  }

  private static byte[] of(Exposition text, Optional<Counts> tasks, Map<String, Long> more) {
    tasks.ifPresent(text::tasks);
    new TreeMap<>(more)
        .forEach((name, count) -> {
          text.head(name, "counter", "Spans for the collector of traces.");
          text.line(name, "", count);
        });
    return text.machine().utf8();
  }

  private void perSkill(String name, String type, String help, ToLongFunction<SkillMeter> value) {
    text.head(name, type, help);
    for (var skill : skills.mounted()) {
      text.line(name, label(skill), value.applyAsLong(skill.skill().meter()));
    }
  }

  private void errors() {
    text.head("skillmill_skill_errors_total", "counter", "Calls that came to nothing.");
    for (var skill : skills.mounted()) {
      for (var kind : RunFailure.Kind.values()) {
        long count = skill.skill().meter().failures(kind);
        if (count > 0) {
          text.line(
              "skillmill_skill_errors_total",
              label(skill) + ",kind=\"" + kind.word() + "\"",
              count);
        }
      }
    }
  }

  private void latencies() {
    String name = "skillmill_skill_duration_seconds";
    text.head(name, "histogram", "How long calls took.");
    double[] bounds = SkillMeter.bounds();
    for (var skill : skills.mounted()) {
      var meter = skill.skill().meter();
      long[] buckets = meter.buckets();
      long sum = 0;
      for (int i = 0; i < buckets.length; i++) {
        sum += buckets[i];
        String bound = i < bounds.length ? Double.toString(bounds[i]) : "+Inf";
        text.line(name + "_bucket", label(skill) + ",le=\"" + bound + "\"", sum);
      }
      text.number(name + "_sum", label(skill), meter.spent().toNanos() / 1e9);
      text.line(name + "_count", label(skill), sum);
    }
  }

  /** Mounts are letters, digits and signs that need no escape. */
  private static String label(Mounted skill) {
    return "skill=\"" + skill.mount() + "\"";
  }
}
