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
              + " thought temptation pitfall challenge question wrong bad don't anti-pattern"
              + " antipattern finding intent request confidence says 判定 発言 情况 条件 场景 问题 症状 错误 場合 状況"
              + " 症状 問題 エラー 상황 조건 문제 오류 증상 condición situación problema error caso condição"
              + " situação erro fehler bedingung situation problème ситуация условие ошибка"
              + " проблема");

  /** What another column of such a table is about. */
  private static final Set<String> ANSWERS =
      words(
          "fix fixes solution solutions recommendation remedy resolution mitigation response"
              + " condition when requirement criteria criterion instead do evidence 対処 対応 使用場面"
              + " 触发条件 解决方案 推奨 해결 solución solução lösung решение");

  private Columns() {}

  static boolean decide(List<String> headings) {
    if (headings.size() < 2) {
      return false;
    }
    for (String heading : headings.subList(1, headings.size())) {
      if (ANSWERS.contains(word(heading, ANSWERS))) {
        return true;
      }
    }
    return CASES.contains(word(headings.getFirst(), CASES));
  }

  /** The first word where it is among those, else the last. */
  private static String word(String heading, Set<String> known) {
    String lower = heading.toLowerCase(Locale.ROOT).replace("...", "").replace("…", "").strip();
    int blank = lower.lastIndexOf(' ');
    String first = lower.substring(0, Math.max(0, lower.indexOf(' ')));
    return known.contains(first) ? first : lower.substring(blank + 1);
  }

  private static Set<String> words(String words) {
    return Set.copyOf(List.of(words.split(" ", -1)));
  }
}
