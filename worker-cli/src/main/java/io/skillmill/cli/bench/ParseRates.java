package io.skillmill.cli.bench;

import io.skillmill.schema.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a bench of parsing measured.
 *
 * @param rounds those that count, in their order
 */
public record ParseRates(List<Round> rounds) {

  public ParseRates {
    rounds = List.copyOf(rounds);
  }

  /** One round's sums; filled by the bench alone. */
  public static final class Round {

    private long files;
    private long bytes;
    private long documents;
    private long documentBytes;
    private long unsound;
    private long rejected;
    private long readNanos;
    private long parseNanos;
    private long checkNanos;
    private long writeNanos;

    Round() {}

    void count(long size, long nanos) {
      files++;
      bytes += size;
      readNanos += nanos;
    }

    void document(boolean sound, long size) {
      documents++;
      documentBytes += size;
      unsound += sound ? 0 : 1;
    }

    void rejected() {
      rejected++;
    }

    void spent(long parse, long check, long write) {
      parseNanos += parse;
      checkNanos += check;
      writeNanos += write;
    }

    /** All stages together, without what lies between two files. */
    long nanos() {
      return readNanos + parseNanos + checkNanos + writeNanos;
    }

    double filesPerSecond() {
      return files * 1e9 / Math.max(1, nanos());
    }
  }

  /** The round in the middle when they are put in order of speed. */
  public Round median() {
    return rounds.stream()
        .sorted(Comparator.comparingDouble(Round::filesPerSecond))
        .toList()
        .get(rounds.size() / 2);
  }

  public double filesPerSecond() {
    return median().filesPerSecond();
  }

  /** Files per second of the median round with its stages, and of each round. */
  public ObjectNode toJson() {
    Round middle = median();
    var json = Json.object();
    json.put("files", middle.files).put("bytes", middle.bytes);
    json.put("documents", middle.documents).put("document_bytes", middle.documentBytes);
    json.put("unsound", middle.unsound).put("rejected", middle.rejected);
    json.put("files_per_second", Math.round(middle.filesPerSecond()));
    var micros = json.putObject("microseconds_per_file");
    micros.put("read", micros(middle.readNanos, middle)).put("parse", parse(middle));
    micros.put("check", micros(middle.checkNanos, middle));
    micros.put("write", micros(middle.writeNanos, middle));
    var each = json.putArray("rounds_files_per_second");
    perSecond().forEach(each::add);
    return json;
  }

  private LongStream perSecond() {
    return rounds.stream().mapToLong(round -> Math.round(round.filesPerSecond()));
  }

  private static long parse(Round round) {
    return micros(round.parseNanos, round);
  }

  private static long micros(long nanos, Round round) {
    return Math.round(nanos / 1e3 / Math.max(1, round.files));
  }
}
