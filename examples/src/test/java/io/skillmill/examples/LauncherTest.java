package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher, with a JDK and a Maven that only say what they were called with. The real ones run
 * in the end-to-end test.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher tried here is a sh script")
class LauncherTest {

  @TempDir Path temp;
  private Path clone;
  private Path jdk;
  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void a_clone_that_was_never_built() throws IOException {
    clone = temp.resolve("a clone");
    copy(Clone.ROOT.resolve("skillmill"), clone.resolve("skillmill"));
    for (var script : Clone.files(Clone.ROOT.resolve("launcher"))) {
      copy(script, clone.resolve("launcher").resolve(script.getFileName()));
    }
    write(clone.resolve("pom.xml"), "<project/>");
    write(clone.resolve("schema/src/main/java/Task.java"), "class Task {}");
    Files.createDirectories(clone.resolve("worker-cli"));

    jdk = jdk("jdk 25", "25.0.1");
    program(
        temp.resolve("bin/mvn"),
        """
        echo "mvn $*" >> "$CALLS"
        [ -z "${MAVEN_FAILS-}" ] || { echo "[ERROR] Task.java does not compile"; exit 1; }
        if [ -n "${MAVEN_WAITS-}" ]; then : > "$CALLS.waiting"; exec cat "$MAVEN_WAITS"; fi
        mkdir -p "$CLONE/worker-cli/target"
        echo jar > "$CLONE/worker-cli/target/skillmill.jar"
        """);
    environment.put("SKILLMILL_JAVA_HOME", jdk.toString());
    environment.put("PATH", temp.resolve("bin") + ":/usr/bin:/bin");
    environment.put("HOME", temp.toString());
    environment.put("CALLS", temp.resolve("calls").toString());
    environment.put("CLONE", clone.toString());
  }

  @Test
  void the_first_run_builds_warms_up_and_runs() {
    var run = launch("status", "--json", "two words");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().skip(1)).containsExactly("status", "--json", "two words");
    assertThat(run.err().lines())
        .containsExactly(
            "skillmill: building, once; this can take some minutes", "skillmill: warming up, once");
    assertThat(builds()).isOne();
  }

  @Test
  void the_second_run_only_runs() {
    launch("status");
    var run = launch("status");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("-XX:AOTCache=", "-XX:TieredStopAtLevel=1");
    assertThat(builds()).isOne();
  }

  @Test
  void long_work_gets_the_better_compiler_and_more_memory() {
    assertThat(launch("parse", "skills").out())
        .contains("-Xmx1g")
        .doesNotContain("TieredStopAtLevel");
    assertThat(launch("parse", "SKILL.md", "--stdout").out()).contains("TieredStopAtLevel=1");
  }

  @Test
  void a_changed_source_is_built_again() throws IOException {
    launch("status");
    Files.setLastModifiedTime(
        clone.resolve("schema/src/main/java/Task.java"),
        FileTime.from(Instant.now().plusSeconds(5)));
    launch("status");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void options_for_the_virtual_machine_go_through() {
    environment.put("SKILLMILL_OPTS", "-Xmx4g -Dcolour=blue");
    assertThat(launch("status").out().lines().findFirst().orElseThrow())
        .containsSubsequence("-Xmx512m", "-Xmx4g", "-Dcolour=blue");
    environment.put("SKILLMILL_OPTS", "-XX:+UseZGC");
    assertThat(launch("status").out()).doesNotContain("UseSerialGC", "AOTCache");
  }

  @Test
  void it_runs_through_links_and_from_anywhere() throws IOException {
    Files.createSymbolicLink(temp.resolve("bin/mill"), Path.of("../a clone/skillmill"));
    Files.createSymbolicLink(temp.resolve("bin/mill2"), Path.of("mill"));
    assertThat(launchAs(List.of("mill2", "status")).out()).endsWith("status\n");
    assertThat(launchAs(List.of("sh", "a clone/skillmill", "status")).out()).endsWith("status\n");
  }

  @Test
  void without_a_jdk_25_it_says_what_to_install() throws IOException {
    environment.remove("SKILLMILL_JAVA_HOME");
    environment.put("JAVA_HOME", jdk("jdk 17", "17.0.9").toString());
    // A JDK of this machine would be found; so every place it looks at becomes an empty one.
    var script = clone.resolve("launcher/jdk.sh");
    write(
        script,
        Clone.read(script)
            .replaceAll("(?m)^    /(usr|opt|Library)", "    /nowhere/$1")
            .replaceAll(" /(usr|opt|Library)(?=/\\S*\\*)", " /nowhere/$1"));
    onPath("cat");
    var run = launchAs(List.of("/bin/sh", clone.resolve("skillmill").toString(), "status"));
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("needs a JDK 25", "Install one", "SKILLMILL_JAVA_HOME");
  }

  @Test
  void without_maven_it_says_what_to_install() throws IOException {
    Files.delete(temp.resolve("bin/mvn"));
    onPath("find", "mkdir", "rm");
    var run = launchAs(List.of("/bin/sh", clone.resolve("skillmill").toString(), "status"));
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("needs Maven 3.8.7", "Install it");
  }

  @Test
  void a_failed_build_shows_its_errors_and_its_log() {
    environment.put("MAVEN_FAILS", "yes");
    var run = launch("status");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("[ERROR] Task.java does not compile", clone + "/target/launcher/build.log");
    environment.remove("MAVEN_FAILS");
    assertThat(launch("status").exitCode()).isZero();
  }

  @Test
  void two_first_runs_at_once_build_once() throws Exception {
    var both = new ArrayList<Process>();
    for (int i = 0; i < 2; i++) {
      both.add(builder(List.of(clone.resolve("skillmill").toString(), "status")).start());
    }
    for (var process : both) {
      assertThat(Run.of(process).exitCode()).isZero();
    }
    assertThat(builds()).isOne();
  }

  @Test
  void a_lock_whose_holder_is_gone_is_taken_over() throws IOException {
    Files.createDirectories(clone.resolve("target/launcher"));
    Files.createSymbolicLink(clone.resolve("target/launcher/lock"), Path.of("4194305"));
    assertThat(launch("status").exitCode()).isZero();
    assertThat(Files.isSymbolicLink(clone.resolve("target/launcher/lock"))).isFalse();
  }

  @Test
  void a_signal_during_the_build_ends_it_and_leaves_nothing_locked() throws Exception {
    var fifo = temp.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    environment.put("MAVEN_WAITS", fifo.toString());
    var process = builder(List.of(clone.resolve("skillmill").toString(), "status")).start();
    Deadline.await("Maven runs", () -> Files.exists(temp.resolve("calls.waiting")));
    process.toHandle().destroy();
    assertThat(Run.of(process).exitCode()).isEqualTo(143);
    assertThat(process.descendants()).isEmpty();
    assertThat(clone.resolve("target/launcher/lock")).doesNotExist();

    environment.remove("MAVEN_WAITS");
    assertThat(launch("status").exitCode()).isZero();
  }

  private Run launch(String... arguments) {
    var command = new ArrayList<>(List.of(clone.resolve("skillmill").toString()));
    command.addAll(List.of(arguments));
    return launchAs(command);
  }

  private Run launchAs(List<String> command) {
    try {
      return Run.of(builder(command).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder(List<String> command) {
    var full = new ArrayList<>(List.of("env", "-i"));
    environment.forEach((name, value) -> full.add(name + "=" + value));
    full.addAll(command);
    return new ProcessBuilder(full).directory(temp.toFile());
  }

  /** Leaves only our own folder on the PATH, with these of the machine's programs in it. */
  private void onPath(String... tools) throws IOException {
    for (var tool : tools) {
      var found = Stream.of("/usr/bin", "/bin").map(folder -> Path.of(folder, tool));
      Files.createSymbolicLink(
          temp.resolve("bin").resolve(tool), found.filter(Files::exists).findFirst().orElseThrow());
    }
    environment.put("PATH", temp.resolve("bin").toString());
  }

  private long builds() {
    var calls = temp.resolve("calls");
    return Files.exists(calls) ? Clone.read(calls).lines().count() : 0;
  }

  /** A JDK whose java prints its options on one line and what follows the jar on one line each. */
  private Path jdk(String name, String version) throws IOException {
    var home = temp.resolve(name);
    write(
        home.resolve("release"),
        "JAVA_VERSION=\"%s\"\nJAVA_RUNTIME_VERSION=\"%s+9\"\n".formatted(version, version));
    program(home.resolve("bin/javac"), "exit 1");
    program(
        home.resolve("bin/java"),
        """
        for word; do
          case $word in
            -XX:AOTCacheOutput=*) echo cache > "${word#*=}"; exit ;;
            -jar) break ;;
          esac
          printf '%s ' "$word"
        done
        until [ "$1" = -jar ]; do shift; done
        shift 2
        printf '\\n'
        printf '%s\\n' "$@"
        """);
    return home;
  }

  private static void program(Path file, String body) throws IOException {
    write(file, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }
}
