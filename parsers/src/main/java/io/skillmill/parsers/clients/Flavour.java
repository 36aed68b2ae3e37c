package io.skillmill.parsers.clients;

/** A YAML that a client reads: what it calls text, and whether a key may come twice. */
enum Flavour {
  /** Whatever stands there can be read as text. */
  TEXT(false),
  /** YAML 1.2 with dates, as js-yaml has it. */
  CORE(false),
  /** YAML 1.1, where yes and no are truth values and a key may come twice. */
  OLD(true);

  private final boolean duplicatesAllowed;

  Flavour(boolean duplicatesAllowed) {
    this.duplicatesAllowed = duplicatesAllowed;
  }

  boolean duplicatesAllowed() {
    return duplicatesAllowed;
  }

  /** Whether an unquoted word is text, where YAML 1.2 says it is. */
  boolean isText(String word) {
    return switch (this) {
      case TEXT -> true;
      case CORE -> !isDate(word);
      case OLD -> !isDate(word) && !isOldTruth(word);
    };
  }

  private static boolean isOldTruth(String word) {
    return switch (word) {
      case "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF" -> true;
      default -> false;
    };
  }

  /** Such as 2026-01-31, with or without a time behind it. */
  private static boolean isDate(String word) {
    if (word.length() < 10) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      char c = word.charAt(i);
      boolean dash = i == 4 || i == 7;
      if (dash ? c != '-' : (c < '0' || c > '9')) {
        return false;
      }
    }
    return word.length() == 10 || "Tt \t".indexOf(word.charAt(10)) >= 0;
  }
}
