package io.skillmill.parsers.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.promises.Promises.Broken;
import io.skillmill.parsers.sources.Found;
import io.skillmill.parsers.sources.Scope;
import io.skillmill.parsers.sources.Sources;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PromisesTest {

  private static final long SEED = Long.getLong("skillmill.seed", System.nanoTime());
  private static final SkillSource TEA =
      SkillSource.single("a.tea", "tea\n".getBytes(StandardCharsets.UTF_8));

  @Test
  void every_built_in_parser_keeps_them_with_the_examples() throws IOException {
    var sources = new ArrayList<SkillSource>();
    for (String folder : List.of("formats", "skills/imported")) {
      Sources.find(
          Path.of("../examples", folder),
          Scope.usual(),
          found -> sources.add(((Found.Source) found).source()));
    }
    var seen = new TreeSet<String>();
    for (SkillSource source : sources) {
      SkillParser parser = Parsers.builtIn().best(source).orElseThrow();
      seen.add(parser.name());
      assertThat(new Promises(parser, source, SEED).check())
          .as("%s, -Dskillmill.seed=%d", source.name(), SEED)
          .isEmpty();
    }
    assertThat(seen).hasSizeGreaterThan(12);
  }

  @Test
  void a_parser_that_breaks_them_is_told_each() {
    var broken = new Promises(new Careless(), TEA, 1).check();
    assertThat(broken)
        .extracting(Broken::promise)
        .contains(
            "it never throws",
            "documents are sound",
            "a file that is too large is rejected",
            "the same source gives the same result");
  }

  @Test
  void a_parser_that_does_not_answer_is_asked_no_further() {
    var hanging = new Hanging();
    var promises = new Promises(hanging, TEA, 1, () -> hanging.nanos);
    assertThat(promises.check())
        .singleElement()
        .satisfies(broken -> {
          assertThat(broken.promise()).isEqualTo("it ends soon");
          assertThat(broken.how()).contains("as it is").contains("30 s").contains("stops here");
        });
    assertThat(hanging.calls).isEqualTo(1);
    assertThat(promises.stopped()).isTrue();
  }

  /** What a test parser is called, and what it says it fits. */
  private abstract static class Troubled implements SkillParser {

    private final String name;
    private final Fit fit;

    Troubled(String name, Fit fit) {
      this.name = name;
      this.fit = fit;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Fit fit(SkillSource source) {
      return fit;
    }
  }

  /** Answers nothing until its time is up. */
  private static final class Hanging extends Troubled {

    private long nanos;
    private int calls;

    Hanging() {
      super("hanging", Fit.LIKELY);
    }

    @Override
    public ParseResult parse(SkillSource source, Limits limits) {
      calls++;
      nanos += Duration.ofSeconds(30).toNanos();
      throw new IllegalStateException("no answer");
    }
  }

  /** Fits nothing, reads on where nothing is, and counts its calls. */
  private static final class Careless extends Troubled {

    private int calls;

    Careless() {
      super("careless", Fit.NONE);
    }

    @Override
    public ParseResult parse(SkillSource source, Limits limits) {
      byte first = source.primaryFile().bytes().orElseThrow()[0];
      var document = Json.object().put("call", calls++ + first);
      return new ParseResult.Parsed(new Document(document), List.of());
    }
  }
}
