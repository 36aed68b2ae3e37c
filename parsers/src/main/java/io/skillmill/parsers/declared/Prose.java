package io.skillmill.parsers.declared;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.decompose.Decomposer;
import io.skillmill.parsers.decompose.Passage;
import io.skillmill.parsers.decompose.Stated;
import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.LocatedFile;
import io.skillmill.parsers.located.Wording;
import io.skillmill.parsers.markdown.MarkdownBody;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the texts of a declaration apart, sentence by sentence; they may be Markdown. What stands
 * once is taken once, however many references lead to it.
 */
final class Prose {

  private final LocatedFile file;
  private final Limits limits;
  private final Decomposer decomposer;
  private final List<Diagnostic> findings;
  private final Set<String> told = new HashSet<>();
  private final Set<Integer> taken = new HashSet<>();

  Prose(LocatedFile file, Limits limits, Decomposer decomposer, List<Diagnostic> findings) {
    this.file = file;
    this.limits = limits;
    this.decomposer = decomposer;
    this.findings = findings;
  }

  void of(Located text, String section) {
    add(text, section, "");
  }

  /** A first sentence that says what the tool does is its action, and is there already. */
  void ofTool(Tool tool) {
    add(tool.description(), tool.section(), tool.name());
  }

  private void add(Located text, String section, String tool) {
    if (text.text().isBlank() || !taken.add(text.start())) {
      return;
    }
    Wording wording = file.wording(text);
    SourceText words = SourceText.of(file.text().file(), wording.words());
    MarkdownBody body = MarkdownBody.read(words, 1, limits);
    List<Passage> passages = body.passages();
    for (int i = 0; i < passages.size(); i++) {
      Passage passage = passages.get(i);
      if (i > 0 || tool.isEmpty() || !Verbs.tellsOf(tool, passage.text())) {
        int start = wording.offset(passage.start());
        int end = wording.offsetOfEnd(passage.start(), passage.end());
        add(passage.moved(start, end, section(section, passage.section())));
      }
    }
    for (Diagnostic finding : body.findings()) {
      if (told.add(finding.rule())) {
        findings.add(
            new Diagnostic(
                finding.rule(), finding.severity(), finding.message(), file.place(text)));
      }
    }
  }

  /** When to use something is no step of it, though it begins with a verb. */
  private void add(Passage passage) {
    String said = passage.text();
    if (said.regionMatches(true, 0, "use ", 0, 4)) {
      decomposer
          .directive(new Stated(said, said, passage.start(), passage.end(), passage.section()))
          .put("directive_type", "strategy");
    } else {
      decomposer.add(passage);
    }
  }

  private static String section(String outer, String inner) {
    return outer.isEmpty() || inner.isEmpty() ? outer + inner : outer + Passage.UNDER + inner;
  }
}
