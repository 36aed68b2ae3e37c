package io.skillmill.cli.command;

import io.skillmill.cli.check.Targets;
import io.skillmill.cli.check.Targets.Target;
import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.Terminal;
import io.skillmill.cli.session.Session;
import io.skillmill.parsers.skillsref.Entry;
import io.skillmill.parsers.skillsref.Properties;
import io.skillmill.parsers.skillsref.SkillsRef;
import io.skillmill.parsers.sources.Scope;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.SkillFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Skills as a model is told of them. */
@Command(
    name = "to-prompt",
    description = {
      "Print the XML that tells a model which skills there are, as the reference library prints"
          + " it.",
      "One skill that cannot be read fails the run, and nothing is printed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill to-prompt skills/pdf skills/xlsx",
      "  skillmill to-prompt skills/ --skip-unreadable"
    })
final class ToPromptCommand implements Callable<Integer> {

  private static final String INPUT = "-";

  private final Session session;
  private final List<Entry> entries = new ArrayList<>();
  private int left;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Skills, each by its directory or its SKILL.md, or directories to search.")
  private final List<String> paths = new ArrayList<>();

  @Option(
      names = "--skip-unreadable",
      description = "Leave out the skills that cannot be read, and say which.")
  private boolean skipping;

  ToPromptCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (paths.contains(INPUT)) {
      throw Problem.usage(
              "A prompt says where each skill lies, and standard input lies nowhere",
              "Give the skill's directory")
          .asException();
    }
    for (String path : paths) {
      targets(path).forEach(this::add);
    }
    if (left > 0 && !skipping) {
      return ExitCodes.FAILED;
    }
    print(SkillsRef.prompt(entries));
    return ExitCodes.OK;
  }

  /** A path that is a skill means that skill alone, whatever nests in it. */
  private List<Target> targets(String typed) {
    var targets = new ArrayList<Target>();
    Targets.of(List.of(typed), session.terminal().in(), Scope.packages()).each(targets::add);
    Path directory = directory(targets.getFirst().path());
    return directory.equals(Path.of(typed).toAbsolutePath().normalize())
        ? targets.subList(0, 1)
        : targets;
  }

  private static Path directory(Path skillFile) {
    return Objects.requireNonNull(skillFile.toAbsolutePath().normalize().getParent());
  }

  private void add(Target target) {
    var file = target.source().flatMap(SkillsRef::file);
    if (target.why().isPresent()) {
      leave(target, target.why().get(), "--skip-unreadable leaves such skills out");
    } else if (file.isEmpty()) {
      leave(target, "SKILL.md not found in " + directory(target.path()));
    } else {
      add(target, file.get());
    }
  }

  private void add(Target target, SkillFile file) {
    if (file.bytes().isEmpty()) {
      leave(target, "The file has %d bytes, more than is read here".formatted(file.size()));
      return;
    }
    switch (SkillsRef.properties(file.bytes().get())) {
      case Properties.Unknown unknown -> leave(target, unknown.error());
      case Properties.Known known -> {
        try {
          String location = directory(target.path()).toRealPath().resolve(file.name()).toString();
          entries.add(new Entry(known.name(), known.description(), location));
        } catch (IOException e) {
          leave(target, "Its path cannot be resolved: " + e.getMessage());
        }
      }
    }
  }

  private void leave(Target target, String why) {
    leave(
        target,
        why,
        "mend it, which 'skillmill check --profile skills-ref' helps with, or leave out such skills"
            + " with --skip-unreadable");
  }

  private void leave(Target target, String why, String remedy) {
    left++;
    session
        .terminal()
        .note("%s: %s; %s".formatted(target.path(), why, skipping ? "left out" : remedy));
  }

  /** Programs get every character, people none that steers their terminal. */
  private void print(String prompt) {
    var terminal = session.terminal();
    terminal.line(
        terminal.outIsTerminal()
            ? prompt.lines().map(Terminal::safe).collect(Collectors.joining("\n"))
            : prompt);
  }
}
