package io.skillmill.parsers.promises;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Input that no author writes and every parser meets. */
public final class Hostile {

  /** Pieces that nest, backtrack or multiply when they are repeated. */
  private static final List<String> PIECES =
      List.of(
          ">",
          "> ",
          "[",
          "![",
          "[](",
          "]",
          "(",
          "*",
          "**a ",
          "_*",
          "`",
          "``` ",
          "```\n",
          "~~~\n",
          "- ",
          "- a\n",
          "1. ",
          "1. a\n",
          "  - a\n",
          "#",
          "# a\n",
          "|",
          "|a|b|\n|-|-|\n",
          "<",
          "<a ",
          "<!--",
          "<!-- a -->\n",
          "&",
          "&amp;",
          "&#xD800;",
          "&#0;",
          "a: \"\\uD800\"\n",
          "\\",
          "[a]: b\n",
          "a. ",
          "a\n",
          "a: b\n",
          "a:\n ",
          "? ",
          "&a [*a, ",
          "{",
          "{\"a\":",
          "[{\"b\":[",
          "\"",
          "'",
          "---\n",
          "---\na: 1\n",
          "\r",
          "\r\n",
          "\t",
          "\n",
          " ",
          "\0",
          "\u0001",
          "é",
          "。",
          "\uD83D\uDE00",
          "\uFEFF",
          "$ a \\\n");

  private Hostile() {}

  /** Pieces to repeat. */
  public static Stream<String> pieces() {
    return PIECES.stream();
  }

  /** So many bytes of a piece over and over. */
  public static byte[] repeated(String piece, int bytes) {
    byte[] one = piece.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      all[i] = one[i % one.length];
    }
    return all;
  }

  /** So many bytes of anything. */
  public static byte[] random(Random random, int bytes) {
    byte[] all = new byte[bytes];
    random.nextBytes(all);
    return all;
  }

  /** The same with a few bytes or stretches changed, doubled, dropped or replaced by a piece. */
  public static byte[] mutated(byte[] sound, Random random) {
    byte[] bytes = sound;
    for (int n = 1 + random.nextInt(6); n > 0; n--) {
      int at = random.nextInt(bytes.length + 1);
      int to = Math.min(bytes.length, at + random.nextInt(40));
      bytes =
          switch (random.nextInt(4)) {
            case 0 -> spliced(bytes, at, to, new byte[0]);
            case 1 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
            case 2 -> spliced(bytes, at, to, random(random, to - at));
            default -> spliced(bytes, at, at, piece(random));
          };
    }
    return bytes;
  }

  private static byte[] piece(Random random) {
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    return repeated(piece, 1 + random.nextInt(60));
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
    byte[] all = new byte[from + middle.length + bytes.length - to];
    System.arraycopy(bytes, 0, all, 0, from);
    System.arraycopy(middle, 0, all, from, middle.length);
    System.arraycopy(bytes, to, all, from + middle.length, bytes.length - to);
    return all;
  }
}
