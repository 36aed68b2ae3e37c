package io.skillmill.cli.command;

import io.skillmill.cli.report.Format;
import io.skillmill.cli.report.Format.Terms;
import io.skillmill.cli.session.Converters;
import io.skillmill.parsers.check.Baseline;
import io.skillmill.parsers.check.Profiles;
import io.skillmill.parsers.check.SkillCheck;
import io.skillmill.parsers.sources.Scope;
import io.skillmill.parsers.verdict.Profile;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a check is to ask, and how it is to answer. */
final class CheckOptions {

  /** From which severity on a finding fails the run. */
  enum FailOn {
    ERROR,
    WARNING,
    INFO,
    NEVER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    Optional<Severity> severity() {
      return switch (this) {
        case ERROR -> Optional.of(Severity.ERROR);
        case WARNING -> Optional.of(Severity.WARNING);
        case INFO -> Optional.of(Severity.INFO);
        case NEVER -> Optional.empty();
      };
    }
  }

  /** Turns the word that is typed into a level. */
  static final class ToFailOn implements ITypeConverter<FailOn> {
    @Override
    public FailOn convert(String typed) {
      return Converters.word(typed, FailOn.values(), FailOn::word);
    }
  }

  /** Turns the word that is typed into a format. */
  static final class ToFormat implements ITypeConverter<Format> {
    @Override
    public Format convert(String typed) {
      return Converters.word(typed, Format.values(), Format::word);
    }
  }

  private static final String EVERY_PROFILE = "all";

  /** More threads than this wait for each other alone. */
  private static final int JOBS_MAX = 1_024;

  @Option(
      names = "--profile",
      split = ",",
      paramLabel = "NAME",
      description = {"Whose opinion to ask, several with commas, or 'all'. Default: spec."})
  private final List<String> profiles = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = ToFormat.class,
      description = "text, json, sarif, github or junit. Default: text.")
  private Format format = Format.TEXT;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the report into this file, whole or not at all.")
  private @Nullable Path output;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      converter = ToFailOn.class,
      description = "End with 1 from this level on: error, warning, info or never. Default: error.")
  private @Nullable FailOn failOn;

  @Mixin private final BaselineOptions baseline = new BaselineOptions();

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = {
        "What the paths in sarif, github and junit reports and in baselines are relative to.",
        "Default: the working directory."
      })
  private Path root = Path.of("");

  @Mixin private final SecurityOptions security = new SecurityOptions();

  @Option(
      names = "--no-ignore",
      description = "Do not listen to skillmill-ignore comments; for skills of strangers.")
  private boolean noIgnore;

  @Option(names = "--no-gitignore", description = "Check what .gitignore files leave out too.")
  private boolean noGitignore;

  @Option(
      names = "--fix",
      description = {
        "Show how to mend what can be mended without changing what anybody reads: the encoding,"
            + " line ends, quotes in the frontmatter. Nothing is written without --write."
      })
  private boolean fixing;

  @Option(names = "--write", description = "With --fix: write what is mended into the files.")
  private boolean writing;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "How many skills to check at a time. Default: the number of cores.")
  private @Nullable Integer jobs;

  @Option(
      names = {"-q", "--quiet"},
      description = "Tell only what fails, and sum up nothing.")
  private boolean quiet;

  Scope scope() {
    return noGitignore ? Scope.usual().ignoringNothing() : Scope.usual();
  }

  void refuseContradictions() {
    baseline.refuseContradictions();
    security.refuseContradictions();
    if (writing && !fixing) {
      throw Problem.usage("--write does not say what to write", "Use it with --fix").asException();
    }
    refuseBesideFix();
    if (jobs != null && (jobs < 1 || jobs > JOBS_MAX)) {
      throw Problem.usage(
              "%d skills cannot be checked at a time".formatted(jobs),
              "Give 1 to %d".formatted(JOBS_MAX))
          .asException();
    }
    if (!Files.isDirectory(root.toAbsolutePath())) {
      throw Problem.usage(
              "The --root is no directory: " + root, "Name one that is there, or leave it out")
          .asException();
    }
  }

  /** Nothing is judged then, and what is shown has one form. */
  private void refuseBesideFix() {
    boolean judging = !profiles.isEmpty() || failOn != null || security.isAsked();
    boolean reporting = output != null || format != Format.TEXT || quiet;
    if (fixing && (judging || reporting || baseline.file().isPresent())) {
      throw Problem.usage(
              "--fix shows a difference instead of verdicts, and goes with no option about these",
              "Leave out --profile, --fail-on, --rules, --no-security, --format, --output, --quiet"
                  + " and --baseline")
          .asException();
    }
  }

  /** Those asked for, each once, in the order in which they were typed. */
  List<Profile> profiles() {
    if (profiles.isEmpty()) {
      return List.of(named(Profiles.USUAL));
    }
    var asked = new ArrayList<Profile>();
    for (String typed : profiles) {
      String name = typed.strip().toLowerCase(Locale.ROOT);
      List<Profile> meant = name.equals(EVERY_PROFILE) ? Profiles.all() : List.of(named(name));
      meant.stream().filter(profile -> !asked.contains(profile)).forEach(asked::add);
    }
    return List.copyOf(asked);
  }

  private static Profile named(String name) {
    return Profiles.named(name)
        .orElseThrow(() ->
            Problem.usage(
                    "There is no profile '%s'".formatted(name),
                    "Use one of: %s, all"
                        .formatted(
                            Profiles.all().stream()
                                .map(Profile::name)
                                .collect(Collectors.joining(", "))))
                .asException());
  }

  SkillCheck.Plan plan(List<Profile> asked, Baseline known) {
    return new SkillCheck.Plan(asked, security.rules(), !noIgnore, known);
  }

  Terms terms(List<Profile> asked) {
    Severity least = quiet ? failOn().severity().orElse(Severity.ERROR) : Severity.INFO;
    return new Terms(asked, least, failOn().severity(), !quiet);
  }

  Format format() {
    return format;
  }

  Optional<Path> output() {
    return Optional.ofNullable(output);
  }

  FailOn failOn() {
    return failOn == null ? FailOn.ERROR : failOn;
  }

  BaselineOptions baseline() {
    return baseline;
  }

  Path root() {
    return root;
  }

  int jobs() {
    return jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
  }

  boolean fixing() {
    return fixing;
  }

  boolean writing() {
    return writing;
  }

  boolean quiet() {
    return quiet;
  }
}
