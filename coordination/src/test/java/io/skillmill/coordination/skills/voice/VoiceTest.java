package io.skillmill.coordination.skills.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a skill says is kept, within bounds. */
class VoiceTest {

  private final List<String> told = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final Voice voice = new Voice(told::add, nanos::get);

  @Test
  void of_one_that_talks_all_the_time_a_part_is_kept_and_the_rest_is_counted() {
    for (int i = 0; i < 1_000; i++) {
      voice.say("line " + i);
    }
    assertThat(told).hasSize(Voice.LINES_AT_ONCE);

    nanos.addAndGet(1_000_000_000);
    voice.say("later");

    assertThat(told.get(Voice.LINES_AT_ONCE)).contains("900 lines are left out");
    assertThat(told.getLast()).isEqualTo("later");
  }

  @Test
  void secrets_are_blotted_out_and_long_lines_cut() {
    voice.hide(List.of("hunter2", "abc"));
    voice.say("the key is hunter2, abc and hunter2");
    voice.say("x".repeat(5_000));
    voice.say("   ");

    assertThat(told.getFirst()).isEqualTo("the key is [hidden], abc and [hidden]");
    assertThat(told.get(1)).hasSize(Voice.CHARS_MAX + 1);
    assertThat(told).hasSize(2);
  }

  @Test
  void one_secret_that_begins_another_leaves_nothing_of_it() {
    voice.hide(List.of("acme", "acme-9f3k2"));
    voice.say("the key of acme is acme-9f3k2");

    assertThat(told).containsExactly("the key of [hidden] is [hidden]");
  }

  @Test
  void of_many_secrets_the_latest_are_known() {
    for (int i = 0; i < 1_000; i++) {
      voice.hide(List.of("secret-" + i + "-"));
    }
    voice.say("secret-999- secret-0-");

    assertThat(told).containsExactly("[hidden] secret-0-");
  }
}
