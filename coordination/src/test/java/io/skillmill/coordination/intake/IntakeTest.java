package io.skillmill.coordination.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final Intake.Order PARSE = Intake.Order.of(TaskType.PARSE);

  private final Parsers parsers =
      Parsers.of(new Fake("notes", "1", ".txt"), new Fake("tables", "1", ".csv"));

  @Test
  void the_parser_that_fits_is_written_into_the_task() {
    var task = take(Intake.of(parsers, PARSE), source("a.csv", "x"));

    assertThat(task.parser()).contains(new NewTask.ParserRef("tables", "1"));
    assertThat(task.path()).isEqualTo("skills/a.csv");
    assertThat(task.source()).isPresent();
  }

  @Test
  void the_parser_asked_for_is_used_whatever_fits() {
    var task = take(Intake.of(parsers, PARSE.withParser("notes")), source("a.csv", "x"));

    assertThat(task.parser()).contains(new NewTask.ParserRef("notes", "1"));
  }

  @Test
  void an_unknown_parser_is_refused_with_the_names_there_are() {
    assertThatThrownBy(() -> Intake.of(parsers, PARSE.withParser("nots")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().kind()).isEqualTo(Problem.Kind.USAGE);
              assertThat(e.problem().what()).contains("nots");
              assertThat(e.problem().remedy()).contains("notes, tables");
            });
  }

  @Test
  void a_source_that_no_parser_fits_is_refused_with_the_reason() {
    var answer = Intake.of(parsers, PARSE).take("skills/a.bin", source("a.bin", "x"));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Intake.Refused.class,
            refused -> {
              assertThat(refused.path()).isEqualTo("skills/a.bin");
              assertThat(refused.reason()).contains("--parser", "notes, tables");
            });
  }

  @Test
  void equal_work_has_equal_keys_wherever_it_was_found() {
    var intake = Intake.of(parsers, PARSE);

    var one = (Intake.Taken) intake.take("here", source("a.txt", "x"));
    var two = (Intake.Taken) intake.take("there", source("a.txt", "x"));

    assertThat(one.task().dedupeKey()).isPresent().isEqualTo(two.task().dedupeKey());
  }

  @Test
  void other_bytes_parsers_versions_and_types_have_other_keys() {
    var source = source("a.txt", "x");
    var newer = Parsers.of(new Fake("notes", "2", ".txt"), new Fake("tables", "1", ".csv"));

    assertThat(
            java.util.stream.Stream.of(
                    take(Intake.of(parsers, PARSE), source),
                    take(Intake.of(parsers, PARSE), source("a.txt", "y")),
                    take(Intake.of(parsers, PARSE), source("b.txt", "x")),
                    take(Intake.of(parsers, PARSE.withParser("tables")), source),
                    take(Intake.of(newer, PARSE), source),
                    take(Intake.of(parsers, Intake.Order.of(TaskType.VALIDATE)), source))
                .map(task -> task.dedupeKey().orElseThrow()))
        .doesNotHaveDuplicates()
        .allMatch(key -> key.length() == 64);
  }

  @Test
  void terms_and_force_are_the_orders() {
    var terms = NewTask.Terms.DEFAULT.withQueue("night").withPriority(7);

    var task = take(Intake.of(parsers, PARSE.on(terms).forced(true)), source("a.txt", "x"));

    assertThat(task.terms()).isEqualTo(terms);
    assertThat(task.force()).isTrue();
  }

  private static NewTask take(Intake intake, SkillSource source) {
    return ((Intake.Taken) intake.take("skills/" + source.name(), source)).task();
  }

  private static SkillSource source(String name, String text) {
    return SkillSource.single(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private record Fake(String name, String version, String ending) implements SkillParser {
    @Override
    public Fit fit(SkillSource source) {
      return source.primary().endsWith(ending) ? Fit.CERTAIN : Fit.NONE;
    }

    @Override
    public ParseResult parse(SkillSource source, Limits limits) {
      throw new UnsupportedOperationException();
    }
  }
}
