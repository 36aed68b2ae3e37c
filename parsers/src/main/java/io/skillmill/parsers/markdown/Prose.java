package io.skillmill.parsers.markdown;

import io.skillmill.parsers.blocks.Block;
import io.skillmill.parsers.blocks.Block.Mark;
import io.skillmill.parsers.blocks.Inlines;
import io.skillmill.parsers.decompose.Passage;
import io.skillmill.parsers.decompose.Passage.Shape;

/** Makes passages of paragraphs and items, one of each sentence. */
final class Prose {

  private final String text;
  private final Inlines inlines;
  private final Passages passages;
  private final Sentences sentences = new Sentences();
  private String opening = "";

  Prose(String text, Inlines inlines, Passages passages) {
    this.text = text;
    this.inlines = inlines;
    this.passages = passages;
  }

  /** The first sentence of all; empty where there is none. */
  String opening() {
    return opening;
  }

  void paragraph(Block.Paragraph paragraph) {
    inlines.read(paragraph.lines());
    String plain = inlines.plain();
    sentences.split(plain, text, inlines, paragraph.lines());
    int from = paragraph.start();
    for (int i = 0; i < sentences.count(); i++) {
      boolean last = i == sentences.count() - 1;
      int plainEnd = last ? plain.length() : sentences.start(i + 1);
      int to = last ? paragraph.end() : beforeMarkup(inlines.offset(plainEnd), from);
      sentence(paragraph, plain.substring(sentences.start(i), plainEnd), i, from, to);
      from = to;
    }
    String end = plain.stripTrailing();
    boolean leads = end.endsWith(":") || end.endsWith("：") || inlines.strong() >= end.length();
    String lead = leads && !end.isEmpty() ? end.substring(sentences.lastStart()).strip() : "";
    passages.lead(paragraph.depth(), lead);
  }

  private void sentence(Block.Paragraph paragraph, String plain, int index, int from, int to) {
    Opener opener = Opener.of(plain);
    String said = plain.substring(opener.length()).strip();
    if (said.isEmpty()) {
      return;
    }
    boolean first = index == 0;
    Shape mark =
        switch (first ? paragraph.mark() : Mark.NONE) {
          case NUMBER -> Shape.STEP;
          case BULLET -> Shape.ITEM;
          case NONE -> Shape.SENTENCE;
        };
    int set = first ? Math.max(inlines.strong(), inlines.code()) - opener.length() : 0;
    int label = Labels.end(said, set);
    boolean term = mark == Shape.ITEM && label > 0 && inlines.code() > 0;
    boolean item = paragraph.mark() != Mark.NONE && first;
    opening = opening.isEmpty() && !item ? said : opening;
    passages.add(
        new Passage(
            term ? Shape.TERM : opener.shape(mark),
            said,
            skipBlanks(from, to),
            trimBlanks(from, to),
            passages.path(),
            "",
            item ? passages.leadOf(paragraph.depth()) : "",
            label));
  }

  /** The signs that open emphasis, a link or code belong to the sentence they open. */
  private int beforeMarkup(int offset, int from) {
    int start = offset;
    while (start > from && "*_[`~".indexOf(text.charAt(start - 1)) >= 0) {
      start--;
    }
    return start;
  }

  private int skipBlanks(int from, int to) {
    int start = from;
    while (start < to - 1 && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return start;
  }

  private int trimBlanks(int from, int to) {
    int end = to;
    while (end > from + 1 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }
}
