package io.skillmill.schema.skill;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A running SHA-256 over parts. Each part goes in with its length before it, so that no two lists
 * of parts run together into the same bytes.
 */
public final class Sha256 {

  private final MessageDigest digest = digest();

  /** The plain hash of some bytes, as 64 hex digits. */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /** A plain digest, for hashing a stream. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256", e);
    }
  }

  public Sha256 part(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      digest.update((byte) ((long) bytes.length >>> shift));
    }
    digest.update(bytes);
    return this;
  }

  /** 64 hex digits; the digest starts afresh. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
