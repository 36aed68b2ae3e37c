package io.skillmill.cli.bench;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.sources.Found;
import io.skillmill.parsers.sources.Scope;
import io.skillmill.parsers.sources.Sources;
import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.skill.SkillSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads, parses, checks and writes documents on one thread, as a worker's slot does, and says how
 * long each stage took. The files are taken in turn until there have been enough of them.
 *
 * @param parsers to choose the best from, for each file
 * @param paths primary files of sources
 * @param files how many files a round takes
 * @param rounds how many rounds count; one before them warms the program up
 */
public record ParseBench(Parsers parsers, List<Path> paths, int files, int rounds) {

  public ParseBench {
    paths = List.copyOf(paths);
    if (paths.isEmpty() || files < 1 || rounds < 1) {
      throw new IllegalArgumentException("There must be a path, a file and a round at least");
    }
  }

  /** Runs all rounds. */
  public ParseRates run() {
    round(Math.min(files, 4 * paths.size()));
    var measured = new ArrayList<ParseRates.Round>();
    for (int i = 0; i < rounds; i++) {
      measured.add(round(files));
    }
    return new ParseRates(measured);
  }

  private ParseRates.Round round(int count) {
    var round = new ParseRates.Round();
    for (int i = 0; i < count; i++) {
      one(paths.get(i % paths.size()), round);
    }
    return round;
  }

  private void one(Path path, ParseRates.Round round) {
    long start = System.nanoTime();
    Optional<SkillSource> source = read(path);
    long read = System.nanoTime();
    Optional<ParseResult> result = source.flatMap(this::parse);
    long parsed = System.nanoTime();
    round.count(source.map(found -> found.primaryFile().size()).orElse(0L), read - start);
    if (result.isPresent() && result.get() instanceof ParseResult.Parsed(var document, var _)) {
      var stamped = document.parsedAt(Instant.EPOCH);
      boolean sound = DocumentCheck.check(stamped).isEmpty();
      long checked = System.nanoTime();
      int written = stamped.utf8().length;
      round.document(sound, written);
      round.spent(parsed - read, checked - parsed, System.nanoTime() - checked);
    } else {
      round.rejected();
      round.spent(parsed - read, 0, 0);
    }
  }

  private Optional<ParseResult> parse(SkillSource source) {
    Optional<SkillParser> best = parsers.best(source);
    return best.map(parser -> parser.parse(source, Limits.DEFAULT));
  }

  private Optional<SkillSource> read(Path path) {
    var found = new ArrayList<SkillSource>(1);
    Sources.find(
        path,
        Scope.usual().with(parsers),
        each -> {
          if (each instanceof Found.Source(var _, var source)) {
            found.add(source);
          }
        });
    return found.stream().findFirst();
  }
}
