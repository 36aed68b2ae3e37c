package io.skillmill.parsers.markdown;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.decompose.Draft;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.traits.Traits;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows the links of a skill through its package, level by level: which files it leads to, how
 * large those of Markdown are, and which of their own links lead nowhere.
 */
final class LinkedFiles {

  /** How many files are read for one skill. */
  private static final int FILES_MAX = 100;

  /** How many links that lead nowhere are told of one file. */
  private static final int MISSING_MAX = 100;

  private static final Set<String> MARKDOWN = Set.of("md", "mdx", "mdc", "markdown");

  private final SkillSource source;
  private final Limits limits;
  private final List<Diagnostic> findings;
  private final Map<String, SkillFile> files = new HashMap<>();
  private int read;
  private long bytes;
  private int filesLeftOut;
  private int linksLeftOut;

  LinkedFiles(SkillSource source, Limits limits, List<Diagnostic> findings) {
    this.source = source;
    this.limits = limits;
    this.findings = findings;
  }

  /** Adds what it finds to the files of the draft. */
  void tell(Traits skill, Draft draft) {
    if (skill.led().isEmpty()) {
      return;
    }
    source.files().forEach(file -> files.put(file.name(), file));
    var seen = new HashSet<>(Set.of(source.primary()));
    Collection<String> paths = skill.led();
    for (int level = 1; !paths.isEmpty(); level++) {
      var next = new LinkedHashSet<String>();
      for (String path : paths) {
        SkillFile file = files.get(path);
        if (file != null && seen.add(path)) {
          ObjectNode more = Json.small(4).put("linked_at_level", level);
          draft.about(path, more);
          next.addAll(led(file, more));
        }
      }
      paths = next;
    }
    tellLeftOut();
  }

  private Set<String> led(SkillFile file, ObjectNode more) {
    Optional<SourceText> text = isMarkdown(file) ? text(file) : Optional.empty();
    if (text.isEmpty()) {
      return Set.of();
    }
    Traits traits = Traits.ofLinked(source, text.get());
    MarkdownBody.read(text.get(), 1, limits).tellLinks(traits, text.get());
    more.put("tokens_estimated", traits.tokens(file.size()));
    List<ObjectNode> missing = traits.missing();
    if (!missing.isEmpty()) {
      ArrayNode told = more.putArray("links_missing");
      missing.stream().limit(MISSING_MAX).forEach(told::add);
      linksLeftOut += missing.size() - told.size();
    }
    linksLeftOut += traits.leftOut();
    return traits.led();
  }

  private static boolean isMarkdown(SkillFile file) {
    String name = file.name();
    return MARKDOWN.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  private Optional<SourceText> text(SkillFile file) {
    if (file.bytes().isEmpty()) {
      // a queue does not tell the two apart, and the document must be the same behind one
      notRead(file, "it is a symbolic link or too large to carry along");
      return Optional.empty();
    }
    if (read == FILES_MAX || bytes + file.size() > limits.inputBytesMax()) {
      filesLeftOut++;
      return Optional.empty();
    }
    read++;
    bytes += file.size();
    // What its bytes are worth a remark for is its own matter.
    Optional<SourceText> text = SourceText.read(file.name(), file.bytes().get(), new ArrayList<>());
    if (text.isEmpty()) {
      notRead(file, "it is no text");
    }
    return text;
  }

  private void notRead(SkillFile file, String why) {
    findings.add(
        Diagnostic.info(
            "linked-not-read",
            "%s, which the skill leads to, is not read, for %s; a model may not read it either"
                .formatted(file.name(), why),
            Place.startOf(file.name())));
  }

  private void tellLeftOut() {
    if (filesLeftOut + linksLeftOut > 0) {
      findings.add(
          Diagnostic.info(
              "linked-left-out",
              "%d linked files past the first %d or %d bytes are not read, and %d links of those"
                      .formatted(filesLeftOut, FILES_MAX, limits.inputBytesMax(), linksLeftOut)
                  + " that are read are not told; link to fewer files",
              Place.startOf(source.primary())));
    }
  }
}
