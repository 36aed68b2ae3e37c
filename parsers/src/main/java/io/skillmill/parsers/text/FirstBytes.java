package io.skillmill.parsers.text;

/** What a file is made of can often be told by its first bytes. */
public final class FirstBytes {

  private FirstBytes() {}

  public static boolean are(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if (Byte.toUnsignedInt(bytes[i]) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
