package io.skillmill.parsers.decompose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words of a text in lower case: cues are compared with whole words, never with parts. */
final class Words {

  private static final boolean[] ASCII = new boolean[128];

  static {
    for (char c = 0; c < ASCII.length; c++) {
      ASCII[c] = Character.isLetterOrDigit(c) || c == '\'' || c == '_';
    }
  }

  /** How many letters a word has at the least, as a rule, with the blank behind it. */
  private static final int LETTERS = 6;

  private static final Words NONE = new Words(List.of());

  private final List<String> inOrder;

  private Words(List<String> inOrder) {
    this.inOrder = inOrder;
  }

  static Words of(String text) {
    var words = new ArrayList<String>(text.length() / LETTERS + 1);
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && inWord(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        words.add(Spellings.of(text, start, i));
        start = -1;
      }
    }
    return words.isEmpty() ? NONE : new Words(words);
  }

  List<String> inOrder() {
    return inOrder;
  }

  /** The first word; empty where there is none. */
  String first() {
    return inOrder.isEmpty() ? "" : inOrder.getFirst();
  }

  /** The second word; empty where there is none. */
  String second() {
    return inOrder.size() < 2 ? "" : inOrder.get(1);
  }

  /** The last word; empty where there is none. */
  String last() {
    return inOrder.isEmpty() ? "" : inOrder.getLast();
  }

  boolean begins(String one, String two) {
    return first().equals(one) && second().equals(two);
  }

  boolean hasAny(Set<String> words) {
    for (String word : inOrder) {
      if (words.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether two words follow one another. */
  boolean hasPair(String one, String two) {
    for (int i = 1; i < inOrder.size(); i++) {
      if (inOrder.get(i).equals(two) && inOrder.get(i - 1).equals(one)) {
        return true;
      }
    }
    return false;
  }

  /** The same without its first words. */
  Words from(int index) {
    return index == 0 ? this : new Words(inOrder.subList(index, inOrder.size()));
  }

  private static boolean inWord(char c) {
    return c < 128 ? ASCII[c] : c == '’' || Character.isLetterOrDigit(c);
  }
}
