package io.skillmill.parsers.markdown;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.blocks.Blocks;
import io.skillmill.parsers.blocks.Inlines;
import io.skillmill.parsers.decompose.Passage;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.traits.Traits;
import io.skillmill.schema.skill.Diagnostic;
import java.util.List;

/**
 * The Markdown below a frontmatter, taken apart. All offsets are those of the source text.
 *
 * <pre>{@code
 * var body = MarkdownBody.read(text, frontmatter.bodyLine(), limits);
 * body.passages().forEach(decomposer::add);
 * findings.addAll(body.findings());
 * }</pre>
 *
 * @param title the first heading of the first level; empty where there is none
 * @param opening the first sentence; empty where there is none
 * @param headings in the order of the text
 * @param passages in the order of the text
 * @param links and images, in the order of the text
 * @param commands of shell fences, and those that run when the skill is loaded
 * @param codes code in lines of text
 * @param fences blocks of code
 * @param placeholders what is filled in when the skill is run
 * @param findings what was passed over
 */
public record MarkdownBody(
    String title,
    String opening,
    List<Heading> headings,
    List<Passage> passages,
    List<Inlines.Link> links,
    List<Command> commands,
    List<Inlines.Code> codes,
    List<Fence> fences,
    List<Placeholder> placeholders,
    List<Diagnostic> findings) {

  /**
   * A heading.
   *
   * @param level from 1 to 6
   */
  public record Heading(int level, String title, int start) {}

  /**
   * A shell command.
   *
   * @param text without a prompt; may have several lines
   * @param language of its fence
   * @param loadTime whether it runs when the skill is loaded, and its output takes its place
   */
  public record Command(String text, String language, boolean loadTime, int start, int end) {}

  /**
   * A block of code.
   *
   * @param loadTime whether it runs when the skill is loaded
   */
  public record Fence(int start, int end, boolean loadTime) {}

  /**
   * Something to be filled in.
   *
   * @param text as it was written, such as {@code $ARGUMENTS} or {@code {{args}}}
   */
  public record Placeholder(String text, int start, int end) {}

  /** Tells traits what it found. */
  public void tell(Traits traits, SourceText text) {
    passages.forEach(passage -> tell(traits, passage));
    tellLinks(traits, text);
    for (Command command : commands) {
      traits.command(
          command.text(),
          command.language(),
          command.loadTime() ? Traits.Form.LOAD_TIME : Traits.Form.FENCED,
          command.start());
    }
    var surroundings = new Surroundings(this, text.text());
    for (Placeholder one : placeholders) {
      traits.placeholder(one.text(), surroundings.at(one.start()), one.start());
    }
    traits.imports(surroundings::at);
  }

  /** Tells traits what leads elsewhere, and the commands in lines of text. */
  void tellLinks(Traits traits, SourceText text) {
    links.forEach(traits::link);
    for (Inlines.Code code : codes) {
      if (!loads(code, text.text())) {
        String said = text.text().substring(code.start(), code.end());
        traits.code(said, Shells.isCommand(said), code.start());
      }
    }
  }

  /** Whether code in a line runs when the skill is loaded. */
  static boolean loads(Inlines.Code code, String text) {
    return code.start() > 1 && text.startsWith("!", code.start() - 2);
  }

  private static void tell(Traits traits, Passage passage) {
    switch (passage.shape()) {
      case CODE, COMMAND -> {}
      default -> traits.prose(passage.text());
    }
  }

  /**
   * Reads the Markdown of a text.
   *
   * @param firstLine where it begins; may be the line after the last
   */
  public static MarkdownBody read(SourceText text, int firstLine, Limits limits) {
    int start = text.startOfLine(firstLine);
    Blocks blocks = Blocks.read(text.text(), start, limits.nestingMax());
    var walk = new BodyWalk(text, start, blocks);
    return walk.body(limits);
  }
}
