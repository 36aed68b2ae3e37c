package io.skillmill.parsers.blockyaml;

import io.skillmill.parsers.blockyaml.Cursor.Mark;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that turn out to be keys if a colon follows on their line. At most one for each level
 * of flow brackets.
 */
final class SimpleKeys {

  /** How far behind a key its colon may be. */
  private static final int LENGTH_MAX = 1024;

  private final ArrayDeque<SimpleKey> waiting = new ArrayDeque<>();

  /**
   * A token that may be a key.
   *
   * @param level how many flow brackets are open around it
   * @param token its number
   * @param required whether nothing but a key can stand in its place
   * @param index how many code points stand before it
   */
  record SimpleKey(int level, int token, boolean required, int index, Mark mark) {}

  void save(SimpleKey key, Cursor cursor) {
    remove(key.level(), cursor);
    waiting.addLast(key);
  }

  /** Gives up the keys that are too far behind. */
  void dropStale(Cursor cursor) {
    while (!waiting.isEmpty()) {
      SimpleKey oldest = waiting.getFirst();
      if (oldest.mark().line() == cursor.line() && cursor.index() - oldest.index() <= LENGTH_MAX) {
        return;
      }
      giveUp(oldest, cursor);
      waiting.removeFirst();
    }
  }

  /** Gives up the key of this level. */
  void remove(int level, Cursor cursor) {
    SimpleKey newest = waiting.peekLast();
    if (newest != null && newest.level() == level) {
      giveUp(newest, cursor);
      waiting.removeLast();
    }
  }

  /** The key of this level, which is no longer waiting; null where there is none. */
  @Nullable SimpleKey take(int level) {
    SimpleKey newest = waiting.peekLast();
    return newest != null && newest.level() == level ? waiting.removeLast() : null;
  }

  void clear() {
    waiting.clear();
  }

  /** Whether this token may still turn out to be a key. */
  boolean waitsFor(int token) {
    return !waiting.isEmpty() && waiting.getFirst().token() == token;
  }

  private static void giveUp(SimpleKey key, Cursor cursor) {
    if (key.required()) {
      throw Refusal.yaml(
          "while scanning a simple key",
          "the text that begins at line %d stands where a field belongs, and no colon follows it"
                  .formatted(key.mark().line() + 1)
              + "; indent it, or put the whole value in quotes",
          cursor.mark());
    }
  }
}
