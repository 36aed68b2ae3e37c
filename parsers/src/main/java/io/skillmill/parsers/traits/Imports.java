package io.skillmill.parsers.traits;

import java.util.function.ObjIntConsumer;

/** Finds the files that {@code @path} brings in, where it begins a word. */
final class Imports {

  private static final int PATH_MAX = 300;

  private Imports() {}

  static void of(String text, int from, ObjIntConsumer<String> sink) {
    for (int at = text.indexOf('@', from); at >= 0; at = text.indexOf('@', at + 1)) {
      if (at == from || Character.isWhitespace(text.charAt(at - 1))) {
        String path = path(text, at + 1);
        if (path.indexOf('/') >= 0 || path.indexOf('.') > 0) {
          sink.accept(path, at);
        }
      }
    }
  }

  /** Without the full stop that ends a sentence. */
  private static String path(String text, int start) {
    int most = Math.min(text.length(), start + PATH_MAX);
    int end = start;
    while (end < most && inPath(text.charAt(end))) {
      end++;
    }
    while (end > start && text.charAt(end - 1) == '.') {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean inPath(char c) {
    return Character.isLetterOrDigit(c) || "/._-~$*{}+".indexOf(c) >= 0;
  }
}
