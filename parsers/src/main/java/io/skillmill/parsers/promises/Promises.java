package io.skillmill.parsers.promises;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.ParseResult.Parsed;
import io.skillmill.parsers.ParseResult.Rejected;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/**
 * What every parser promises, in whatever language it is written: it makes sound documents of what
 * it can read, says why it rejects the rest, gives the same result for the same source, and ends
 * soon. One for each parser and source.
 *
 * <pre>{@code
 * for (Promises.Broken broken : new Promises(parser, source, seed).check()) { ... }
 * }</pre>
 *
 * <p>The tests of a parser in Java extend {@code SkillParserContract}, which asks for more.
 */
public final class Promises {

  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(10);

  /** From when on a failure is one of waiting in vain. */
  private static final Duration HUNG = Duration.ofSeconds(1);

  private static final int ROUNDS = 200;
  private static final int CUTS = 200;
  private static final int HEAP = 1 << 16;

  private final SkillParser parser;
  private final SkillSource good;
  private final Random random;
  private final LongSupplier nanos;
  private final List<Broken> broken = new ArrayList<>();
  private int parsed;
  private boolean stopped;

  /**
   * A promise that was not kept.
   *
   * @param promise in a few words
   * @param how with what it was broken, and what came of it
   */
  public record Broken(String promise, String how) {}

  /**
   * @param good a source that the parser reads; the smaller, the sooner it is done
   * @param seed of what is left to chance, so that it can be repeated
   */
  public Promises(SkillParser parser, SkillSource good, long seed) {
    this(parser, good, seed, System::nanoTime);
  }

  Promises(SkillParser parser, SkillSource good, long seed, LongSupplier nanos) {
    this.nanos = nanos;
    this.parser = parser;
    this.good = good;
    this.random = new Random(seed);
  }

  /** Tries the promises; of each, the first break is told. */
  public List<Broken> check() {
    readsWhatIsGood();
    rejectsWhatIsNothing();
    keepsItsLimits();
    survivesCuts();
    survivesHeaps();
    survivesChanges();
    return List.copyOf(broken);
  }

  /** Whether a source took too long, so that no more were given. */
  public boolean stopped() {
    return stopped;
  }

  /** How many sources were parsed for it. */
  public int parsed() {
    return parsed;
  }

  private void readsWhatIsGood() {
    String promise = "a good source fits and becomes a document";
    if (parser.fit(good) == Fit.NONE) {
      breaks(promise, good.name() + " does not fit");
    }
    parse("as it is", good, Limits.DEFAULT)
        .filter(Rejected.class::isInstance)
        .ifPresent(result ->
            breaks(promise, good.name() + " is rejected: " + result.diagnostics().getFirst()));
  }

  private void rejectsWhatIsNothing() {
    String name = good.primary();
    var bare = SkillFile.withoutBytes(name, 5, "0".repeat(64));
    rejects("an empty file is rejected", like(new byte[0]), Limits.DEFAULT);
    rejects(
        "a file whose bytes were left out is rejected",
        SkillSource.of(good.name(), name, List.of(bare)),
        Limits.DEFAULT);
    rejects(
        "a file that is too large is rejected",
        good,
        new Limits(good.primaryFile().size() - 1, 100, 999));
  }

  private void rejects(String promise, SkillSource source, Limits limits) {
    parse(promise, source, limits)
        .filter(Parsed.class::isInstance)
        .ifPresent(_ -> breaks(promise, "a document was made of it"));
  }

  private void keepsItsLimits() {
    if (parse("with few elements", good, new Limits(1 << 20, 100, 1)).orElse(null)
        instanceof Parsed some) {
      for (JsonNode kind : some.document().json().path("decomposition")) {
        if (kind.size() > 1) {
          breaks("a limit on elements is kept", "1 was allowed and %d came".formatted(kind.size()));
        }
      }
    }
  }

  private void survivesCuts() {
    byte[] bytes = bytes();
    int step = Math.max(1, bytes.length / CUTS);
    for (int end = 0; end < bytes.length; end += step) {
      survives("cut off after %d bytes".formatted(end), Arrays.copyOf(bytes, end));
    }
  }

  private void survivesHeaps() {
    Hostile.pieces()
        .forEach(piece -> {
          String told = "'%s' over and over".formatted(shown(piece));
          survives(told, Hostile.repeated(piece, HEAP));
        });
    survives("bytes at random", Hostile.random(random, 10_000));
    String text = new String(bytes(), StandardCharsets.UTF_8);
    survives("the good source in UTF-16", text.getBytes(StandardCharsets.UTF_16));
  }

  private void survivesChanges() {
    for (int round = 0; round < ROUNDS; round++) {
      survives("changed at random, round " + round, Hostile.mutated(bytes(), random));
    }
  }

  private void survives(String what, byte[] bytes) {
    Optional<ParseResult> result = parse(what, like(bytes), Limits.DEFAULT);
    result.ifPresent(one -> sound(what, like(bytes), one));
  }

  private void sound(String what, SkillSource source, ParseResult result) {
    switch (result) {
      case Rejected rejected -> {
        if (rejected.diagnostics().isEmpty()) {
          breaks("a rejection says why", what + ": no diagnostic");
        }
      }
      case Parsed some -> {
        List<Diagnostic> faults = DocumentCheck.check(some.document().parsedAt(NOW));
        if (!faults.isEmpty()) {
          breaks("documents are sound", what + ": " + faults.getFirst());
        }
      }
    }
    parse(what, source, Limits.DEFAULT)
        .filter(again -> !told(again).equals(told(result)))
        .ifPresent(_ -> breaks("the same source gives the same result", what));
  }

  private Optional<ParseResult> parse(String what, SkillSource source, Limits limits) {
    if (stopped) {
      return Optional.empty();
    }
    parsed++;
    long started = nanos.getAsLong();
    try {
      ParseResult result = parser.parse(source, limits);
      stopsAfter(what, started, SOON, "");
      return Optional.of(result);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      if (!stopsAfter(what, started, HUNG, " and failed: " + e)) {
        breaks("it never throws", what + ": " + e);
      }
      return Optional.empty();
    }
  }

  /** There are hundreds of sources, so after one that takes too long there is no other. */
  private boolean stopsAfter(String what, long started, Duration most, String outcome) {
    Duration taken = Duration.ofNanos(nanos.getAsLong() - started);
    if (taken.compareTo(most) > 0) {
      stopped = true;
      breaks(
          "it ends soon",
          "%s took %d s%s; the trial stops here".formatted(what, taken.toSeconds(), outcome));
    }
    return stopped;
  }

  private void breaks(String promise, String how) {
    if (broken.stream().noneMatch(known -> known.promise().equals(promise))) {
      broken.add(new Broken(promise, how));
    }
  }

  private static String told(ParseResult result) {
    return switch (result) {
      case Parsed some -> some.diagnostics() + some.document().text();
      case Rejected rejected -> rejected.diagnostics().toString();
    };
  }

  private static String shown(String piece) {
    var shown = new StringBuilder();
    piece
        .codePoints()
        .forEach(c -> {
          if (c > ' ' && c < 0x7f) {
            shown.appendCodePoint(c);
          } else {
            shown.append(c == ' ' ? " " : "\\u%04x".formatted(c));
          }
        });
    return shown.toString();
  }

  private SkillSource like(byte[] bytes) {
    var file = SkillFile.of(good.primary(), bytes);
    return SkillSource.of(good.name(), good.primary(), List.of(file));
  }

  private byte[] bytes() {
    return good.primaryFile().bytes().orElseGet(() -> new byte[0]);
  }
}
