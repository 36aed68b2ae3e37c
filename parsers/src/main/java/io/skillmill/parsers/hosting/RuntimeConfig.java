package io.skillmill.parsers.hosting;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which skills a host is to load, and how it is to behave, as its file says.
 *
 * @param discover folders whose skills are hosted too, each in a directory of its own
 * @param depthMax how many skills may stand on the stack
 */
public record RuntimeConfig(
    Server server,
    Settings settings,
    List<Entry> skills,
    List<String> discover,
    OptionalInt depthMax) {

  /** How many skills a host may be told to load. */
  public static final int SKILLS_MAX = 5_000;

  public static final RuntimeConfig EMPTY =
      new RuntimeConfig(Server.UNSAID, Settings.UNSAID, List.of(), List.of(), OptionalInt.empty());

  public RuntimeConfig {
    skills = List.copyOf(skills);
    discover = List.copyOf(discover);
  }

  /**
   * Where the host listens, and whether it watches its files.
   *
   * @param behindProxy whether a proxy stands before it, whose word on the address counts
   */
  public record Server(
      Optional<String> host, OptionalInt port, Optional<Boolean> reload, boolean behindProxy) {
    static final Server UNSAID =
        new Server(Optional.empty(), OptionalInt.empty(), Optional.empty(), false);
  }

  /**
   * How the host behaves.
   *
   * @param corsOrigins the web pages whose scripts may ask, where that is enabled
   * @param deferredRuns whether workers on the store run the host's skills for those who prefer not
   *     to wait
   * @param toolSearch whether MCP clients are offered two tools that find and call the others
   * @param events what is told to those who listen to the host
   */
  public record Settings(
      Optional<Boolean> corsEnabled,
      List<String> corsOrigins,
      Optional<Boolean> autoReload,
      Optional<String> logLevel,
      boolean deferredRuns,
      Registry registry,
      Optional<Boolean> toolSearch,
      Events events) {
    static final Settings UNSAID =
        new Settings(
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            Registry.UNSAID,
            Optional.empty(),
            Events.UNSAID);

    public Settings {
      corsOrigins = List.copyOf(corsOrigins);
    }
  }

  /**
   * What may be registered while the host runs.
   *
   * @param allowPrivate whether skills of other hosts may be at places that are not public
   */
  public record Registry(Optional<Set<Implementation.Kind>> kinds, boolean allowPrivate) {
    static final Registry UNSAID = new Registry(Optional.empty(), false);

    public Registry {
      kinds = kinds.map(Set::copyOf);
    }
  }

  /**
   * What is told to those who listen to the host.
   *
   * @param payloads whether they hear what went into a run and what came of it, too
   */
  public record Events(boolean payloads) {
    static final Events UNSAID = new Events(false);
  }

  /**
   * One skill of the list.
   *
   * @param name how it is called
   * @param mount under which it is found over HTTP
   * @param path where it is, as the file has it
   */
  public record Entry(
      String name, String mount, String path, boolean enabled, Changes changes, Place place) {

    /**
     * Where it is, seen from the directory of the file that names it.
     *
     * @param user the home directory that {@code ~} stands for
     */
    public Path resolve(Path directory, Path user) {
      return RuntimeConfig.resolve(path, directory, user);
    }
  }

  /**
   * What the host's file says otherwise than the skill does.
   *
   * @param settings of its implementation; each goes before that of the same name
   * @param tool whether models are offered the skill as a tool
   */
  public record Changes(
      Optional<String> description, LimitChanges limits, ObjectNode settings, boolean tool) {

    public static final Changes NONE =
        new Changes(Optional.empty(), LimitChanges.NONE, Json.object(), true);

    public SkillDeclaration on(SkillDeclaration skill) {
      return limits.on(set(description.map(skill::described).orElse(skill)));
    }

    private SkillDeclaration set(SkillDeclaration skill) {
      if (settings.isEmpty()) {
        return skill;
      }
      var was = skill.implementation();
      var all = was.settings().deepCopy();
      all.setAll(settings);
      return skill.implemented(new Implementation(was.kind(), all));
    }
  }

  /** What came of reading a file. */
  public sealed interface Reading {

    List<Diagnostic> findings();

    /** A configuration, with what is worth knowing about it. */
    record Sound(RuntimeConfig config, List<Diagnostic> findings) implements Reading {
      public Sound {
        findings = List.copyOf(findings);
      }
    }

    /** None; at least one of the findings is an error. */
    record Unsound(List<Diagnostic> findings) implements Reading {
      public Unsound {
        findings = List.copyOf(findings);
      }

      /** The first errors, on one line. */
      public String why() {
        return Declared.why(findings);
      }
    }
  }

  /** Reads a file, which must be there. */
  public static Reading read(Path file) {
    return ConfigFile.read(file);
  }

  /**
   * A path as a configuration has it: {@code ~} for the user's home, absolute, or seen from the
   * directory of the file, wherever the program was started.
   */
  public static Path resolve(String path, Path directory, Path user) {
    if (path.equals("~")) {
      return user;
    }
    return path.startsWith("~/") || path.startsWith("~\\")
        ? user.resolve(path.substring(2)).normalize()
        : directory.toAbsolutePath().resolve(path).normalize();
  }
}
