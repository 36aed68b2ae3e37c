package io.skillmill.coordination.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.db.Database;
import io.skillmill.db.agents.AgentRows.AgentSession;
import io.skillmill.db.agents.AgentRows.Said;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was said is there again for who said it, within bounds. */
@Timeout(120)
class AgentSessionsTest {

  @TempDir Path directory;
  private final AtomicLong now = new AtomicLong(1_000);
  private Database database;
  private AgentSessions sessions;

  String address() {
    return directory.resolve("store.db").toString();
  }

  @BeforeEach
  void open() {
    database = Database.open(address());
    sessions = AgentSessions.on(database, () -> Instant.ofEpochMilli(now.incrementAndGet()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Said said(String role, String text) {
    return new Said(role, "{\"content\":\"%s\"}".formatted(text), "", Instant.ofEpochMilli(7));
  }

  private static List<Said> turn(String text) {
    return List.of(said("user", text), said("assistant", "so " + text));
  }

  private AgentSession again(AgentSession session) {
    return sessions.find(session.id(), session.owner()).orElseThrow();
  }

  @Test
  void a_session_is_there_with_what_was_said_in_it() {
    var begun = sessions.begin("me", " the weather ");
    assertThat(begun.id()).matches("[0-9a-f]{32}");
    assertThat(begun.name()).isEqualTo("the weather");
    assertThat(sessions.messages(begun)).isEmpty();

    assertThat(sessions.keep(begun, turn("one"))).isTrue();
    assertThat(sessions.keep(again(begun), turn("two"))).isTrue();

    assertThat(again(begun).turns()).isEqualTo(2);
    assertThat(again(begun).updated()).isAfter(begun.updated());
    assertThat(sessions.messages(begun))
        .isEqualTo(List.of(turn("one"), turn("two")).stream().flatMap(List::stream).toList());
  }

  @Test
  void nobody_else_has_it() {
    var mine = sessions.begin("me", "");
    assertThat(sessions.find(mine.id(), "you")).isEmpty();
    assertThat(sessions.find(mine.id(), "")).isEmpty();
    assertThat(sessions.find("\u0000", "me")).isEmpty();
    assertThat(sessions.list("you")).isEmpty();
    assertThat(sessions.remove(mine.id(), "you")).isFalse();
    assertThat(sessions.list("me")).hasSize(1);

    assertThat(sessions.remove(mine.id(), "me")).isTrue();
    assertThat(sessions.list("me")).isEmpty();
    assertThat(sessions.messages(mine)).isEmpty();
    assertThat(sessions.keep(mine, turn("late"))).as("it was removed meanwhile").isFalse();
    assertThat(sessions.messages(mine)).isEmpty();
  }

  @Test
  void of_two_turns_at_the_same_time_one_is_kept() {
    var begun = sessions.begin("me", "");
    assertThat(sessions.keep(begun, turn("first"))).isTrue();
    assertThat(sessions.keep(begun, turn("second"))).isFalse();
    assertThat(sessions.messages(begun)).isEqualTo(turn("first"));
  }

  @Test
  void the_one_that_rested_longest_goes() {
    var oldest = sessions.begin("me", "0");
    var others = sessions.begin("you", "");
    var second = sessions.begin("me", "1");
    for (int i = 2; i < AgentSessions.SESSIONS_MAX; i++) {
      sessions.begin("me", Integer.toString(i));
    }
    assertThat(sessions.keep(oldest, turn("not so old"))).isTrue();
    assertThat(sessions.keep(second, turn("not so old either"))).isTrue();

    var newest = sessions.begin("me", "new");
    assertThat(sessions.list("me")).hasSize(AgentSessions.SESSIONS_MAX);
    assertThat(sessions.list("me").getFirst()).isEqualTo(newest);
    assertThat(sessions.list("me"))
        .extracting(AgentSession::name)
        .contains("0", "1")
        .doesNotContain("2");
    assertThat(sessions.list("you")).containsExactly(others);
  }

  @Test
  void whole_turns_go_at_the_beginning() {
    var session = sessions.begin("me", "");
    int turns = AgentSessions.MESSAGES_MAX / 3 + 2;
    for (int i = 0; i < turns; i++) {
      var each =
          List.of(said("user", "ask " + i), said("tool", "gave " + i), said("assistant", "so"));
      assertThat(sessions.keep(again(session), each)).isTrue();
    }
    var kept = sessions.messages(session);
    assertThat(kept)
        .hasSizeLessThanOrEqualTo(AgentSessions.MESSAGES_MAX)
        .hasSizeGreaterThan(AgentSessions.MESSAGES_MAX - 3);
    assertThat(kept.getFirst().role()).isEqualTo("user");
    assertThat(kept.get(kept.size() - 3).message()).contains("ask " + (turns - 1));
  }

  @Test
  void a_name_is_a_line_without_secrets() {
    assertThatThrownBy(() -> sessions.begin("me", "x".repeat(201))).hasMessageContaining("200");
    assertThatThrownBy(() -> sessions.begin("me", "a\u0000b")).hasMessageContaining("one line");
    var secret = "AKIA" + "Q3EGRTYUIOPLKJHG";
    assertThat(again(sessions.begin("me", "with " + secret)).name()).doesNotContain(secret);
  }
}
