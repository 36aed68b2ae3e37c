package io.skillmill.examples;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Maven as a stranger has it who installed Skillmill's floors: a local repository of its own, and
 * everything else out of the one that this build filled. Nothing is installed for anybody else.
 */
final class LocalMaven {

  private static final String VERSION = "0.1.0";
  private static final String MARK = File.separator + "tools" + File.separator + "jackson";

  private final Path folder;

  private LocalMaven(Path folder) {
    this.folder = folder;
  }

  /**
   * Nothing, with a word on why, where there is no Maven or the jars of the floors are not built.
   */
  static Optional<LocalMaven> in(Path folder) {
    Path jar = built("parsers", "skillmill-parsers", ".jar");
    if (!Files.exists(jar) || !Files.exists(built("parsers", "skillmill-parsers", "-tests.jar"))) {
      System.out.println("skipped: plugin projects, because " + jar + " is not built; use verify");
      return Optional.empty();
    }
    if (!onPath("mvn")) {
      System.out.println("skipped: plugin projects, because mvn is not on the PATH");
      return Optional.empty();
    }
    var maven = new LocalMaven(folder);
    try {
      maven.stage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(maven);
  }

  static boolean onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  /** Builds a project, tests and all. */
  Run build(Path project) {
    var builder =
        new ProcessBuilder(
                "mvn", "-q", "-B", "-s", folder.resolve("settings.xml").toString(), "package")
            .directory(project.toFile());
    builder.environment().put("MAVEN_OPTS", "-Xmx512m");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return Run.of(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stage() throws IOException {
    put(Clone.ROOT.resolve("pom.xml"), "skillmill", ".pom");
    for (String floor : List.of("schema", "parsers")) {
      String artifact = "skillmill-" + floor;
      put(Clone.ROOT.resolve(floor).resolve("pom.xml"), artifact, ".pom");
      put(built(floor, artifact, ".jar"), artifact, ".jar");
    }
    put(built("parsers", "skillmill-parsers", "-tests.jar"), "skillmill-parsers", "-tests.jar");
    Files.writeString(
        folder.resolve("settings.xml"),
        """
        <settings>
          <localRepository>%s</localRepository>
          <profiles>
            <profile>
              <id>here</id>
              <repositories>%s%s</repositories>
              <pluginRepositories>%s</pluginRepositories>
            </profile>
          </profiles>
          <activeProfiles><activeProfile>here</activeProfile></activeProfiles>
        </settings>
        """
            .formatted(
                folder.resolve("local"),
                repository("repository", "central", filled()),
                repository("repository", "staged", folder.resolve("staged")),
                repository("pluginRepository", "central", filled())));
  }

  private static String repository(String kind, String id, Path at) {
    return "<%s><id>%s</id><url>%s</url><releases><checksumPolicy>ignore</checksumPolicy></releases></%s>"
        .formatted(kind, id, at.toUri(), kind);
  }

  private void put(Path file, String artifact, String ending) throws IOException {
    Path at = folder.resolve("staged/io/skillmill").resolve(artifact).resolve(VERSION);
    Files.createDirectories(at);
    Files.copy(file, at.resolve(artifact + "-" + VERSION + ending));
  }

  private static Path built(String floor, String artifact, String ending) {
    return Clone.ROOT.resolve(floor).resolve("target").resolve(artifact + "-" + VERSION + ending);
  }

  /** The repository that this build took its libraries from. */
  private static Path filled() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.contains(MARK))
        .map(entry -> Path.of(entry.substring(0, entry.indexOf(MARK))))
        .findFirst()
        .orElseThrow();
  }
}
