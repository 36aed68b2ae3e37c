package io.skillmill.parsers.sources;

import io.skillmill.parsers.Limits;
import io.skillmill.schema.skill.Sha256;
import io.skillmill.schema.skill.SkillFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Reads one file: its bytes where they are few enough to carry along, else its hash alone. */
final class FileBytes {

  private static final int CHUNK = 1 << 16;

  private FileBytes() {}

  /** The file to parse: kept up to what a parser may take on. */
  static SkillFile primary(Path path, String name) throws IOException {
    return read(path, name, Limits.DEFAULT.inputBytesMax());
  }

  static SkillFile read(Path path, String name, long keptBytesMax) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException("this is no regular file; give a file or a directory");
    }
    try (InputStream in = Files.newInputStream(path)) {
      // One byte more than may be kept tells whether the file ends before; its size might change.
      byte[] head = in.readNBytes((int) Math.min(keptBytesMax + 1, Integer.MAX_VALUE - 8));
      return head.length <= keptBytesMax ? SkillFile.of(name, head) : hashed(name, head, in);
    }
  }

  /** The beginning of a file. */
  static byte[] head(Path path, int bytesMax) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(bytesMax);
    }
  }

  /** A symbolic link, recorded by where it points to, so that a change of target is a change. */
  static SkillFile link(Path path, String name) throws IOException {
    byte[] target = Files.readSymbolicLink(path).toString().getBytes(StandardCharsets.UTF_8);
    return SkillFile.link(name, target.length, Sha256.of(target));
  }

  /** Why reading failed, for people. */
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied ->
          "Permission to read %s is denied; grant it or leave it out".formatted(denied.getFile());
      case NoSuchFileException gone ->
          "%s is gone; it was removed during the search".formatted(gone.getFile());
      default ->
          "It cannot be read (%s); see that the disk and the path are sound"
              .formatted(e.getMessage());
    };
  }

  private static SkillFile hashed(String name, byte[] head, InputStream rest) throws IOException {
    MessageDigest digest = Sha256.digest();
    digest.update(head);
    long size = head.length;
    byte[] chunk = new byte[CHUNK];
    for (int n = rest.read(chunk); n >= 0; n = rest.read(chunk)) {
      digest.update(chunk, 0, n);
      size += n;
    }
    return SkillFile.withoutBytes(name, size, HexFormat.of().formatHex(digest.digest()));
  }
}
