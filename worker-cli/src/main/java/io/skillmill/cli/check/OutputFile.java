package io.skillmill.cli.check;

import io.skillmill.cli.render.Terminal;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file that is written under another name and renamed once it is whole, so that nobody ever reads
 * half of it.
 */
public final class OutputFile implements AutoCloseable {

  private static final Set<PosixFilePermission> USUAL =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.OTHERS_READ);

  private final Path target;
  private final Path draft;
  private final PrintStream stream;

  private OutputFile(Path target, Path draft, OutputStream stream) {
    this.target = target;
    this.draft = draft;
    this.stream = Terminal.printing(stream);
  }

  public static OutputFile open(Path file) {
    try {
      // A link stays a link; its target is what changes.
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.isDirectory(target)) {
        throw new IOException("it is a directory");
      }
      if (Files.exists(target) && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
        return new OutputFile(target, target, Files.newOutputStream(target)); // such as /dev/null
      }
      if (Files.exists(target) && !Files.isWritable(target)) {
        throw new IOException("it is read-only");
      }
      Path draft = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".draft");
      draft.toFile().deleteOnExit();
      return new OutputFile(target, draft, Files.newOutputStream(draft));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** Buffered UTF-8; a full disk is a problem and not silence. */
  public PrintStream stream() {
    return stream;
  }

  /** Says that it is whole. */
  public void keep() {
    stream.flush();
    stream.close();
    if (draft.equals(target)) {
      return;
    }
    try {
      permit();
      Files.move(
          draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /** Those of the file that is replaced, or those that new files usually have. */
  private void permit() throws IOException {
    try {
      Files.setPosixFilePermissions(
          draft, Files.exists(target) ? Files.getPosixFilePermissions(target) : USUAL);
    } catch (UnsupportedOperationException _) {
      // This file system knows no such permissions.
    }
  }

  /** What was not kept leaves nothing behind. */
  @Override
  public void close() {
    stream.close();
    try {
      if (!draft.equals(target)) {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw unwritable(draft, e);
    }
  }

  /** Without the name of the draft, which nobody knows. */
  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "its directory is not there";
      case AccessDeniedException _ -> "permission is denied";
      case FileSystemException system when system.getReason() != null -> system.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  private static ProblemException unwritable(Path file, IOException e) {
    return Problem.usage(
            "The file %s cannot be written (%s)".formatted(file, reason(e)),
            "See that its directory is there and may be written to, or name another file")
        .causedBy(e);
  }
}
