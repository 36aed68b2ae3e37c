package io.skillmill.parsers.plugins;

import io.skillmill.parsers.SkillParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;

/** A jar that can be read and is no plugin. */
final class OddJar extends Exception {

  static final String SERVICE = "META-INF/services/" + SkillParser.class.getName();

  private static final long serialVersionUID = 1L;

  final String what;
  final String remedy;

  /**
   * Says why.
   *
   * @param what what the jar does or lacks; a sentence without its subject
   * @param remedy what to do about it
   */
  OddJar(String what, String remedy) {
    super(what, null, false, false);
    this.what = what;
    this.remedy = remedy;
  }

  /** Looks first, because a class loader passes over a file that is no jar in silence. */
  static void refuse(Path jar) throws IOException, OddJar {
    try (var file = new JarFile(jar.toFile())) {
      if (file.getEntry(SERVICE) == null) {
        throw new OddJar(
            "names no parser: it has no " + SERVICE,
            "Add that file with the name of the parser's class in it"
                + (file.getEntry("module-info.class") == null
                    ? "; a library belongs into the jar of the plugin that needs it"
                    : "; module-info is not looked at"));
      }
    }
  }

  /** Looks at how many parsers it named. */
  static void refuse(int parsers, int parsersMax) throws OddJar {
    if (parsers == 0) {
      throw new OddJar(
          "names no parser: its %s is empty".formatted(SERVICE),
          "Write the name of the parser's class into that file");
    }
    if (parsers > parsersMax) {
      throw new OddJar(
          "names more than %d parsers".formatted(parsersMax), "Split it into several jars");
    }
  }
}
