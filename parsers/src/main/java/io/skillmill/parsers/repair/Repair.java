package io.skillmill.parsers.repair;

import java.util.Optional;

/**
 * What it took to read a field that strict YAML does not give. Such a field is never certain: other
 * readers see something else in it, or nothing.
 */
public enum Repair {
  QUOTE_COLON("quote-colon", "its value holds a colon and a blank, or ends in a colon"),
  QUOTE_INDICATOR("quote-indicator", "its value begins with a sign that YAML keeps for itself"),
  BLOCK_HEADER_TEXT("block-header-text", "its text stands on the line of its > or | sign"),
  QUOTE_BROKEN("quote-broken", "its quotes do not close, or not where the value ends"),
  QUOTE_COLUMN_0("quote-column-0", "its quoted text goes on at the first column"),
  PLAIN_COLUMN_0("plain-column-0", "its text goes on at the first column"),
  FLOW_VALUE("flow-value", "its brackets or braces make no sound list or mapping"),
  DUPLICATE_KEY("duplicate-key", "it stands more than once; the last one with a value counts"),
  TAB_INDENT("tab-indent", "tabs indent its lines"),
  BAD_INDENT("bad-indent", "its lines are indented unevenly"),
  KEY_COLON("key-colon", "no colon and blank stand between its key and its value"),
  LIST_ITEM("list-item", "it is an item of a list instead of a field"),
  TAG("tag", "its value has a type tag"),
  CONTROL_CHARACTER("control-character", "invisible control characters stand in it"),
  UNFENCED("unfenced", "the frontmatter around it does not begin or end where readers look"),
  LINE_READER("line-reader", "no repair makes it sound, so its text was taken as it stands");

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
