package io.skillmill.coordination.skills.threads;

/**
 * Makes sure that a call does not run into the end of its thread's stack where it holds something.
 * A skill that calls others from a recursion without end would otherwise, sooner or later, end in
 * the middle of giving back a turn, which nobody would ever have again.
 */
public final class StackRoom {

  /** Of frames as large as these, more than the engine needs from a call to the skill's code. */
  private static final int FRAMES = 200;

  /** So that the compiler cannot leave out what nobody uses. */
  private static final long CHECKSUM = used(FRAMES, 1, 2, 3, 4, 5, 6, 7);

  private StackRoom() {}

  /**
   * Goes as deep as a call will.
   *
   * @throws StackOverflowError where there is no room
   */
  public static void ensure() {
    if (used(FRAMES, 1, 2, 3, 4, 5, 6, 7) != CHECKSUM) {
      throw new IllegalStateException("The same sum came out differently");
    }
  }

  /** Its values are passed on the stack, and there again after the call. */
  private static long used(int left, long a, long b, long c, long d, long e, long f, long g) {
    if (left == 0) {
      return a ^ g;
    }
    long below = used(left - 1, b, c, d, e, f, g, a + left);
    return below * 31 + (a ^ b ^ c ^ d ^ e ^ f ^ g);
  }
}
