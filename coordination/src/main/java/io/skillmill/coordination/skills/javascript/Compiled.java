package io.skillmill.coordination.skills.javascript;

import run.endive.runtime.Memory;

/** A module as the engine runs it. Immutable. */
final class Compiled {

  private final byte[] bytes;

  Compiled(byte[] bytes) {
    this.bytes = bytes;
  }

  int length() {
    return bytes.length;
  }

  void write(Memory memory, int at) {
    memory.write(at, bytes);
  }
}
