package io.skillmill.db.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.task.TaskType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The statements that claim know the same types of tasks as the code does, and say so literally.
 */
final class KnownTypesTest {

  private static final List<String> CLAIMING =
      List.of("claim_tasks", "is_task_ready", "find_next_due");

  @Test
  void claims_are_for_the_types_that_the_code_knows() throws IOException {
    var known =
        Arrays.stream(TaskType.values())
            .map(type -> "'" + type.word() + "'")
            .collect(Collectors.joining(", ", "task_type IN (", ")"));
    for (String database : List.of("sqlite", "postgres")) {
      for (String name : CLAIMING) {
        var file = "/io/skillmill/db/sql/%s/%s.sql".formatted(database, name);
        try (var in = Statements.class.getResourceAsStream(file)) {
          assertThat(in).as(file).isNotNull();
          assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
              .as(file)
              .contains(known);
        }
      }
    }
  }
}
