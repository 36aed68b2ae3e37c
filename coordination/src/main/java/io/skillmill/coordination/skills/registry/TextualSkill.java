package io.skillmill.coordination.skills.registry;

import io.skillmill.parsers.hosting.Declarations;
import io.skillmill.parsers.hosting.Declared;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.Implementation.Kind;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.skill.Sha256;
import io.skillmill.schema.skill.SkillFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A skill that is nothing but text, so that it can be kept in a store and runs wherever that is
 * read.
 *
 * @param declaration without the source
 * @param source the text of its code; empty where it has none
 * @param warnings what is worth knowing about the declaration
 */
record TextualSkill(SkillDeclaration declaration, String source, List<String> warnings) {

  /** How long a source may be, in characters. */
  static final int SOURCE_MAX = 1 << 20;

  /** Which setting the source is of each kind. */
  private static final Map<Kind, String> SOURCE_SETTING =
      Map.of(Kind.PYTHON, "source", Kind.JAVASCRIPT, "source", Kind.INSTRUCTIONS, "text");

  private static final String PRIVATE = "allow_private";

  /** What else each kind may be told. What opens the machine to a skill is not among it. */
  private static final Map<Kind, Set<String>> SETTINGS =
      Map.of(
          Kind.PYTHON, Set.of("function", "fresh", "idle_seconds", "memory_mb", "cpu_seconds"),
          Kind.JAVASCRIPT, Set.of("function", "memory_mb"),
          Kind.COMPOSITE, Set.of("steps", "return"),
          Kind.INSTRUCTIONS, Set.of(),
          Kind.PROCESS,
              Set.of("command", "mode", "fresh", "idle_seconds", "memory_mb", "cpu_seconds"),
          Kind.JAVA, Set.of("class"),
          Kind.HTTP, Set.of("url", "headers", "form", PRIVATE));

  /** The most that may be asked of what takes memory or time from others. */
  private static final Map<String, Integer> MOST =
      Map.of("memory_mb", 512, "cpu_seconds", 60, "idle_seconds", 600);

  /** What runs in the host itself takes its memory from the host. */
  private static final int IN_PROCESS_MB_MAX = 64;

  TextualSkill {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a declaration and the source that comes with it or within it.
   *
   * @throws ProblemException where it declares no skill, or one that is not welcome
   */
  static TextualSkill read(ObjectNode declaration, Optional<String> source, Welcome welcome) {
    var tree = declaration.deepCopy();
    if (!tree.has("implementation") && source.isPresent()) {
      tree.putObject("implementation").put("kind", Kind.PYTHON.word());
    }
    var file = SkillFile.of("skill.json", Json.utf8(tree));
    return switch (Declarations.of(file, Path.of(""))) {
      case Declared.Unsound unsound ->
          throw Problem.usage(told(unsound.findings()), "Correct the declaration").asException();
      case Declared.Sound sound -> apart(sound, source, welcome);
    };
  }

  private static String told(List<Diagnostic> findings) {
    return findings.stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .limit(3)
        .map(Diagnostic::message)
        .collect(Collectors.joining("; "));
  }

  private static TextualSkill apart(Declared.Sound sound, Optional<String> sent, Welcome welcome) {
    SkillDeclaration skill = sound.declaration();
    Kind kind = skill.implementation().kind();
    refuseOthers(kind, welcome);
    var settings = skill.implementation().settings().deepCopy();
    String source = source(kind, settings, sent);
    settings.propertyNames().forEach(name -> refuseBeyond(kind, name, settings));
    refusePrivate(settings, welcome);
    refuseFiles(kind, settings);
    var warnings =
        sound.findings().stream()
            .filter(finding -> finding.severity() == Severity.WARNING)
            .map(Diagnostic::message)
            .toList();
    return new TextualSkill(
        skill.implemented(new Implementation(kind, settings)), source, warnings);
  }

  private static void refuseOthers(Kind kind, Welcome welcome) {
    if (!welcome.kinds().contains(kind)) {
      throw Problem.usage(
              "A skill of the kind '%s' cannot be registered here%s"
                  .formatted(kind.word(), reason(kind)),
              "Name it in the host's runtime-config.yaml; or let it be registered, with"
                  + " settings.registry.kinds there, or --register-kinds. Those are: "
                  + welcome.kinds().stream()
                      .map(Kind::word)
                      .sorted()
                      .collect(Collectors.joining(", ")))
          .asException();
    }
  }

  private static String reason(Kind kind) {
    return switch (kind) {
      case HTTP -> ": the host would call whatever address somebody names";
      case PROCESS, JAVA -> ": its code lies on one machine, and is not in the declaration";
      case PYTHON, JAVASCRIPT, COMPOSITE, INSTRUCTIONS -> "";
    };
  }

  private static void refusePrivate(ObjectNode settings, Welcome welcome) {
    if (!welcome.allowPrivate() && settings.path(PRIVATE).asBoolean(false)) {
      throw Problem.usage(
              "A registered skill may not reach hosts that are not public",
              "Leave out allow_private, name the skill in the host's runtime-config.yaml, or set"
                  + " settings.registry.allow_private there")
          .asException();
    }
  }

  /** There is nothing beside the declaration of a registered skill. */
  private static void refuseFiles(Kind kind, ObjectNode settings) {
    JsonNode command = settings.path("command");
    String program = (command.isArray() ? command.path(0) : command).asString("");
    boolean relative = program.contains("/") && !program.startsWith("/");
    if (kind == Kind.PROCESS && relative) {
      throw Problem.usage(
              "The program '%s' lies beside the declaration, and is not registered with it"
                  .formatted(program),
              "Name one that is on the PATH of the host, or by its whole path there")
          .asException();
    }
  }

  private static String source(Kind kind, ObjectNode settings, Optional<String> sent) {
    String setting = SOURCE_SETTING.getOrDefault(kind, "");
    boolean within = settings.path(setting).isString();
    if (sent.isPresent() && (within || setting.isEmpty())) {
      throw Problem.usage(
              within
                  ? "The source is there twice, in the declaration and beside it"
                  : "A skill of the kind '%s' has no source".formatted(kind.word()),
              "Leave out the source beside the declaration")
          .asException();
    }
    String source = within ? settings.path(setting).asString() : sent.orElse("");
    settings.remove(setting);
    if (source.isBlank() != setting.isEmpty()) {
      throw Problem.usage(
              "The skill has no source",
              "Send the text of its code as \"source\"; files are not read")
          .asException();
    }
    if (source.length() > SOURCE_MAX) {
      throw Problem.usage(
              "The source has more than %d characters".formatted(SOURCE_MAX), "Split the skill")
          .asException();
    }
    return source;
  }

  private static void refuseBeyond(Kind kind, String name, ObjectNode settings) {
    if (!SETTINGS.getOrDefault(kind, Set.of()).contains(name)) {
      throw Problem.usage(
              "The setting '%s' is not one for a registered skill".formatted(name),
              "Leave it out, or name the skill in the host's runtime-config.yaml")
          .asException();
    }
    boolean within = kind == Kind.JAVASCRIPT && name.equals("memory_mb");
    int most = within ? IN_PROCESS_MB_MAX : MOST.getOrDefault(name, Integer.MAX_VALUE);
    if (settings.path(name).isNumber() && settings.path(name).asDouble() > most) {
      throw Problem.usage(
              "A registered skill may have %s up to %d".formatted(name, most),
              "Ask for less, or name the skill in the host's runtime-config.yaml")
          .asException();
    }
  }

  /** As it is hosted: with the source where its kind looks for it. */
  SkillDeclaration whole() {
    Kind kind = declaration.implementation().kind();
    String setting = SOURCE_SETTING.getOrDefault(kind, "");
    if (setting.isEmpty()) {
      return declaration;
    }
    var settings = declaration.implementation().settings().deepCopy().put(setting, source);
    return declaration.implemented(new Implementation(kind, settings));
  }

  /** The declaration as it is kept. */
  String text() {
    return Json.write(DeclarationText.of(declaration));
  }

  String hash() {
    return new Sha256().part(text()).part(source).hex();
  }
}
