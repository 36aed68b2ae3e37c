package io.skillmill.schema.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The members of a small object in the order in which they were set, found by looking through them.
 * A document has hundreds of such objects, and a hash table for each is most of what building and
 * reading it costs.
 */
final class Handful extends AbstractMap<String, JsonNode> {

  private String[] names;
  private JsonNode[] values;
  private int size;

  Handful(int expected) {
    names = new String[expected];
    values = new JsonNode[expected];
  }

  private int index(@Nullable Object name) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return index(name) >= 0;
  }

  @Override
  public @Nullable JsonNode get(@Nullable Object name) {
    int at = index(name);
    return at < 0 ? null : values[at];
  }

  @Override
  public @Nullable JsonNode put(String name, JsonNode value) {
    int at = index(name);
    if (at >= 0) {
      JsonNode old = values[at];
      values[at] = value;
      return old;
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2 + 1);
      values = Arrays.copyOf(values, size * 2 + 1);
    }
    names[size] = name;
    values[size++] = value;
    return null;
  }

  @Override
  public @Nullable JsonNode remove(@Nullable Object name) {
    int at = index(name);
    return at < 0 ? null : removeAt(at);
  }

  private JsonNode removeAt(int at) {
    JsonNode old = values[at];
    System.arraycopy(names, at + 1, names, at, size - at - 1);
    System.arraycopy(values, at + 1, values, at, size - at - 1);
    size--;
    return old;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super JsonNode> action) {
    for (int i = 0; i < size; i++) {
      action.accept(names[i], values[i]);
    }
  }

  @Override
  public Set<Map.Entry<String, JsonNode>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public Iterator<Map.Entry<String, JsonNode>> iterator() {
        return new Walk();
      }
    };
  }

  private final class Walk implements Iterator<Map.Entry<String, JsonNode>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public Map.Entry<String, JsonNode> next() {
      if (next >= size) {
        throw new NoSuchElementException();
      }
      int at = next++;
      return new Member(names[at], values[at]);
    }

    @Override
    public void remove() {
      removeAt(--next);
    }
  }

  private final class Member extends SimpleEntry<String, JsonNode> {
    private static final long serialVersionUID = 1L;

    Member(String name, JsonNode value) {
      super(name, value);
    }

    @Override
    public JsonNode setValue(JsonNode value) {
      put(getKey(), value);
      return super.setValue(value);
    }
  }
}
