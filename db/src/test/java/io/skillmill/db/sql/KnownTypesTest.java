package io.skillmill.db.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.task.TaskType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The statements that claim know the same types of tasks as the code does, and say so literally.
 */
final class KnownTypesTest {

  /** How often each looks for tasks. */
  private static final Map<String, Integer> CLAIMING = Map.of("claim_tasks", 1, "look_for_work", 2);

  @Test
  void claims_are_for_the_types_that_the_code_knows() throws IOException {
    for (String database : List.of("sqlite", "postgres")) {
      for (String name : CLAIMING.keySet()) {
        var file = "/io/skillmill/db/sql/%s/%s.sql".formatted(database, name);
        try (var in = Statements.class.getResourceAsStream(file)) {
          assertThat(in).as(file).isNotNull();
          assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).split(known(), -1))
              .as(file)
              .hasSize(1 + CLAIMING.get(name));
        }
      }
    }
  }

  private static String known() {
    return Arrays.stream(TaskType.values())
        .map(type -> "'" + type.word() + "'")
        .collect(Collectors.joining(", ", "task_type IN \\(", "\\)"));
  }
}
