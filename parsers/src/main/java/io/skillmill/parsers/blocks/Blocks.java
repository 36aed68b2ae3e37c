package io.skillmill.parsers.blocks;

import java.util.List;

/**
 * The blocks of a Markdown text, by CommonMark with the tables of GitHub's dialect. Reading takes
 * time in proportion to the text, whatever is in it.
 *
 * <pre>{@code
 * var blocks = Blocks.read(text, start, nestingMax);
 * var inlines = blocks.inlines();
 * for (Block block : blocks.all()) {
 *   if (block instanceof Block.Heading heading) {
 *     String title = inlines.read(heading.lines()).plain();
 *   }
 * }
 * }</pre>
 */
public final class Blocks {

  private final String text;
  private final List<Block> all;
  private final Definitions definitions;
  private final boolean flattened;

  Blocks(String text, List<Block> all, Definitions definitions, boolean flattened) {
    this.text = text;
    this.all = all;
    this.definitions = definitions;
    this.flattened = flattened;
  }

  /**
   * Reads the blocks.
   *
   * @param from where the Markdown begins; must be the start of a line
   * @param nestingMax how deep quotes and lists may nest; what is deeper is read as plain text
   */
  public static Blocks read(String text, int from, int nestingMax) {
    return new BlockReader(text, nestingMax).read(from);
  }

  /** In the order of the text. */
  public List<Block> all() {
    return all;
  }

  /** How many link definitions were passed over. */
  public int definitions() {
    return definitions.count();
  }

  /** Whether something nested too deep. */
  public boolean flattened() {
    return flattened;
  }

  /** A reader of what the blocks say. */
  public Inlines inlines() {
    return new Inlines(text, definitions);
  }
}
