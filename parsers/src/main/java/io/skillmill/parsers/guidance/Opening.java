package io.skillmill.parsers.guidance;

import io.skillmill.parsers.located.Outline;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a file seems to be by its path and the fields that open it, broken or not. It is for telling
 * formats apart, so it looks at the beginning alone.
 *
 * @param fenced whether a frontmatter opens the file
 * @param fields the names that begin a line of it, in lower case
 * @param directories those it lies in, outermost first, as far as they are known
 * @param file its own name
 */
record Opening(boolean fenced, Set<String> fields, List<String> directories, String file) {

  /** How much of a file is looked at. */
  private static final int LOOK_BYTES_MAX = 16 << 10;

  static Opening of(SkillSource source) {
    var directories = new ArrayList<>(List.of(source.primary().split("/", -1)));
    String file = directories.removeLast();
    String head = Outline.head(source, LOOK_BYTES_MAX);
    boolean fenced = head.startsWith("---\n") || head.startsWith("---\r");
    return new Opening(fenced, fenced ? fields(head) : Set.of(), List.copyOf(directories), file);
  }

  private static Set<String> fields(String head) {
    var fields = new HashSet<String>();
    int start = head.indexOf('\n') + 1;
    while (start > 0 && start < head.length() && !head.startsWith("---", start)) {
      int colon = start;
      while (colon < head.length() && inName(head.charAt(colon))) {
        colon++;
      }
      if (colon > start && colon < head.length() && head.charAt(colon) == ':') {
        fields.add(head.substring(start, colon).toLowerCase(Locale.ROOT));
      }
      start = head.indexOf('\n', start) + 1;
    }
    return fields;
  }

  private static boolean inName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  boolean has(String field) {
    return fields.contains(field);
  }

  boolean hasAny(Set<String> some) {
    return some.stream().anyMatch(fields::contains);
  }

  boolean in(String directory) {
    return directories.contains(directory);
  }

  boolean endsIn(String ending) {
    return file.toLowerCase(Locale.ROOT).endsWith(ending);
  }

  /** The file's name without its ending. */
  String bareName() {
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }
}
