package io.skillmill.parsers.skillsref;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** What Python says of bytes that are not UTF-8. */
final class PythonDecoding {

  private static final int CHUNK = 8_192;

  private PythonDecoding() {}

  /** The exception and its message. */
  static String error(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    int malformed = malformed(in);
    int start = in.position();
    int length = isHalfOfPair(bytes, start) ? 1 : malformed;
    String which =
        length == 1
            ? "byte 0x%02x in position %d".formatted(bytes[start], start)
            : "bytes in position %d-%d".formatted(start, start + length - 1);
    return "UnicodeDecodeError: 'utf-8' codec can't decode %s: %s"
        .formatted(which, reason(bytes, start, length));
  }

  /** Goes to the first that are not, and says how many belong together. */
  private static int malformed(ByteBuffer in) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    var out = CharBuffer.allocate(CHUNK);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    return result.length();
  }

  /** Java looks at the first two of its bytes, Python at one. */
  private static boolean isHalfOfPair(byte[] bytes, int start) {
    return start + 1 < bytes.length
        && Byte.toUnsignedInt(bytes[start]) == 0xED
        && Byte.toUnsignedInt(bytes[start + 1]) >= 0xA0;
  }

  private static String reason(byte[] bytes, int start, int length) {
    int first = Byte.toUnsignedInt(bytes[start]);
    if (first < 0xC2 || first > 0xF4) {
      return "invalid start byte";
    }
    return start + length == bytes.length ? "unexpected end of data" : "invalid continuation byte";
  }
}
