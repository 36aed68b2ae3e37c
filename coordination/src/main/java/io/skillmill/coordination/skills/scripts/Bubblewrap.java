package io.skillmill.coordination.skills.scripts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts a command into a system that it can only read, without network and with its own /tmp. */
final class Bubblewrap {

  private static final List<String> SYSTEM =
      List.of("/usr", "/bin", "/sbin", "/lib", "/lib64", "/opt", "/etc/ssl", "/etc/resolv.conf");
  private static final String NOBODY = "65534";

  private Bubblewrap() {}

  static List<String> around(Bounds bounds, Path home, List<Path> places) {
    var around = new ArrayList<>(List.of("bwrap", "--unshare-all", "--die-with-parent"));
    if (bounds.network()) {
      around.add("--share-net");
    }
    around.addAll(List.of("--uid", NOBODY, "--gid", NOBODY, "--proc", "/proc", "--dev", "/dev"));
    around.addAll(List.of("--tmpfs", "/tmp"));
    SYSTEM.forEach(place -> readable(around, place));
    places.forEach(place -> readable(around, place.toString()));
    around.addAll(List.of("--chdir", home.toString(), "--"));
    return around;
  }

  private static void readable(List<String> around, String place) {
    around.addAll(List.of("--ro-bind-try", place, place));
  }
}
