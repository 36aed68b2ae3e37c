package io.skillmill.cli.exposition;

import io.skillmill.schema.task.Counts;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * Counts and measures, one after the other. Used by one thread.
 *
 * <pre>{@code
 * var metrics = new Exposition();
 * metrics.head("calls_total", "counter", "Calls that ended.");
 * metrics.line("calls_total", "skill=\\"time\\"", 3);
 * answer(Exposition.TYPE, metrics.machine().utf8());
 * }</pre>
 */
public final class Exposition {

  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();

  /** What the lines are that come next. */
  public void head(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  /**
   * One count.
   *
   * @param labels as they stand between the brackets; empty for none
   */
  public void line(String name, String labels, long value) {
    begin(name, labels).append(value).append('\n');
  }

  /** One measure. */
  public void number(String name, String labels, double value) {
    begin(name, labels).append(value).append('\n');
  }

  private StringBuilder begin(String name, String labels) {
    text.append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    return text.append(' ');
  }

  /** How many tasks are in which state. */
  public void tasks(Counts counts) {
    String name = "skillmill_tasks";
    head(name, "gauge", "Tasks of the store by state.");
    line(name, "state=\"queued\"", counts.queued());
    line(name, "state=\"in_progress\"", counts.inProgress());
    line(name, "state=\"completed\"", counts.completed());
    line(name, "state=\"failed\"", counts.failed());
    line(name, "state=\"cancelled\"", counts.cancelled());
  }

  /** Memory, threads and garbage collections of this process. */
  public Exposition machine() {
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
    return this;
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

  /** All that was written. */
  public byte[] utf8() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
