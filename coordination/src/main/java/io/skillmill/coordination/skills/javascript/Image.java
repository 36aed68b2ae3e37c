package io.skillmill.coordination.skills.javascript;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import run.endive.runtime.Memory;

/**
 * What a realm holds at one moment: all of it, byte by byte. A call that begins with an image finds
 * the world as it was then, whatever other calls have done. Immutable.
 *
 * <p>Most of it is the same for every skill and is kept once, and nothing is kept of what is zero.
 */
final class Image {

  private static final int PIECE_BYTES = 4096;
  private static final int PIECES_OF_PAGE = Memory.PAGE_SIZE / PIECE_BYTES;
  private static final byte[] ZEROES = new byte[PIECE_BYTES];

  /** Stands for a piece that is zero. */
  private static final byte[] NOTHING = {};

  private final byte[][] pieces;
  private final long stackPointer;

  private Image(byte[][] pieces, long stackPointer) {
    this.pieces = pieces;
    this.stackPointer = stackPointer;
  }

  static Image of(Memory memory, long stackPointer) {
    return taken(memory, stackPointer, new byte[0][]);
  }

  /** What it has in common with another is kept once. */
  static Image of(Memory memory, long stackPointer, Image other) {
    return taken(memory, stackPointer, other.pieces);
  }

  private static Image taken(Memory memory, long stackPointer, byte[][] known) {
    byte[][] pieces = new byte[memory.pages() * PIECES_OF_PAGE][];
    for (int i = 0; i < pieces.length; i++) {
      byte[] now = memory.readBytes(i * PIECE_BYTES, PIECE_BYTES);
      if (i < known.length && Arrays.equals(now, known[i])) {
        pieces[i] = known[i];
      } else {
        pieces[i] = Arrays.equals(now, ZEROES) ? NOTHING : now;
      }
    }
    return new Image(pieces, stackPointer);
  }

  int pages() {
    return pieces.length / PIECES_OF_PAGE;
  }

  long stackPointer() {
    return stackPointer;
  }

  /** Makes the memory what it was, whatever is in it. It has as many pages as this, and no more. */
  void restore(Memory memory) {
    memory.fill((byte) 0, 0, Memory.bytes(pages()));
    for (int i = 0; i < pieces.length; i++) {
      memory.write(i * PIECE_BYTES, pieces[i], 0, pieces[i].length);
    }
  }

  /** How much it holds that another does not. */
  long bytesBeside(Image other) {
    Set<byte[]> known = Collections.newSetFromMap(new IdentityHashMap<>());
    known.addAll(Arrays.asList(other.pieces));
    return Arrays.stream(pieces)
        .filter(piece -> !known.contains(piece))
        .mapToLong(piece -> piece.length)
        .sum();
  }
}
