package io.skillmill.parsers.markdown;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by the headings of a table whether its rows decide what to do in a case. */
final class Columns {

  /** What the first column of such a table is about, in the first or last word of its heading. */
  private static final Set<String> CASES =
      words(
          "if when case cases condition conditions situation situations scenario scenarios symptom"
              + " symptoms problem problems issue issues error errors failure failures mistake"
              + " mistakes signal signals trigger triggers verdict severity excuse rationalization"
              + " thought temptation pitfall challenge question wrong bad don't 情况 条件 场景 问题 症状 错误"
              + " 場合 状況 症状 問題 エラー 상황 조건 문제 오류 증상 condición situación problema error caso condição"
              + " situação erro fehler bedingung situation problème ситуация условие ошибка"
              + " проблема");

  private Columns() {}

  static boolean decide(List<String> headings) {
    return headings.size() > 1 && CASES.contains(word(headings.getFirst()));
  }

  private static String word(String heading) {
    String lower = heading.toLowerCase(Locale.ROOT).replace("...", "").replace("…", "").strip();
    int blank = lower.lastIndexOf(' ');
    String first = lower.substring(0, Math.max(0, lower.indexOf(' ')));
    return CASES.contains(first) ? first : lower.substring(blank + 1);
  }

  private static Set<String> words(String words) {
    return Set.copyOf(List.of(words.split(" ", -1)));
  }
}
