package io.skillmill.cli.bench;

import io.skillmill.schema.json.Json;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The program that measures: how to start it again, and what it runs on. */
public final class OwnProgram {

  private OwnProgram() {}

  /** The Java that runs it. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Where its classes are, whether in jars or in modules; good in any working directory. */
  public static String classPath() {
    return Stream.of("java.class.path", "jdk.module.path")
        .map(property -> System.getProperty(property, ""))
        .flatMap(path -> Arrays.stream(path.split(File.pathSeparator, -1)))
        .filter(each -> !each.isBlank())
        .map(each -> Path.of(each).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** When and on what it was measured. */
  public static ObjectNode circumstances() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return Json.object()
        .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("cores", system.getAvailableProcessors())
        .put("system", system.getName() + " " + system.getArch())
        .put("java", Runtime.version().toString())
        .put("load_average", Math.round(system.getSystemLoadAverage() * 100) / 100.0);
  }
}
