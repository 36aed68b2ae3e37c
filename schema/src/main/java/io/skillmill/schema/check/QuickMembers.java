package io.skillmill.schema.check;

import io.skillmill.schema.check.QuickSchema.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks at each member of an object once: whether it may be there, what it is, and that none is
 * missing. A document has thousands of members, so the names are found by their hash, which each
 * remembers, in a table with few others in it.
 */
final class QuickMembers implements Part {

  /** How many places there are for each name. */
  private static final int SPARSE = 4;

  private final boolean closed;
  private final List<Slot> slots = new ArrayList<>();
  private @Nullable Slot[] table = new Slot[SPARSE];
  private int required;

  /**
   * @param closed whether no member may be there that is not described
   */
  QuickMembers(boolean closed) {
    this.closed = closed;
  }

  /** What is said of one member. */
  private static final class Slot {
    final String name;
    @Nullable Part part;
    boolean required;

    Slot(String name) {
      this.name = name;
    }
  }

  void add(String name, Part part) {
    slot(name).part = part;
  }

  void require(String name) {
    Slot slot = slot(name);
    required += slot.required ? 0 : 1;
    slot.required = true;
  }

  private Slot slot(String name) {
    Slot known = find(name);
    if (known != null) {
      return known;
    }
    Slot slot = new Slot(name);
    slots.add(slot);
    table = new Slot[Integer.highestOneBit(slots.size()) * 2 * SPARSE];
    for (Slot each : slots) {
      int at = place(each.name);
      while (table[at] != null) {
        at = (at + 1) & (table.length - 1);
      }
      table[at] = each;
    }
    return slot;
  }

  private int place(String name) {
    int hash = name.hashCode();
    return (hash ^ (hash >>> 16)) & (table.length - 1);
  }

  private @Nullable Slot find(String name) {
    int at = place(name);
    for (Slot slot = table[at]; slot != null; slot = table[at]) {
      if (slot.name.equals(name)) {
        return slot;
      }
      at = (at + 1) & (table.length - 1);
    }
    return null;
  }

  @Override
  public boolean fits(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      return true;
    }
    var look = new Look();
    object.forEachEntry(look);
    return look.fits && look.missing == 0;
  }

  /** One look at one object. */
  private final class Look implements BiConsumer<String, JsonNode> {
    boolean fits = true;
    int missing = required;

    @Override
    public void accept(String name, JsonNode value) {
      if (!fits) {
        return;
      }
      Slot slot = find(name);
      Part part = slot == null ? null : slot.part;
      fits = part == null ? !closed : part.fits(value);
      missing -= slot != null && slot.required ? 1 : 0;
    }
  }
}
