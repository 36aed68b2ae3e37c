package io.skillmill.schema.run;

import java.util.List;

/**
 * What people and models read to choose a skill. Nothing in it changes how the skill runs.
 *
 * @param complexity how hard it is to use, such as {@code simple}
 * @param performance what to expect of its speed, such as {@code fast}
 * @param position where it usually stands in a workflow, such as {@code data_gathering}
 */
public record About(
    String description,
    String version,
    String category,
    String complexity,
    String performance,
    String position,
    List<String> useCases,
    List<String> exampleQueries,
    List<String> tags,
    List<String> worksWellWith) {

  public static final String FIRST_VERSION = "0.1.0";

  public About {
    useCases = List.copyOf(useCases);
    exampleQueries = List.copyOf(exampleQueries);
    tags = List.copyOf(tags);
    worksWellWith = List.copyOf(worksWellWith);
  }

  /** For a skill of which no more is known. */
  public static About of(String description) {
    return new About(
        description,
        FIRST_VERSION,
        "utility",
        "simple",
        "fast",
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** The same in other words. */
  public About described(String other) {
    return new About(
        other,
        version,
        category,
        complexity,
        performance,
        position,
        useCases,
        exampleQueries,
        tags,
        worksWellWith);
  }
}
