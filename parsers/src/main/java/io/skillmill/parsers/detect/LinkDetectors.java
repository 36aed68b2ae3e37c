package io.skillmill.parsers.detect;

/** Detectors of where links and pictures lead. */
final class LinkDetectors {

  private static final int DESTINATION_MAX = 2_000;

  private static final int LABEL_MAX = 300;

  private LinkDetectors() {}

  /** Pictures whose address has a place for data in its query. */
  static void beacons(View view, Detector.Sink sink) {
    String text = view.text();
    for (int at = text.indexOf("!["); at >= 0; at = text.indexOf("![", at + 2)) {
      int bracket = text.indexOf("](", at, Math.min(text.length(), at + LABEL_MAX));
      int end = bracket < 0 ? -1 : end(text, bracket + 2);
      if (end >= 0 && text.startsWith("http", bracket + 2) && carries(text, bracket + 2, end)) {
        sink.found(bracket + 2, end, "", "");
      }
    }
  }

  private static boolean carries(String text, int start, int end) {
    int query = text.indexOf('?', start, end);
    return query >= 0 && text.substring(query, end).chars().anyMatch(c -> "{}<>$[".indexOf(c) >= 0);
  }

  static void escapes(View view, Detector.Sink sink) {
    String text = view.text();
    int depth = (int) view.file().chars().filter(c -> c == '/').count();
    for (int at = text.indexOf("]("); at >= 0; at = text.indexOf("](", at + 2)) {
      int start = at + 2;
      boolean local = text.startsWith("~/", start) || text.startsWith("file:", start);
      if (local || text.startsWith("../", start)) {
        int end = end(text, start);
        if (local || leaves(text.substring(start, end), depth)) {
          sink.found(start, end, local ? "local" : "", "");
        }
      }
    }
  }

  private static boolean leaves(String path, int depth) {
    int level = depth;
    for (String step : path.split("/", -1)) {
      level += step.equals("..") ? -1 : step.equals(".") || step.isEmpty() ? 0 : 1;
      if (level < 0) {
        return true;
      }
    }
    return false;
  }

  /** Where a destination ends. */
  private static int end(String text, int start) {
    int end = start;
    int last = Math.min(text.length(), start + DESTINATION_MAX);
    while (end < last && text.charAt(end) != ')' && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }
}
