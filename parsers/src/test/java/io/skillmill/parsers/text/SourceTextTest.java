package io.skillmill.parsers.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceTextTest {

  private final List<Diagnostic> findings = new ArrayList<>();

  @Test
  void sound_text_is_read_without_findings() {
    SourceText text = read("a\nbé\n".getBytes(StandardCharsets.UTF_8)).orElseThrow();
    assertThat(text.text()).isEqualTo("a\nbé\n");
    assertThat(text.lineCount()).isEqualTo(2);
    assertThat(text.line(2)).isEqualTo("bé");
    assertThat(findings).isEmpty();
  }

  @Test
  void the_last_line_needs_no_line_feed() {
    SourceText text = read("a\nb".getBytes(StandardCharsets.UTF_8)).orElseThrow();
    assertThat(text.lineCount()).isEqualTo(2);
    assertThat(text.line(2)).isEqualTo("b");
    assertThat(text.startOfLine(3)).isEqualTo(3);
  }

  @Test
  void places_count_lines_and_columns_from_one() {
    SourceText text = read("ab\ncd\nef".getBytes(StandardCharsets.UTF_8)).orElseThrow();
    assertThat(text.place(0, 2)).isEqualTo(new Place("f.md", 1, 1, 1));
    assertThat(text.place(4, 7)).isEqualTo(new Place("f.md", 2, 2, 3));
    assertThat(text.place(3, 3)).isEqualTo(new Place("f.md", 2, 1, 2));
  }

  @Test
  void all_kinds_of_line_ends_become_line_feeds() {
    assertThat(read("a\r\nb\r\n".getBytes(StandardCharsets.UTF_8)).orElseThrow().text())
        .isEqualTo("a\nb\n");
    assertThat(rules()).containsExactly("newlines-crlf");
    findings.clear();
    assertThat(read("a\rb\r\nc\n".getBytes(StandardCharsets.UTF_8)).orElseThrow().text())
        .isEqualTo("a\nb\nc\n");
    assertThat(rules()).containsExactly("newlines-mixed");
  }

  @Test
  void a_byte_order_mark_is_taken_off_and_told() {
    assertThat(read("\uFEFF---\n".getBytes(StandardCharsets.UTF_8)).orElseThrow().text())
        .isEqualTo("---\n");
    assertThat(rules()).containsExactly("byte-order-mark");
  }

  @Test
  void utf_16_is_read_with_and_without_its_mark() {
    for (Charset charset :
        List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      findings.clear();
      assertThat(read("name: tea\n".getBytes(charset)).orElseThrow().text())
          .isEqualTo("name: tea\n");
      assertThat(rules()).containsExactly("encoding-utf16");
    }
  }

  @Test
  void utf_32_is_told_from_utf_16_by_its_mark() {
    for (String charset : List.of("UTF-32LE", "UTF-32BE")) {
      findings.clear();
      byte[] bytes = "\uFEFFname: tea\n".getBytes(Charset.forName(charset));
      assertThat(read(bytes).orElseThrow().text()).isEqualTo("name: tea\n");
      assertThat(findings).singleElement().asString().contains(charset);
    }
  }

  @Test
  void text_in_an_old_encoding_is_text_all_the_same() {
    var texts =
        Map.of("GBK", "如果水太热，就等一会儿。", "Shift_JIS", "お湯が熱い。", "windows-1251", "Вода горячая.");
    for (var each : texts.entrySet()) {
      findings.clear();
      String text = "---\nname: tea\n---\n" + each.getValue().repeat(400);
      assertThat(read(text.getBytes(Charset.forName(each.getKey()))).orElseThrow().line(2))
          .isEqualTo("name: tea");
      assertThat(rules()).containsExactly("encoding-broken");
    }
  }

  @Test
  void broken_utf_8_is_read_and_its_first_line_told() {
    byte[] latin = "first line is long enough\nZürich\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(read(latin).orElseThrow().line(2)).isEqualTo("Z\uFFFDrich");
    assertThat(rules()).containsExactly("encoding-broken");
    assertThat(findings.getFirst().place().line()).isEqualTo(2);
  }

  @Test
  void control_characters_are_kept_and_told() {
    assertThat(read("a long enough line\nb\u0000\n".getBytes(StandardCharsets.UTF_8))).isPresent();
    assertThat(rules()).containsExactly("control-characters");
    assertThat(findings.getFirst().place().line()).isEqualTo(2);
  }

  @Test
  void binary_bytes_are_no_text() {
    assertThat(read(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0})).isEmpty();
    assertThat(rules()).contains("binary");
    findings.clear();
    byte[] noise = new byte[4096];
    new Random(7).nextBytes(noise);
    assertThat(read(noise)).isEmpty();
    Arrays.fill(noise, (byte) 0xFF);
    assertThat(read(noise)).isEmpty();
  }

  private Optional<SourceText> read(byte[] bytes) {
    return SourceText.read("f.md", bytes, findings);
  }

  private List<String> rules() {
    return findings.stream().map(Diagnostic::rule).toList();
  }
}
