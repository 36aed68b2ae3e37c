package io.skillmill.coordination.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.store.contract.SettableClock;
import io.skillmill.coordination.tokens.Keyring.Verdict;
import io.skillmill.db.Database;
import io.skillmill.schema.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens on SQLite. */
@Timeout(120)
class TokensTest {

  @TempDir Path folder;

  private final SettableClock clock = SettableClock.atNoon();
  private final AtomicLong nanos = new AtomicLong();
  private Database database;
  private Tokens tokens;

  /** Where the store is; another database has another one. */
  String address() {
    return folder.resolve("store.db").toString();
  }

  @BeforeEach
  void open() {
    database = Database.open(address());
    tokens = Tokens.on(database).at(clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static TokenWish wish(String name) {
    return new TokenWish(name, Set.of(Right.RUN), Optional.empty(), Optional.empty());
  }

  private Keyring keyring() {
    return tokens.keyring(nanos::get);
  }

  /** So much later that whatever was read is read again. */
  private void later() {
    nanos.addAndGet(Keyring.FRESH_NANOS);
  }

  @Test
  void a_token_is_good_for_what_it_was_made_for() {
    var issued =
        tokens.create(
            new TokenWish(
                "ci",
                Set.of(Right.RUN, Right.ADMIN),
                Optional.of(List.of("time", "fetch")),
                Optional.of(Duration.ofDays(90))));

    assertThat(keyring().judge(issued.secret()))
        .isInstanceOfSatisfying(
            Verdict.Good.class,
            good -> {
              assertThat(good.card().name()).isEqualTo("ci");
              assertThat(good.card().rights()).containsExactlyInAnyOrder(Right.RUN, Right.ADMIN);
              assertThat(good.card().skills()).contains(List.of("time", "fetch"));
              assertThat(good.card().expires())
                  .contains(good.card().created().plus(Duration.ofDays(90)));
            });
    for (String other :
        List.of("", "skm_", issued.secret() + "A", issued.secret().substring(1), "skm_x")) {
      assertThat(keyring().judge(other)).as(other).isEqualTo(new Verdict.Unknown());
    }
  }

  @Test
  void no_two_tokens_are_alike_and_the_store_holds_none_of_them() throws Exception {
    var secrets = new HashSet<String>();
    for (int i = 0; i < 50; i++) {
      secrets.add(tokens.create(wish("t" + i)).secret());
    }

    assertThat(secrets)
        .hasSize(50)
        .allSatisfy(secret -> assertThat(secret).startsWith("skm_").hasSize(4 + 43));
    assertThat(tokens.create(wish("last")).toString()).doesNotContain("skm_");
    var told = tokens.list().toString();
    var rows = database.read(s -> s.ask("SELECT name || digest FROM tokens", row -> row.text()));
    assertThat(rows).hasSize(51);
    assertThat(secrets)
        .noneMatch(secret -> told.contains(secret) || rows.toString().contains(secret));
    if (address().endsWith("store.db")) {
      for (String file : List.of("store.db", "store.db-wal")) {
        var bytes = java.nio.file.Files.readAllBytes(folder.resolve(file));
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(secrets).noneMatch(secret -> text.contains(secret.substring(4)));
      }
    }
  }

  @Test
  void a_revoked_token_opens_nothing_a_second_later_and_its_name_is_free() {
    var first = tokens.create(wish("ci")).secret();
    var here = keyring();
    var there = Tokens.on(database).at(clock).keyring(nanos::get);
    assertThat(here.judge(first)).isInstanceOf(Verdict.Good.class);
    assertThat(there.judge(first)).isInstanceOf(Verdict.Good.class);

    assertThat(tokens.revoke("ci")).isTrue();
    later();

    assertThat(here.judge(first)).isInstanceOf(Verdict.Unknown.class);
    assertThat(there.judge(first)).isInstanceOf(Verdict.Unknown.class);
    assertThat(tokens.revoke("ci")).isFalse();
    var second = tokens.create(wish("ci")).secret();
    later();
    assertThat(here.judge(second)).isInstanceOf(Verdict.Good.class);
    assertThat(tokens.list())
        .extracting(card -> card.revoked().isPresent())
        .containsExactly(true, false);
  }

  @Test
  void a_token_that_nobody_was_given_is_looked_up_once_a_second() {
    String strange = "skm_" + "x".repeat(43);
    var elsewhere = Database.open(address());
    var ring = Tokens.on(elsewhere).at(clock).keyring(nanos::get);
    assertThat(ring.judge(strange)).isEqualTo(new Verdict.Unknown());
    elsewhere.close(); // whoever asks it now fails

    assertThat(ring.judge(strange)).isEqualTo(new Verdict.Unknown());
    assertThatThrownBy(() -> ring.judge(strange + "y")).isInstanceOf(RuntimeException.class);
    later();
    assertThatThrownBy(() -> ring.judge(strange)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void of_those_that_nobody_was_given_few_are_remembered() {
    var elsewhere = Database.open(address());
    var ring = Tokens.on(elsewhere).at(clock).keyring(nanos::get);
    for (int i = 0; i <= Keyring.STRANGERS_MAX; i++) {
      ring.judge("strange" + i);
    }
    elsewhere.close();

    assertThat(ring.judge("strange1")).isEqualTo(new Verdict.Unknown());
    assertThatThrownBy(() -> ring.judge("strange0")).isInstanceOf(RuntimeException.class);
  }

  @Test
  void an_expired_token_says_so() {
    var wish =
        new TokenWish(
            "short", Set.of(Right.RUN), Optional.empty(), Optional.of(Duration.ofHours(1)));
    var secret = tokens.create(wish).secret();
    assertThat(keyring().judge(secret)).isInstanceOf(Verdict.Good.class);
    assertThat(tokens.isAnyGood()).isTrue();

    clock.advance(Duration.ofHours(1));

    assertThat(keyring().judge(secret)).isInstanceOf(Verdict.Expired.class);
    assertThat(tokens.isAnyGood()).isFalse();
  }

  @Test
  void the_last_use_is_kept_to_the_hour() {
    var secret = tokens.create(wish("ci")).secret();
    assertThat(tokens.list().getFirst().lastUsed()).isEmpty();
    var keyring = keyring();

    keyring.judge(secret);
    var first = tokens.list().getFirst().lastUsed().orElseThrow();
    clock.advance(Duration.ofHours(2));
    keyring.judge(secret);
    var second = tokens.list().getFirst().lastUsed().orElseThrow();

    assertThat(first.toEpochMilli() % 3_600_000).isZero();
    assertThat(Duration.between(first, second)).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void what_makes_no_sense_is_refused() {
    tokens.create(wish("ci"));
    assertThatThrownBy(() -> tokens.create(wish("ci")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("already");
    for (String name : List.of("", "a b", "a,b", "x".repeat(65), "a\nb")) {
      assertThatThrownBy(() -> wish(name)).as(name).isInstanceOf(ProblemException.class);
    }
    assertThatThrownBy(() ->
            new TokenWish("a", Set.of(Right.RUN), Optional.of(List.of("x,y")), Optional.empty()))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> new TokenWish("a", Set.of(), Optional.empty(), Optional.empty()))
        .isInstanceOf(ProblemException.class);
    for (Duration life :
        List.of(Duration.ZERO, Duration.ofDays(4_000), Duration.ofDays(99_999_999))) {
      assertThatThrownBy(
              () -> new TokenWish("a", Set.of(Right.RUN), Optional.empty(), Optional.of(life)))
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void of_many_who_want_one_name_one_gets_it() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var attempts = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 8; i++) {
        attempts.add(() -> {
          try {
            tokens.create(wish("ci"));
            return true;
          } catch (ProblemException _) {
            return false;
          }
        });
      }
      int made = 0;
      for (Future<Boolean> each : threads.invokeAll(attempts)) {
        made += each.get() ? 1 : 0;
      }
      assertThat(made).isEqualTo(1);
      assertThat(tokens.list()).hasSize(1);
    }
  }
}
