package io.skillmill.coordination.skills.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls are found where a source names them, and nowhere else. */
@Timeout(60)
class CallScannerTest {

  @Test
  void literal_names_are_found_and_texts_and_comments_are_passed_over() {
    for (var source :
        Map.of(
                "x = call_skill('a', x=1)", "[a]",
                "call_skill( \"a\" ) + call_skill('b')", "[a, b]",
                "# call_skill('a')\ncall_skill('b')", "[b]",
                "\"\"\"\ncall_skill('a')\n\"\"\"\ncall_skill('b')", "[b]",
                "s = 'call_skill(\"a\")'", "[]",
                "call_skill(name)\ncall_skill('a' if x else 'b')", "[a]",
                "call_all([('a', {'x': call_skill('c')}), (\"b\", {})])", "[a, c, b]",
                "my_call_skill('a'); call_skill_now('b')", "[]",
                "print(('a', 1)); call_all(jobs)", "[]",
                "call_skill('not a name'); call_skill('", "[]")
            .entrySet()) {
      assertThat(CallScanner.names(source.getKey(), "#"))
          .as(source.getKey())
          .hasToString(source.getValue());
    }
    assertThat(CallScanner.names("// callSkill('a')\nawait callSkill(`b`, {x: \"it's\"})", "//"))
        .containsExactly("b");
  }

  @Test
  void no_source_is_too_strange() {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    String[] parts = {
      "call_skill",
      "call_all",
      "(",
      ")",
      "[",
      "]",
      "'",
      "\"",
      "\"\"\"",
      "\\",
      "\n",
      "#",
      "a",
      ",",
      " "
    };
    for (int round = 0; round < 5_000; round++) {
      var source = new StringBuilder();
      for (int part = random.nextInt(40); part > 0; part--) {
        source.append(parts[random.nextInt(parts.length)]);
      }
      assertThat(CallScanner.names(source.toString(), "#").size())
          .as("seed %d: %s", seed, source)
          .isLessThan(40);
    }
    assertThat(CallScanner.names("call_all((".repeat(100_000), "#")).isEmpty();
  }
}
