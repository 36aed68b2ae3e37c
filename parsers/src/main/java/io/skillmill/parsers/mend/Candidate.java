package io.skillmill.parsers.mend;

import io.skillmill.parsers.repair.Repair;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Field;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A field that strict YAML does not read, and whether quotes around its value mend it. */
record Candidate(SourceText text, Field field, Repair repair) {

  /** Repairs whose reading is the only one; the others need a person who knows what was meant. */
  private static final Set<Repair> PLAIN =
      EnumSet.of(
          Repair.QUOTE_COLON,
          Repair.QUOTE_INDICATOR,
          Repair.BLOCK_HEADER_TEXT,
          Repair.TAB_INDENT,
          Repair.KEY_COLON);

  private static final String BY_HAND = "; mend it by hand";

  /** Why it is left to people. */
  Optional<String> objection(boolean aloneOnItsLine) {
    if (!PLAIN.contains(repair)) {
      return Optional.of(repair.cause() + BY_HAND);
    }
    if (!field.value().isString()) {
      return Optional.of("it is more than a text, and " + repair.cause() + BY_HAND);
    }
    if (!aloneOnItsLine || field.key().column() != 1 || !hasPlainName()) {
      return Optional.of("it does not stand on a line of its own" + BY_HAND);
    }
    if (mayHoldComment()) {
      return Optional.of(
          "only you know whether the # in it begins a comment; put its value in quotes, with or"
              + " without what follows the #");
    }
    return Optional.empty();
  }

  private boolean hasPlainName() {
    return field.name().chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
  }

  // spec: "Comments must be separated from other tokens by white space characters."
  private boolean mayHoldComment() {
    for (int line = field.key().line(); line <= field.place().lineEnd(); line++) {
      String written = text.line(line);
      for (int sign = written.indexOf('#'); sign >= 0; sign = written.indexOf('#', sign + 1)) {
        if (sign == 0 || written.charAt(sign - 1) <= ' ') {
          return true;
        }
      }
    }
    return false;
  }

  /** The field as it is then, with what is done to name and value before. */
  String quoted(UnaryOperator<String> shown) {
    return shown.apply(field.name()) + ": " + quoted(shown.apply(field.value().asString())) + "\n";
  }

  /** A YAML text between double quotes; every other character stands for itself. */
  private static String quoted(String value) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
