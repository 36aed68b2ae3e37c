package io.skillmill.cli.command;

import io.skillmill.cli.check.BaselineFile;
import io.skillmill.cli.check.CheckRun;
import io.skillmill.cli.check.FixRun;
import io.skillmill.cli.check.OutputFile;
import io.skillmill.cli.check.Targets;
import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.report.Format;
import io.skillmill.cli.report.Report;
import io.skillmill.cli.report.Scores;
import io.skillmill.cli.report.Sheet;
import io.skillmill.cli.session.Session;
import io.skillmill.parsers.check.Baseline;
import io.skillmill.parsers.check.SkillCheck;
import io.skillmill.parsers.verdict.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Verdicts on skills, without a store. */
@Command(
    name = "check",
    description = {
      "Check skills against the specification, the reference library and the clients that load"
          + " them, and say what is wrong where.",
      "Exit code 1 when something is found that matters as much as --fail-on says."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill check skills/",
      "  skillmill check skills/pdf --profile all",
      "  skillmill check skills/ --format sarif --output skills.sarif",
      "  skillmill check skills/ --fix",
      "  skillmill check skills/ --baseline known.json --update-baseline"
    })
final class CheckCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final CheckOptions options = new CheckOptions();

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Directories to search, SKILL.md files, or - for standard input.")
  private final List<String> paths = new ArrayList<>();

  CheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    options.refuseContradictions();
    List<Profile> profiles = options.profiles();
    var targets = Targets.of(paths, session.terminal().in(), options.scope());
    if (options.fixing()) {
      var run = new FixRun(session.terminal(), options.root(), options.writing());
      return ExitCodes.failedIf(!run.run(targets));
    }
    Baseline known = options.baseline().known();
    Optional<Path> file = options.baseline().file();
    var check = SkillCheck.of(options.plan(profiles, known));
    var run = new CheckRun(check, options.root(), options.jobs(), file.isPresent());
    var scores = new Scores(profiles.stream().map(Profile::name).toList());
    report(
        check.profiles(),
        report -> {
          run.run(
              targets,
              checked -> {
                scores.add(checked);
                report.add(checked);
              });
          report.end(scores);
        });
    sumUp(scores);
    return file.isPresent()
        ? settled(
            file.get(),
            known,
            (skill, profile, rule) -> run.looked(skill) && check.asks(profile, rule),
            scores)
        : exitCode(scores);
  }

  /** Fills a report. */
  private interface Filling {
    void fill(Report report) throws InterruptedException;
  }

  private void report(List<Profile> profiles, Filling filling) throws InterruptedException {
    var terms = options.terms(profiles);
    if (options.output().isPresent()) {
      try (var file = OutputFile.open(options.output().get())) {
        filling.fill(options.format().begin(Sheet.plain(file.stream()), terms));
        file.keep();
      }
    } else {
      var terminal = session.terminal();
      var width = terminal.outIsTerminal() ? OptionalInt.of(terminal.width()) : OptionalInt.empty();
      var sheet = new Sheet(terminal.out(), terminal.paint(), width);
      filling.fill(options.format().begin(sheet, terms));
    }
  }

  /** Reports for programs hold no summary, and one in a file is not before people's eyes. */
  private void sumUp(Scores scores) {
    boolean told = options.format() == Format.TEXT && options.output().isEmpty();
    if (!told && !options.quiet()) {
      session.terminal().flush();
      scores.lines().forEach(session.terminal()::note);
    }
  }

  private int settled(Path file, Baseline known, Baseline.Asked asked, Scores scores) {
    int gone = known.stale(asked);
    if (options.baseline().updating()) {
      String text = known.text(asked);
      BaselineFile.write(file, text);
      session
          .terminal()
          .note(
              "the baseline %s is up to date: %d findings added, %d dropped"
                  .formatted(file, scores.told(), gone));
      return ExitCodes.OK;
    }
    if (gone > 0 && !options.quiet()) {
      session
          .terminal()
          .note(
              "%d findings of the baseline %s are gone; drop them with --update-baseline"
                  .formatted(gone, file));
    }
    return exitCode(scores);
  }

  private int exitCode(Scores scores) {
    return ExitCodes.failedIf(options.failOn().severity().filter(scores::anyAtLeast).isPresent());
  }
}
