package io.skillmill.jmh;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all measurements of this package and writes target/jmh.json. Settings: {@code -Djmh.only} (a
 * pattern of names), {@code -Djmh.rounds}, {@code -Djmh.seconds} for each of them.
 */
class HotPaths {

  private static final int ROUNDS = Integer.getInteger("jmh.rounds", 5);
  private static final TimeValue SECONDS = TimeValue.seconds(Integer.getInteger("jmh.seconds", 2));

  @Test
  void all_of_them() throws Exception {
    Path target = Path.of("target", "jmh.json");
    Files.createDirectories(target.getParent());
    var options =
        new OptionsBuilder()
            .include("io\\.skillmill\\.jmh\\..*" + System.getProperty("jmh.only", ""))
            .jvmArgsAppend("-Xmx768m", "--enable-native-access=ALL-UNNAMED")
            .forks(1)
            .warmupIterations(3)
            .warmupTime(SECONDS)
            .measurementIterations(ROUNDS)
            .measurementTime(SECONDS)
            .resultFormat(ResultFormatType.JSON)
            .result(target.toString())
            .build();
    new Runner(options).run();
  }
}
