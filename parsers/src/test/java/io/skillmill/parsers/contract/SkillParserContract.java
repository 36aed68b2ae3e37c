package io.skillmill.parsers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.promises.Hostile;
import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every parser promises: it never throws, whatever it is fed; it ends soon; the same source
 * gives the same result; its documents are sound; its rejections say why.
 *
 * <p>Extend this in the tests of a parser and say what it can and cannot read. To repeat a round of
 * random input, run with {@code -Dskillmill.seed=} and the seed that was printed.
 */
public abstract class SkillParserContract {

  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int ROUNDS = 300;
  private static final long SEED = Long.getLong("skillmill.seed", System.nanoTime());

  /** The parser to be held to its promises. */
  protected abstract SkillParser parser();

  /** Sources that it makes documents of; the smaller, the sooner the tests end. */
  protected abstract List<SkillSource> good();

  /** Sources that it rejects. */
  protected abstract List<SkillSource> bad();

  /** A source of one file. */
  protected static SkillSource file(String name, String text) {
    return SkillSource.single(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void its_name_can_be_asked_for_and_its_version_told() {
    assertThat(parser().name()).matches("[a-z0-9-]+");
    assertThat(parser().version()).isNotBlank();
  }

  @Test
  void good_sources_fit_and_become_sound_documents() {
    for (SkillSource source : good()) {
      assertThat(parser().fit(source)).as(source.name()).isGreaterThan(Fit.NONE);
      assertThat(result(source)).as(source.name()).isInstanceOf(ParseResult.Parsed.class);
    }
  }

  @Test
  void bad_sources_are_rejected() {
    for (SkillSource source : bad()) {
      assertThat(result(source)).as(source.name()).isInstanceOf(ParseResult.Rejected.class);
    }
  }

  @Test
  void several_sources_are_parsed_in_their_order() {
    List<ParseResult> results = parser().parseAll(good(), Limits.DEFAULT);
    assertThat(results.stream().map(SkillParserContract::told))
        .containsExactlyElementsOf(good().stream().map(source -> told(result(source))).toList());
  }

  @Test
  void an_empty_file_is_rejected() {
    assertThat(result(like(new byte[0]))).isInstanceOf(ParseResult.Rejected.class);
  }

  @Test
  void a_file_that_is_too_large_is_rejected() {
    SkillSource source = good().getFirst();
    var limits = new Limits(source.primaryFile().size() - 1, 100, 999);
    assertThat(parser().parse(source, limits)).isInstanceOf(ParseResult.Rejected.class);
  }

  @Test
  void a_file_whose_bytes_were_left_out_is_rejected() {
    String name = good().getFirst().primary();
    var file = SkillFile.withoutBytes(name, 5, "0".repeat(64));
    assertThat(result(SkillSource.of("bare", name, List.of(file))))
        .isInstanceOf(ParseResult.Rejected.class);
  }

  @Test
  void a_limit_on_elements_is_kept() {
    for (SkillSource source : good()) {
      if (parser().parse(source, new Limits(1 << 20, 100, 1)) instanceof ParseResult.Parsed some) {
        assertThat(some.document().json().path("decomposition"))
            .allSatisfy(kind -> assertThat(kind.size()).isLessThan(2));
      }
    }
  }

  @Test
  void a_file_cut_off_anywhere_does_no_harm() {
    byte[] bytes = bytes(good().getFirst());
    for (int end = 0; end < bytes.length; end++) {
      result(like(Arrays.copyOf(bytes, end)));
    }
  }

  @ParameterizedTest
  @MethodSource("io.skillmill.parsers.promises.Hostile#pieces")
  void a_heap_of_the_same_does_no_harm(String piece) {
    assertTimeoutPreemptively(SOON, () -> checked(like(Hostile.repeated(piece, 1 << 18))));
  }

  @ParameterizedTest
  @MethodSource("io.skillmill.parsers.promises.Hostile#pieces")
  void a_good_file_that_ends_in_the_same_over_and_over_does_no_harm(String piece) {
    byte[] same = Hostile.repeated(piece, 1 << 16);
    byte[] opening = "---\n".getBytes(StandardCharsets.UTF_8);
    assertTimeoutPreemptively(
        SOON,
        () -> {
          checked(like(joined(bytes(good().getFirst()), same)));
          checked(like(joined(opening, same)));
        });
  }

  @Test
  void binary_files_and_other_encodings_do_no_harm() {
    var random = new Random(SEED);
    for (int size : new int[] {1, 2, 3, 7, 100, 10_000}) {
      withSeed(() -> result(like(Hostile.random(random, size))));
    }
    String text = new String(bytes(good().getFirst()), StandardCharsets.UTF_8);
    for (var charset :
        List.of(
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_32,
            StandardCharsets.ISO_8859_1)) {
      result(like((text + "é").getBytes(charset)));
    }
  }

  @Test
  void random_changes_to_good_files_do_no_harm() {
    var random = new Random(SEED);
    List<SkillSource> sources = good();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] sound = bytes(sources.get(round % sources.size()));
      withSeed(() -> result(like(Hostile.mutated(sound, random))));
    }
  }

  /** Parses twice, for the same must come of it. */
  private ParseResult result(SkillSource source) {
    ParseResult result = checked(source);
    assertThat(told(parser().parse(source, Limits.DEFAULT))).isEqualTo(told(result));
    return result;
  }

  /** Parses and checks whatever comes of it. */
  private ParseResult checked(SkillSource source) {
    parser().fit(source);
    ParseResult result = parser().parse(source, Limits.DEFAULT);
    switch (result) {
      case ParseResult.Rejected rejected -> assertThat(rejected.diagnostics()).isNotEmpty();
      case ParseResult.Parsed parsed -> {
        assertThat(DocumentCheck.check(parsed.document().parsedAt(NOW))).isEmpty();
        assertThat(parser().validate(parsed.document().parsedAt(NOW))).isEmpty();
        assertThat(parsed.document().skillName()).isNotBlank();
        readsBack(parsed.document().text());
      }
    }
    return result;
  }

  /** What is written must come back the same, through a file too. */
  private static void readsBack(String text) {
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
    assertThat(Json.write(Json.readOurs(text))).isEqualTo(text);
  }

  private static String told(ParseResult result) {
    return switch (result) {
      case ParseResult.Parsed parsed -> parsed.diagnostics() + parsed.document().text();
      case ParseResult.Rejected rejected -> rejected.diagnostics().toString();
    };
  }

  /** Other bytes under the names of the first good source. */
  private SkillSource like(byte[] bytes) {
    SkillSource source = good().getFirst();
    var file = SkillFile.of(source.primary(), bytes);
    return SkillSource.of(source.name(), source.primary(), List.of(file));
  }

  private static byte[] bytes(SkillSource source) {
    return source.primaryFile().bytes().orElseThrow();
  }

  private static byte[] joined(byte[] one, byte[] two) {
    byte[] all = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, all, one.length, two.length);
    return all;
  }

  private static void withSeed(Runnable round) {
    try {
      round.run();
    } catch (RuntimeException | Error e) {
      throw new AssertionError("Failed with -Dskillmill.seed=" + SEED, e);
    }
  }
}
