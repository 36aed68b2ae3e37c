package io.skillmill.coordination.skills;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The skills on the stack, the entry first. A value that is handed down, so that no two runs can
 * ever see each other's.
 */
final class CallChain {

  static final CallChain EMPTY = new CallChain(null, "", 0);

  private final @Nullable CallChain below;
  private final String skill;
  private final int depth;

  private CallChain(@Nullable CallChain below, String skill, int depth) {
    this.below = below;
    this.skill = skill;
    this.depth = depth;
  }

  CallChain with(String next) {
    return new CallChain(this, next, depth + 1);
  }

  boolean has(String name) {
    for (var chain = this; chain.below != null; chain = chain.below) {
      if (chain.skill.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The one on top; nothing where none stands on it. */
  String last() {
    return skill;
  }

  /** How many skills stand on it. */
  int depth() {
    return depth;
  }

  List<String> names() {
    var names = new ArrayDeque<String>(depth);
    for (var chain = this; chain.below != null; chain = chain.below) {
      names.addFirst(chain.skill);
    }
    return List.copyOf(names);
  }

  /** As it is told to people: {@code a -> b -> c}. */
  @Override
  public String toString() {
    return String.join(" -> ", names());
  }
}
