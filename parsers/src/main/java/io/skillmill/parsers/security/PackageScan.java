package io.skillmill.parsers.security;

import io.skillmill.parsers.contexts.Context;
import io.skillmill.parsers.contexts.Contexts;
import io.skillmill.parsers.detect.View;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Goes over the files of one package. */
final class PackageScan {

  /** The largest file that is scanned. */
  static final long FILE_BYTES_MAX = 8L << 20;

  private static final Set<String> MARKDOWN = Set.of("md", "markdown", "mdx", "mdc", "txt", "");
  private static final Set<String> DATA =
      Set.of(
          "json", "jsonl", "yaml", "yml", "toml", "ini", "cfg", "xml", "csv", "tsv", "html", "svg");

  private final TextScan texts;
  private final SkillSource source;

  PackageScan(TextScan texts, SkillSource source) {
    this.texts = texts;
    this.source = source;
  }

  void scan(List<SecurityFinding> findings) {
    for (SkillFile file : source.files()) {
      if (file.size() > FILE_BYTES_MAX) {
        findings.add(notScanned(file));
      } else {
        text(file).ifPresent(text -> texts.scan(view(file, text), false, findings));
      }
    }
  }

  private static Optional<String> text(SkillFile file) {
    return file.bytes()
        .flatMap(bytes -> {
          String text = new String(bytes, StandardCharsets.UTF_8);
          boolean usual =
              "\uFFFD\uFEFF\r\0".chars().noneMatch(c -> text.indexOf(c) >= 0) && !text.isEmpty();
          return usual
              ? Optional.of(text)
              : SourceText.read(file.name(), bytes, new ArrayList<>()).map(SourceText::text);
        });
  }

  private View view(SkillFile file, String text) {
    String ending = ending(file.name());
    boolean markdown =
        MARKDOWN.contains(ending) || ending.equals(file.name().toLowerCase(Locale.ROOT));
    Contexts contexts =
        markdown
            ? Contexts.ofMarkdown(text)
            : Contexts.uniform(text, DATA.contains(ending) ? Context.DATA : Context.SCRIPT);
    return View.of(file.name(), text, contexts);
  }

  private static String ending(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return last.substring(last.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static SecurityFinding notScanned(SkillFile file) {
    return new SecurityFinding(
        "security-file-not-scanned",
        Severity.INFO,
        "The file has %d bytes, and at most %d are scanned; look at it by hand"
            .formatted(file.size(), FILE_BYTES_MAX),
        Place.startOf(file.name()),
        "",
        "");
  }
}
