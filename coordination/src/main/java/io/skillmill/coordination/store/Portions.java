package io.skillmill.coordination.store;

import io.skillmill.coordination.wire.Calls;
import io.skillmill.coordination.wire.Wire;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Cuts reports into portions that a server takes at a time. A result that is too large on its own
 * is reported as such, or its worker would try to send it for ever.
 */
final class Portions {

  /** Together; what JSON and UTF-8 make of so many fits in a request. */
  private static final long CHARACTERS_MAX = 8 << 20;

  private static final int BYTES_MAX = Wire.BODY_BYTES_MAX - (1 << 20);

  private Portions() {}

  static List<List<Finish>> of(List<Finish> finishes) {
    var portions = new ArrayList<List<Finish>>();
    var portion = new ArrayList<Finish>();
    long characters = 0;
    for (Finish finish : finishes) {
      long more = characters(finish);
      if (!portion.isEmpty() && characters + more > CHARACTERS_MAX) {
        portions.add(List.copyOf(portion));
        portion.clear();
        characters = 0;
      }
      portion.add(more > CHARACTERS_MAX ? fitting(finish) : finish);
      characters += more;
    }
    portions.add(List.copyOf(portion));
    return portions;
  }

  private static long characters(Finish finish) {
    return Stream.of(finish.outcome().kept(), finish.outcome().why())
        .flatMap(Optional::stream)
        .mapToLong(String::length)
        .sum();
  }

  private static Finish fitting(Finish finish) {
    int bytes = Calls.FINISH.body(List.of(finish)).map(body -> body.length).orElse(0);
    if (bytes <= BYTES_MAX) {
      return finish;
    }
    String error =
        "What came of it has %d bytes, and a store over HTTP takes %d".formatted(bytes, BYTES_MAX);
    return new Finish(
        finish.lease(), new Outcome.Rejected(error, "{}"), finish.startedAt(), finish.duration());
  }
}
