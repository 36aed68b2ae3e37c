package io.skillmill.parsers.security;

import java.util.Map;

/**
 * Secrets that nobody ever had, put together here so that no scanner takes this file for a leak.
 */
final class Planted {

  static final Map<String, String> ALL =
      Map.of(
          "github", "ghp_" + "q8Rw2Zt7".repeat(4) + "Xb3K",
          "aws", "AKIA" + "Q3ZR7TX2" + "M5WB6N4K",
          "slack", "xoxb-" + "271828182845-314159265358-" + "aB3dE5gH7jK9mN1pQ3sT5vW7",
          "password", "t7Kq9Zw3" + "Xb5Rm2Vd",
          "private-key",
              "-----BEGIN PRIVATE "
                  + "KEY-----\n"
                  + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n".repeat(6)
                  + "-----END PRIVATE "
                  + "KEY-----");

  private Planted() {}

  /** Fills the places such as {@code @{aws}}. */
  static String into(String text) {
    String filled = text;
    for (var secret : ALL.entrySet()) {
      filled = filled.replace("@{" + secret.getKey() + "}", secret.getValue());
    }
    return filled;
  }
}
