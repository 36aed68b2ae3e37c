package io.skillmill.db.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.OSInfo;

/**
 * Keeps SQLite's native library unpacked in the user's cache folder. Left to itself the driver
 * unpacks it into the temporary folder at every start, which costs more than all else that a short
 * command does and fails where that folder may not hold programs.
 */
final class NativeLibrary {

  private static final String PATH_PROPERTY = "org.sqlite.lib.path";
  private static final String NAME_PROPERTY = "org.sqlite.lib.name";

  private static boolean prepared;

  private NativeLibrary() {}

  /** Points the driver at the unpacked library, where one can be had; it then looks no further. */
  static synchronized void prepare() {
    if (!prepared && System.getProperty(PATH_PROPERTY) == null) {
      unpacked().ifPresent(NativeLibrary::use);
    }
    prepared = true;
  }

  private static void use(Path library) {
    System.setProperty(PATH_PROPERTY, String.valueOf(library.getParent()));
    System.setProperty(NAME_PROPERTY, String.valueOf(library.getFileName()));
  }

  private static Optional<Path> unpacked() {
    String platform = OSInfo.getNativeLibFolderPathForCurrentOS();
    String name = System.mapLibraryName("sqlitejdbc");
    Path home =
        cacheFolder()
            .resolve("sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + platform.replace('/', '-'));
    Path library = home.resolve(name);
    try (InputStream packed =
        SQLiteJDBCLoader.class.getResourceAsStream("/org/sqlite/native/" + platform + "/" + name)) {
      if (packed == null) {
        return Optional.empty();
      }
      if (!Files.isRegularFile(library) || Files.size(library) != packed.available()) {
        unpack(packed, library);
      }
      return Optional.of(library);
    } catch (IOException | SecurityException e) {
      // No cache folder to be had: the driver's own way, slower, still works.
      return Optional.empty();
    }
  }

  /**
   * Whoever opens the library sees all of it or nothing, also while two programs unpack it at once.
   */
  private static void unpack(InputStream packed, Path library) throws IOException {
    Path folder = library.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "unpacking", ".part");
    try {
      Files.copy(packed, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static Path cacheFolder() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".cache");
    return caches.resolve("skillmill");
  }
}
