package io.skillmill.parsers.located;

import io.skillmill.schema.json.Json;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A value of a JSON or YAML file, with where it stands. Asking for what is not there gives a value
 * that is absent and stands where its parent does, so that questions can be strung together.
 *
 * <p>Whoever has one must change neither it nor its {@link #json}.
 *
 * <pre>{@code
 * file.root().at("info").at("title").text()
 * }</pre>
 */
public final class Located implements Iterable<Located> {

  /** From how many members on they are looked up by a table. */
  private static final int TABLE_MIN = 8;

  private final JsonNode json;
  private final Span span;
  private final Key key;
  private final List<Located> children;
  private final Map<String, Located> table;
  private @Nullable Located parent;

  /** A stretch of the text. */
  record Span(int start, int end) {}

  /** What a value is called by its parent, and where; an item stands for its own name. */
  record Key(String name, Span span) {}

  Located(JsonNode json, Span span, Key key, List<Located> children) {
    this.json = json;
    this.span = span;
    this.key = key;
    this.children = children;
    this.table = json.isObject() && children.size() >= TABLE_MIN ? table(children) : Map.of();
  }

  /** Every child is told its parent once, by the reader. */
  void adopt() {
    children.forEach(child -> child.parent = this);
  }

  private static Map<String, Located> table(List<Located> members) {
    var table = HashMap.<String, Located>newHashMap(members.size());
    members.forEach(member -> table.put(member.key.name, member));
    return table;
  }

  /** The member of an object. */
  public Located at(String name) {
    if (!table.isEmpty()) {
      Located found = table.get(name);
      return found == null ? absent(name) : found;
    }
    if (json.isObject()) {
      for (Located member : children) {
        if (member.key.name.equals(name)) {
          return member;
        }
      }
    }
    return absent(name);
  }

  /** The item of an array. */
  public Located at(int index) {
    return json.isArray() && index >= 0 && index < children.size()
        ? children.get(index)
        : absent(String.valueOf(index));
  }

  private Located absent(String name) {
    var nothing = new Located(MissingNode.getInstance(), span, new Key(name, span), List.of());
    nothing.parent = this;
    return nothing;
  }

  /** Its members or items, in the order of the text. */
  public List<Located> children() {
    return children;
  }

  @Override
  public Iterator<Located> iterator() {
    return children.iterator();
  }

  public boolean isThere() {
    return !json.isMissingNode();
  }

  public boolean isObject() {
    return json.isObject();
  }

  public boolean isArray() {
    return json.isArray();
  }

  public boolean isText() {
    return json.isString();
  }

  public boolean isTrue() {
    return json.isBoolean() && json.asBoolean();
  }

  public boolean isFalse() {
    return json.isBoolean() && !json.asBoolean();
  }

  /** A text; empty where it is none. */
  public String text() {
    return json.isString() ? json.asString() : "";
  }

  /** A text as it is, anything else as JSON. */
  public String spelled() {
    return json.isString() ? json.asString() : Json.write(json);
  }

  public JsonNode json() {
    return json;
  }

  /** The member's name or the item's number; empty for the root. */
  public String name() {
    return key.name;
  }

  /** Where it begins in the text. */
  public int start() {
    return span.start;
  }

  /** Where it ends in the text, after its start. */
  public int end() {
    return span.end;
  }

  /** The value that stands for where its name is written. */
  public Located named() {
    var named = new Located(json, key.span, key, List.of());
    named.parent = parent;
    return named;
  }

  /** The JSON pointer; empty for the root and where it would be longer than the most. */
  public String pointer(int lengthMax) {
    var pointer = new StringBuilder();
    for (Located value = this; value != null && value.parent != null; value = value.parent) {
      pointer.insert(0, "/" + value.key.name.replace("~", "~0").replace("/", "~1"));
      if (pointer.length() > lengthMax) {
        return "";
      }
    }
    return pointer.toString();
  }

  /** The innermost value that holds an offset of the text. */
  Located holding(int offset) {
    Located value = this;
    while (true) {
      int child = lastFrom(value.children, offset);
      if (child < 0 || value.children.get(child).end() <= offset) {
        return value;
      }
      value = value.children.get(child);
    }
  }

  /** The last child that begins at or before an offset; -1 where none does. */
  private static int lastFrom(List<Located> children, int offset) {
    int low = 0;
    int high = children.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (children.get(middle).start() <= offset) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
