package io.skillmill.coordination.skills.web;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * Tells the addresses of the public internet from all others: this machine, private networks,
 * links, groups, what a cloud tells its machines about themselves, and those that hide one of these
 * inside.
 */
final class Reach {

  /** First address, and how many of its bits count. */
  private static final int[][] SPECIAL = {
    {0, 0, 0, 0, 8},
    {10, 0, 0, 0, 8},
    {100, 64, 0, 0, 10},
    {127, 0, 0, 0, 8},
    {169, 254, 0, 0, 16},
    {172, 16, 0, 0, 12},
    {192, 0, 0, 0, 24},
    {192, 0, 2, 0, 24},
    {192, 88, 99, 0, 24},
    {192, 168, 0, 0, 16},
    {198, 18, 0, 0, 15},
    {198, 51, 100, 0, 24},
    {203, 0, 113, 0, 24},
    {224, 0, 0, 0, 3}, // groups, and all that is reserved
  };

  private Reach() {}

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] address) {
    for (int[] special : SPECIAL) {
      if (within(address, special)) {
        return false;
      }
    }
    return true;
  }

  private static boolean within(byte[] address, int[] special) {
    int wanted = 0;
    int given = 0;
    for (int i = 0; i < 4; i++) {
      wanted = wanted << 8 | special[i];
      given = given << 8 | (address[i] & 0xFF);
    }
    return (wanted ^ given) >>> (32 - special[4]) == 0;
  }

  private static boolean isPublic6(byte[] a) {
    if (begins(a, 0x00, 0x64, 0xFF, 0x9B) && isZero(a, 4, 12)) {
      return isPublic4(Arrays.copyOfRange(a, 12, 16)); // NAT64
    }
    if ((a[0] & 0xE0) != 0x20) {
      return false; // only 2000::/3 is given out; the rest is local, mapped, or a group
    }
    if (begins(a, 0x20, 0x02)) {
      return isPublic4(Arrays.copyOfRange(a, 2, 6)); // 6to4
    }
    boolean reserved =
        (begins(a, 0x20, 0x01) && (a[2] & 0xFE) == 0) // Teredo and other protocols
            || begins(a, 0x20, 0x01, 0x0D, 0xB8) // documentation
            || (begins(a, 0x3F, 0xFF) && (a[2] & 0xF0) == 0);
    boolean isatap = (a[8] & 0xFD) == 0 && a[9] == 0 && a[10] == 0x5E && (a[11] & 0xFF) == 0xFE;
    return !reserved && !(isatap && !isPublic4(Arrays.copyOfRange(a, 12, 16)));
  }

  private static boolean begins(byte[] address, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if ((address[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(byte[] address, int from, int to) {
    for (int i = from; i < to; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
