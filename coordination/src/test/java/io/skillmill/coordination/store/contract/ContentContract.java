package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.skill.Sha256;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.TaskState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contents are stored once under their hash and come back byte for byte. */
abstract class ContentContract extends StoreScene {

  ContentContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  private static SkillSource single(String text) {
    return SkillSource.single("SKILL.md", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_source_comes_back_byte_for_byte() {
    byte[] bytes = new byte[100_000];
    new Random(7).nextBytes(bytes);
    var source =
        SkillSource.of(
            "pdf",
            "SKILL.md",
            List.of(
                SkillFile.of("SKILL.md", "# Pdf".getBytes(StandardCharsets.UTF_8)),
                SkillFile.of("scripts/\u00fcber.bin", bytes),
                SkillFile.of("empty.txt", new byte[0])));
    long id = enqueue(parse("skills/pdf").withSource(source));

    assertThat(task(id).contentHash()).contains(source.contentHash());
    var stored = store.content(source.contentHash()).orElseThrow();
    assertThat(stored.name()).isEqualTo("pdf");
    assertThat(stored.primary()).isEqualTo("SKILL.md");
    assertThat(stored.contentHash()).isEqualTo(source.contentHash());
    assertThat(stored.files().stream().map(SkillFile::name))
        .containsExactly("SKILL.md", "empty.txt", "scripts/\u00fcber.bin");
    for (var file : source.files()) {
      var back = stored.file(file.name()).orElseThrow();
      assertThat(back.bytes().orElseThrow()).isEqualTo(file.bytes().orElseThrow());
      assertThat(back.sha256()).isEqualTo(file.sha256());
      assertThat(back.size()).isEqualTo(file.size());
    }
  }

  @Test
  void a_file_that_was_left_out_keeps_its_name_size_and_hash() {
    var large = SkillFile.withoutBytes("model.bin", 9_000_000_000L, Sha256.of(new byte[] {1}));
    var source =
        SkillSource.of(
            "big", "SKILL.md", List.of(SkillFile.of("SKILL.md", new byte[] {35}), large));
    enqueue(parse("big").withSource(source));

    var back = store.content(source.contentHash()).orElseThrow().file("model.bin").orElseThrow();
    assertThat(back.bytes()).isEmpty();
    assertThat(back.size()).isEqualTo(9_000_000_000L);
    assertThat(back.sha256()).isEqualTo(large.sha256());
  }

  @Test
  void an_unknown_hash_has_no_content() {
    assertThat(store.content("0".repeat(64))).isEmpty();
    assertThat(store.content("")).isEmpty();
  }

  @Test
  void a_claim_names_the_content_that_the_worker_reads() {
    var source = single("# One");
    enqueue(parse("one").withSource(source));

    var claim = claimOne(worker("w"));

    assertThat(claim.contentHash()).contains(source.contentHash());
    assertThat(store.content(source.contentHash())).isPresent();
  }

  @Test
  void the_same_content_is_stored_once_however_many_tasks_use_it() {
    var source = single("# Shared");
    store.enqueue(
        List.of(parse("a").withSource(source), parse("b").withSource(source), parse("c")));
    enqueue(parse("d").withSource(source));
    var worker = worker("w");
    claim(worker, 10).forEach(this::finishWell);
    clock.advance(Duration.ofHours(1));

    var pruned = store.prune(Duration.ofMinutes(1), Set.of(TaskState.COMPLETED));

    assertThat(pruned.tasks()).isEqualTo(4);
    assertThat(pruned.contents()).isEqualTo(1);
  }

  @Test
  @Tag("I8")
  void contents_are_there_after_reopening() {
    var source = single("# Lasting");
    enqueue(parse("a").withSource(source));

    reopen();

    assertThat(store.content(source.contentHash()).orElseThrow().primaryFile().bytes())
        .hasValueSatisfying(
            bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("# Lasting"));
  }
}
