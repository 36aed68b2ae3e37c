package io.skillmill.parsers.repair;

import java.util.Optional;

/**
 * What was done to read a field that strict YAML does not give. A field that came by a repair is
 * never certain: other readers see something else in it, or nothing.
 */
public enum Repair {
  QUOTE_COLON("quote-colon", "its value holds a colon and a blank, or ends in a colon"),
  QUOTE_INDICATOR("quote-indicator", "its value begins with a sign that YAML keeps for itself"),
  BLOCK_HEADER_TEXT("block-header-text", "text stands on the line of its > or | sign"),
  QUOTE_BROKEN("quote-broken", "its quotes do not close where the value ends"),
  QUOTE_COLUMN_0("quote-column-0", "its quoted text goes on at the first column"),
  FLOW_VALUE("flow-value", "its brackets or braces are no sound list or mapping"),
  DUPLICATE_KEY("duplicate-key", "it stands more than once"),
  TAB_INDENT("tab-indent", "tabs indent it"),
  BAD_INDENT("bad-indent", "its lines are indented unevenly"),
  PLAIN_COLUMN_0("plain-column-0", "its text goes on at the first column"),
  TAG("tag", "it has a type tag"),
  CONTROL_CHARACTER("control-character", "invisible control characters stand in it"),
  MISPLACED("misplaced", "it stands in a frontmatter that readers do not find"),
  LINE_READER("line-reader", "no repair makes it YAML, so its lines were taken as they are");

  private final String id;
  private final String cause;

  Repair(String id, String cause) {
    this.id = id;
    this.cause = cause;
  }

  /** The stable name, for diagnostics and documents. */
  public String id() {
    return id;
  }

  /** What is wrong with the field, as a clause: "its value holds a colon ...". */
  public String cause() {
    return cause;
  }

  public static Optional<Repair> ofId(String id) {
    for (Repair repair : values()) {
      if (repair.id.equals(id)) {
        return Optional.of(repair);
      }
    }
    return Optional.empty();
  }
}
