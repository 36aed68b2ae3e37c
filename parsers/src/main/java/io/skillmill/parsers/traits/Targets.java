package io.skillmill.parsers.traits;

import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds what links lead to among the files of the package. Nothing outside it is looked at: a path
 * that leaves the package is told, not followed.
 */
final class Targets {

  /** What became of a search. */
  enum Answer {
    /** The source is a single file, so nobody knows what lies beside it. */
    UNKNOWN,
    FOUND,
    MISSING,
    OUTSIDE
  }

  /** Directories that the specification names, so that a path into them means a file. */
  private static final Set<String> KNOWN =
      Set.of("scripts", "references", "assets", "templates", "examples", "resources");

  private static final int PATH_MAX = 300;

  private final boolean packaged;
  private final String directory;
  private final Set<String> paths = new HashSet<>();

  /**
   * What a link leads to.
   *
   * @param path within the package; empty where it leads out of it or to nothing that is known
   */
  record Target(Answer answer, String path) {}

  /**
   * @param directory that the links are written in; empty for that of the package
   */
  Targets(SkillSource source, String directory) {
    this.directory = directory;
    packaged = !source.name().equals(source.primary());
    for (SkillFile file : source.files()) {
      String path = file.name();
      for (int at = path.length(); at > 0; at = path.lastIndexOf('/', at - 1)) {
        paths.add(path.substring(0, at));
      }
    }
  }

  /** {@code web}, {@code mail}, {@code anchor} or {@code file}. */
  static String kind(String target) {
    if (target.startsWith("#")) {
      return "anchor";
    }
    boolean address = target.indexOf('@') > 0 && target.indexOf('/') < 0;
    if (address || target.startsWith("mailto:")) {
      return "mail";
    }
    int colon = target.indexOf(':');
    return target.startsWith("//") || (colon > 1 && target.indexOf('/') >= colon) ? "web" : "file";
  }

  /** Whether code that is set apart in a text names a file of the package. */
  boolean named(String code) {
    if (code.length() > PATH_MAX || !isOnePath(code)) {
      return false;
    }
    String path = code.startsWith("./") ? code.substring(2) : code;
    int slash = path.indexOf('/');
    if (slash > 0 && slash + 1 < path.length()) {
      return KNOWN.contains(path.substring(0, slash)) && path.indexOf('.', slash) > 0;
    }
    return packaged && path.indexOf('.') > 0 && paths.contains(path);
  }

  /** A path without blanks, and no pattern of several. */
  private static boolean isOnePath(String code) {
    for (int i = 0; i < code.length(); i++) {
      if (" \n*?<>{}[]$|".indexOf(code.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** From where it is written, or else from the top of the package, as many write it. */
  Target find(String target) {
    if (!packaged) {
      return new Target(Answer.UNKNOWN, "");
    }
    Target near = find(target, directory);
    if (near.answer == Answer.FOUND || directory.isEmpty()) {
      return near;
    }
    Target top = find(target, "");
    return top.answer == Answer.FOUND ? top : near;
  }

  private Target find(String target, String from) {
    int end = target.length();
    for (char sign : new char[] {'#', '?'}) {
      int at = target.indexOf(sign);
      end = at >= 0 && at < end ? at : end;
    }
    String path = decoded(target.substring(0, end).replace('\\', '/'));
    if (path.startsWith("/") || path.startsWith("~")) {
      return new Target(Answer.OUTSIDE, "");
    }
    var names = new ArrayDeque<String>();
    for (String name : (from + "/" + path).split("/", -1)) {
      if (name.equals("..")) {
        if (names.isEmpty()) {
          return new Target(Answer.OUTSIDE, "");
        }
        names.removeLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    String full = String.join("/", names);
    boolean found = full.isEmpty() || paths.contains(full);
    return new Target(found ? Answer.FOUND : Answer.MISSING, full);
  }

  /** With blanks and the like that were written as {@code %20}; ASCII is enough for paths. */
  private static String decoded(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    var decoded = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
      int low = i + 2 < path.length() ? Character.digit(path.charAt(i + 2), 16) : -1;
      boolean escape = path.charAt(i) == '%' && high >= 0 && high < 8 && low >= 0;
      decoded.append(escape ? (char) (high * 16 + low) : path.charAt(i));
      i += escape ? 2 : 0;
    }
    return decoded.toString();
  }
}
