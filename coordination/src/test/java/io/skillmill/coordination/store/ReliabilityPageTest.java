package io.skillmill.coordination.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.contract.SkillStoreContract;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page on reliability names tests that exist, and no invariant goes without one. */
final class ReliabilityPageTest {

  private static final Path PAGE = Path.of("..", "docs", "reliability.md");
  private static final Pattern SENTENCE = Pattern.compile("`([a-z0-9]+(?:_[a-z0-9]+){2,})`");
  private static final Pattern METHOD = Pattern.compile("void ([a-z0-9_]+)\\(");
  private static final List<String> MODULES = List.of("coordination", "worker-cli");
  private static final int CASES_MIN = 80;

  @Test
  void every_test_the_page_names_exists() throws IOException {
    var named = found(SENTENCE, Files.readString(PAGE));
    var written = new TreeSet<String>();
    for (var module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          written.addAll(found(METHOD, Files.readString(file)));
        }
      }
    }

    assertThat(named).isNotEmpty();
    named.removeAll(written);
    assertThat(named).as("named in docs/reliability.md but not written").isEmpty();
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void the_suite_holds_every_invariant_of_a_store_by_name() {
    var tags = new TreeSet<String>();
    var cases = cases();
    for (var method : cases) {
      tagsOf(method).forEach(tags::add);
    }

    assertThat(tags).containsAll(IntStream.rangeClosed(1, 13).mapToObj(n -> "I" + n).toList());
    assertThat(cases).hasSizeGreaterThanOrEqualTo(CASES_MIN);
  }

  private static List<Method> cases() {
    return Arrays.stream(SkillStoreContract.class.getDeclaredClasses())
        .map(Class::getSuperclass)
        .flatMap(contract -> Arrays.stream(contract.getDeclaredMethods()))
        .filter(ReliabilityPageTest::isCase)
        .toList();
  }

  private static boolean isCase(Method method) {
    return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(RepeatedTest.class);
  }

  private static Stream<String> tagsOf(Method method) {
    return Stream.of(method, method.getDeclaringClass())
        .flatMap(element -> Arrays.stream(element.getAnnotationsByType(Tag.class)))
        .map(Tag::value);
  }
}
