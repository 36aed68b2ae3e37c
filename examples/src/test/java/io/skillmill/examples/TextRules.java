package io.skillmill.examples;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be seen in the text of one file. */
final class TextRules {

  static final int LINES_MAX = 400;

  /** Files that are longer for a reason; the file says it at its top. */
  static final Set<String> LONGER = Set.of();

  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "Util", "Utils", "Helper", "Helpers", "Manager", "Impl", "Base", "Common", "Misc",
          "Support", "Data", "Info");

  private static final Pattern WORD = Pattern.compile("[A-Z][a-z0-9]*");
  private static final Pattern SENTENCE =
      Pattern.compile("(?s)/\\*\\*\\s+(\\p{Lu}.*?\\.)\\s+\\*/.*");

  /**
   * What may not be written, where, and what to do instead. Put together so as not to hold itself.
   */
  private static final List<Ban> BANS =
      List.of(
          new Ban(
              "\\b(TO" + "DO|FIX" + "ME)\\b",
              _ -> true,
              "Do it now, or open an issue and take it out"),
          new Ban(
              "(Thread|TimeUnit\\.\\w+)\\.sl" + "eep\\(",
              Source::isTest,
              "Wait for a signal with a deadline: a latch, or SkillStore.awaitChange"),
          new Ban("@Dis" + "abled\\b", Source::isTest, "Mend the test, or delete it and say why"),
          new Ban(
              "\"/(work|root|tmp|home)/",
              Source::isMain,
              "Take the path from an option, the environment or java.io.tmpdir"));

  private record Ban(String pattern, Predicate<Source> where, String remedy) {}

  private TextRules() {}

  static List<String> check(Source source) {
    var broken = new ArrayList<String>();
    if (source.lines() > LINES_MAX && !LONGER.contains(source.name())) {
      broken.add(
          "%s has %d lines, more than %d. Split it by idea; or explain at its top why not, and list it in TextRules.LONGER"
              .formatted(source.name(), source.lines(), LINES_MAX));
    }
    for (var ban : BANS) {
      var match = Pattern.compile(ban.pattern).matcher(source.text());
      if (ban.where.test(source) && match.find()) {
        broken.add("%s says %s. %s".formatted(source.name(), match.group(), ban.remedy));
      }
    }
    if (source.fileName().equals("package-info.java") && !isOneSentence(source.text())) {
      broken.add(
          "%s must be one sentence: what the room does, from a capital letter to its only full stop. If one is not enough, the room is two rooms"
              .formatted(source.name()));
    }
    broken.addAll(emptyNames(source));
    return broken;
  }

  private static boolean isOneSentence(String text) {
    var match = SENTENCE.matcher(text);
    return match.matches() && !match.group(1).replaceFirst("\\.$", "").matches("(?s).*\\.\\s.*");
  }

  private static List<String> emptyNames(Source source) {
    var broken = new ArrayList<String>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
        var name = type.getSimpleName().toString();
        WORD.matcher(name)
            .results()
            .map(word -> word.group())
            .filter(EMPTY_WORDS::contains)
            .forEach(word ->
                broken.add(
                    "%s: %s says nothing with %s. Name the type for what it is or does"
                        .formatted(source.name(), name, word)));
        return super.visitClass(type, null);
      }
    }.scan(source.tree(), null);
    return broken;
  }

  /** Checks a build file. */
  static List<String> checkPom(Map.Entry<String, String> pom) {
    return pom.getValue().contains("enable-" + "preview")
        ? List.of(pom.getKey() + " switches preview features on. Use what is final in Java 25")
        : List.of();
  }
}
