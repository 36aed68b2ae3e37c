package io.skillmill.coordination.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.db.dialect.PostgresServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two workers and one that enqueues reach their PostgreSQL over a bad link; a third worker does so
 * over a good one, and takes back what the others are thought to have lost.
 */
@Tag("I1")
@Tag("I2")
@Tag("I3")
@Tag("I4")
@Tag("I7")
@Timeout(600)
final class LinkFaultsTest {

  private static final boolean LONG = "long".equals(System.getProperty("skillmill.chaos"));
  private static final int TASKS = LONG ? 6_000 : 400;
  private static final int BATCH = 20;
  private static final Duration WORK = Duration.ofMillis(5);
  private static final Duration HOLD = Duration.ofMillis(LONG ? 5_000 : 1_000);
  private static final Duration CALM = Duration.ofMillis(LONG ? 3_000 : 200);

  /** One link of a kind for all that happens to links. */
  private enum Weather {
    RESETS,
    STALLED,
    BLACK_HOLE,
    REPLIES_LOST,
    HALF_OPEN,
    REFUSED,
    SLOW;

    void over(BadLink link) {
      switch (this) {
        case RESETS -> link.cut();
        case STALLED -> link.mode(BadLink.Mode.STALL);
        case BLACK_HOLE -> link.mode(BadLink.Mode.SWALLOW);
        case REPLIES_LOST -> link.mode(BadLink.Mode.LOSE_REPLIES);
        case HALF_OPEN -> link.mode(BadLink.Mode.HALF_OPEN);
        case REFUSED -> {
          link.mode(BadLink.Mode.REFUSE);
          link.cut();
        }
        case SLOW -> link.delay(Duration.ofMillis(60));
      }
    }

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  @TempDir private Path folder = Path.of("");
  private PostgresServer.Schema schema = new PostgresServer.Schema("", "");
  private BadLink link;

  @BeforeEach
  void open() {
    var server = PostgresServer.find();
    assumeTrue(server.isPresent(), "there is no PostgreSQL");
    schema = server.get().schema();
    var there = URI.create(schema.address());
    link = BadLink.to(new InetSocketAddress(there.getHost(), there.getPort()));
  }

  @AfterEach
  void close() {
    if (link != null) {
      link.close();
      schema.close();
    }
  }

  /** The address of the store by way of the link; its silence is noticed after two seconds. */
  private String way() {
    var there = URI.create(schema.address());
    return schema
            .address()
            .replace(there.getHost() + ":" + there.getPort(), "127.0.0.1:" + link.port())
        + "&socketTimeout=2&connectTimeout=3&loginTimeout=10";
  }

  @Test
  void each_task_is_done_once_over_a_link_that_is_bad_in_every_way_in_turn() {
    workOver(Arrays.asList(Weather.values()), 1, "link bad in every way in turn");
  }

  @Test
  @EnabledIfSystemProperty(named = "skillmill.chaos", matches = "long")
  void each_task_is_done_once_over_a_link_that_is_bad_in_one_way_again_and_again() {
    for (var weather : Weather.values()) {
      workOver(List.of(weather), 8, "link: " + weather.word());
      schema.close();
      close();
      open();
    }
  }

  private void workOver(List<Weather> forecast, int rounds, String fault) {
    LocalSkillStore.open(schema.address()).close();
    try (var fleet = new Fleet(schema.address(), folder.resolve(fault.replace(' ', '-')))) {
      fleet.worker(WORK);
      fleet.worker(way(), WORK, List.of());
      fleet.worker(way(), WORK, List.of());
      var rest = CALM.plus(HOLD).multipliedBy((long) forecast.size() * rounds);
      fleet.producer(way(), TASKS, BATCH, rest.multipliedBy(BATCH).dividedBy(2L * TASKS));
      for (int round = 0; round < rounds; round++) {
        for (var weather : forecast) {
          Lull.of(CALM);
          weather.over(link);
          Lull.of(HOLD);
          link.heal();
        }
      }
      fleet.drain();
      assertThat(link.accepted()).as("connections over the link").isGreaterThan(forecast.size());
      fleet.judge().report(fault, (long) forecast.size() * rounds);
    }
  }
}
