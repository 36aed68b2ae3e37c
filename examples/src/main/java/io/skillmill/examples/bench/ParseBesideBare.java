package io.skillmill.examples.bench;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.sources.Found;
import io.skillmill.parsers.sources.Sources;
import io.skillmill.schema.check.DocumentCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses the same files in turn with the program's parsers (read, parse, check, write) and with a
 * bare pipeline of the same libraries, on one core.
 *
 * <p>Arguments: folder with skills, files a round, rounds.
 */
public final class ParseBesideBare {

  private ParseBesideBare() {}

  private interface One {
    int run(Path file) throws IOException;
  }

  static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int files = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    System.out.println(measure(folder, files, rounds));
  }

  /**
   * Files per second of each round, in turn.
   *
   * @param ours through the program's parsers
   * @param bare through the bare pipeline
   */
  public record Rates(List<Double> ours, List<Double> bare) {

    public Rates {
      ours = List.copyOf(ours);
      bare = List.copyOf(bare);
    }

    /** How many times as long ours takes. */
    public double ratio() {
      return median(bare) / median(ours);
    }

    private static double median(List<Double> rates) {
      return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    @Override
    public String toString() {
      return "skillmill %,.0f files/s %s, bare pipeline %,.0f files/s %s, ratio %.2f"
          .formatted(median(ours), range(ours), median(bare), range(bare), ratio());
    }

    private static String range(List<Double> rates) {
      var sorted = rates.stream().sorted().toList();
      return "(%,.0f to %,.0f)".formatted(sorted.getFirst(), sorted.getLast());
    }
  }

  /** Measures both in turn, after a warm-up round of each that is not counted. */
  public static Rates measure(Path folder, int files, int rounds) throws IOException {
    List<Path> paths = paths(folder);
    var bare = new BarePipeline();
    var oursRates = new ArrayList<Double>();
    var bareRates = new ArrayList<Double>();
    for (int round = -1; round < rounds; round++) {
      double oursRate = rate(paths, files, ParseBesideBare::ours);
      double bareRate = rate(paths, files, bare::run);
      if (round >= 0) {
        oursRates.add(oursRate);
        bareRates.add(bareRate);
      }
    }
    return new Rates(oursRates, bareRates);
  }

  private static List<Path> paths(Path folder) {
    var paths = new ArrayList<Path>();
    Sources.find(
        folder,
        found -> {
          if (found instanceof Found.Source(var path, var _)) {
            paths.add(path);
          }
        });
    return paths;
  }

  private static double rate(List<Path> paths, int files, One one) throws IOException {
    long written = 0;
    long start = System.nanoTime();
    for (int i = 0; i < files; i++) {
      written += one.run(paths.get(i % paths.size()));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (written == 0) {
      throw new IllegalStateException("Nothing was written");
    }
    return files / seconds;
  }

  private static int ours(Path file) {
    int[] written = new int[1];
    Sources.find(
        file,
        found -> {
          if (found instanceof Found.Source(var _, var source)
              && Parsers.discovered().parse(source, Limits.DEFAULT)
                  instanceof ParseResult.Parsed(var document, var _)) {
            var stamped = document.parsedAt(Instant.EPOCH);
            if (!DocumentCheck.check(stamped).isEmpty()) {
              throw new IllegalStateException("An unsound document of " + file);
            }
            written[0] = stamped.utf8().length;
          }
        });
    return written[0];
  }
}
