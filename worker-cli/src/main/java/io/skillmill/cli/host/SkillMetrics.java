package io.skillmill.cli.host;

import io.skillmill.coordination.skills.SkillMeter;
import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.task.Counts;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What was counted, in the text form that Prometheus reads. Labels are bounded: skills, kinds. */
final class SkillMetrics {

  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();
  private final Snapshot skills;

  private SkillMetrics(Snapshot skills) {
    this.skills = skills;
  }

  /**
   * All of it.
   *
   * @param tasks how many are in which state, for those who may know
   */
  static String of(Snapshot skills, Optional<Counts> tasks, Map<String, Long> more) {
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
    tasks.ifPresent(metrics::tasks);
    new TreeMap<>(more)
        .forEach((name, count) -> {
          metrics.head(name, "counter", "Spans for the collector of traces.");
          metrics.line(name, "", count);
        });
    metrics.machine();
    return metrics.text.toString();
  }

  private void head(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void perSkill(String name, String type, String help, ToLongFunction<SkillMeter> value) {
    head(name, type, help);
    for (var skill : skills.mounted()) {
      line(name, label(skill), value.applyAsLong(skill.skill().meter()));
    }
  }

  private void errors() {
    head("skillmill_skill_errors_total", "counter", "Calls that came to nothing.");
    for (var skill : skills.mounted()) {
      for (var kind : RunFailure.Kind.values()) {
        long count = skill.skill().meter().failures(kind);
        if (count > 0) {
          line(
              "skillmill_skill_errors_total",
              label(skill) + ",kind=\"" + kind.word() + "\"",
              count);
        }
      }
    }
  }

  private void latencies() {
    String name = "skillmill_skill_duration_seconds";
    head(name, "histogram", "How long calls took.");
    double[] bounds = SkillMeter.bounds();
    for (var skill : skills.mounted()) {
      var meter = skill.skill().meter();
      long[] buckets = meter.buckets();
      long sum = 0;
      for (int i = 0; i < buckets.length; i++) {
        sum += buckets[i];
        String bound = i < bounds.length ? Double.toString(bounds[i]) : "+Inf";
        line(name + "_bucket", label(skill) + ",le=\"" + bound + "\"", sum);
      }
      number(name + "_sum", label(skill), meter.spent().toNanos() / 1e9);
      line(name + "_count", label(skill), sum);
    }
  }

  private void tasks(Counts counts) {
    String name = "skillmill_tasks";
    head(name, "gauge", "Tasks of the store by state.");
    line(name, "state=\"queued\"", counts.queued());
    line(name, "state=\"in_progress\"", counts.inProgress());
    line(name, "state=\"completed\"", counts.completed());
    line(name, "state=\"failed\"", counts.failed());
    line(name, "state=\"cancelled\"", counts.cancelled());
  }

  private void machine() {
    var memory = ManagementFactory.getMemoryMXBean();
    head("jvm_memory_used_bytes", "gauge", "Memory in use.");
    line("jvm_memory_used_bytes", "area=\"heap\"", memory.getHeapMemoryUsage().getUsed());
    line("jvm_memory_used_bytes", "area=\"nonheap\"", memory.getNonHeapMemoryUsage().getUsed());
    head("jvm_memory_max_bytes", "gauge", "Memory that may be in use.");
    line("jvm_memory_max_bytes", "area=\"heap\"", memory.getHeapMemoryUsage().getMax());
    collections();
    head("jvm_threads_current", "gauge", "Platform threads.");
    line("jvm_threads_current", "", ManagementFactory.getThreadMXBean().getThreadCount());
    head("process_uptime_seconds", "gauge", "How long the process has been up.");
    number("process_uptime_seconds", "", ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
    head("skillmill_skills_failed", "gauge", "Skills that could not be loaded.");
    line("skillmill_skills_failed", "", skills.failed().size());
  }

  private void collections() {
    String name = "jvm_gc_collection_seconds";
    head(name, "summary", "How often, and how long together, garbage was collected.");
    for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      String label = "gc=\"" + collector.getName().replace("\"", "") + "\"";
      line(name + "_count", label, Math.max(0, collector.getCollectionCount()));
      number(name + "_sum", label, Math.max(0, collector.getCollectionTime()) / 1e3);
    }
  }

  /** Mounts are letters, digits and signs that need no escape. */
  private static String label(Mounted skill) {
    return "skill=\"" + skill.mount() + "\"";
  }

  private void line(String name, String labels, long value) {
    begin(name, labels).append(value).append('\n');
  }

  private void number(String name, String labels, double value) {
    begin(name, labels).append(value).append('\n');
  }

  private StringBuilder begin(String name, String labels) {
    text.append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    return text.append(' ');
  }
}
