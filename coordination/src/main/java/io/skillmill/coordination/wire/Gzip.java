package io.skillmill.coordination.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Makes bodies smaller, and large again up to a bound: a few bytes can swell to any number. */
public final class Gzip {

  /** Its name in headers. */
  public static final String NAME = "gzip";

  /** What is smaller is sent as it is. */
  public static final int WORTH_BYTES = 8 << 10;

  private static final int BUFFER_BYTES = 16 << 10;

  private Gzip() {}

  public static byte[] pack(byte[] bytes) {
    var packed = new ByteArrayOutputStream(bytes.length / 4 + BUFFER_BYTES);
    try (var gzip = new Quick(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused to be written to", e);
    }
    return packed.toByteArray();
  }

  /** The bytes; empty where there are more than so many. */
  public static Optional<byte[]> unpack(byte[] packed, int bytesMax) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed), BUFFER_BYTES)) {
      byte[] bytes = gzip.readNBytes(bytesMax);
      return gzip.read() < 0 ? Optional.of(bytes) : Optional.empty();
    }
  }

  /** Speed matters more than the last percent of size. */
  private static final class Quick extends GZIPOutputStream {
    Quick(ByteArrayOutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
