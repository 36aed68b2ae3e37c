package io.skillmill.db.dialect;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at where a store's file is to be, before SQLite touches it. */
final class StoreFile {

  /** SQLite's write-ahead log needs memory shared by all its users, which these cannot offer. */
  private static final Set<String> NETWORK =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb",
          "smb2",
          "smb3",
          "smbfs",
          "9p",
          "afs",
          "ceph",
          "virtiofs",
          "vboxsf",
          "fuse.sshfs",
          "fuse.s3fs",
          "fuse.glusterfs",
          "glusterfs",
          "lustre",
          "webdav");

  private StoreFile() {}

  static void check(Path file) {
    Path folder = file.getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw Problem.store(
              "The store %s is a directory".formatted(file), "Name a file, for example store.db")
          .asException();
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw Problem.store(
              "The store's folder %s cannot be made (%s)".formatted(folder, e.getMessage()),
              "Make it, or name another place with --store")
          .causedBy(e);
    }
    if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
      throw Problem.store(
              "The store %s cannot be written".formatted(file),
              "Get write permission on the file and its folder, or name another with --store")
          .asException();
    }
    refuseNetwork(folder, file);
  }

  private static void refuseNetwork(Path folder, Path file) {
    String type;
    try {
      type = Files.getFileStore(folder).type().toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      return; // A system that cannot say is not a reason to refuse.
    }
    if (NETWORK.contains(type)) {
      throw Problem.store(
              "The store %s is on a network file system (%s), where SQLite loses data"
                  .formatted(file, type),
              "Put the store on a local disk")
          .asException();
    }
  }

  /** Where the store's folder is, or is going to be made. */
  static Path nearestFolder(Path file) {
    Path folder = file.getParent();
    while (folder != null && !Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    return folder == null ? file.resolveSibling("") : folder;
  }

  /** Removes a store, and its folder where nothing else is in it. */
  static void remove(Path file) {
    try {
      for (String suffix : List.of("-wal", "-shm", "")) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
      }
      Path folder = file.getParent();
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
    } catch (DirectoryNotEmptyException e) {
      // Something else is kept there.
    } catch (IOException e) {
      throw Problem.store(
              "The store %s could not be removed (%s)".formatted(file, e.getMessage()),
              "Remove it by hand")
          .causedBy(e);
    }
  }

  static ProblemException notAStore(Path file, @Nullable Exception cause) {
    var problem =
        Problem.store(
            "The file %s is not a Skillmill store".formatted(file),
            "Name another with --store; this one was left as it is");
    return cause == null ? problem.asException() : problem.causedBy(cause);
  }
}
