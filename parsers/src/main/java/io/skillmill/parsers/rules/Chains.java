package io.skillmill.parsers.rules;

import io.skillmill.parsers.phrases.Cursor;
import io.skillmill.parsers.phrases.Hits;
import io.skillmill.parsers.rules.Matcher.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * How far each pattern has come in one text. Of each part only the latest place is kept: it is the
 * nearest to whatever comes next.
 */
final class Chains implements Hits {

  private final Part[] parts;
  private final int[][] usesOf;

  /** Where the chain that reached a part began, on the scale. */
  private final int[] starts;

  /** Where it ends now, on the scale; 0 where it has not come so far. */
  private final int[] ends;

  private final List<Matches.Match> found = new ArrayList<>();
  private final Offsets[] cues;

  Chains(Part[] parts, int[][] usesOf, int cueCount) {
    this.parts = parts;
    this.usesOf = usesOf;
    this.starts = new int[parts.length];
    this.ends = new int[parts.length];
    this.cues = new Offsets[cueCount];
    for (int i = 0; i < cueCount; i++) {
      cues[i] = new Offsets();
    }
  }

  @Override
  public void hit(int phrase, Cursor at) {
    for (int use : usesOf[phrase]) {
      if (use < parts.length) {
        step(use, at);
      } else {
        cues[use - parts.length].add(at.from(), at.to());
      }
    }
  }

  private void step(int use, Cursor at) {
    Part part = parts[use];
    if (part.first()) {
      starts[use] = at.from();
    } else if (follows(part, ends[use - 1], at)) {
      starts[use] = starts[use - 1];
    } else {
      return;
    }
    ends[use] = at.to();
    if (part.last()) {
      found.add(new Matches.Match(part.rule(), at.offset(starts[use]), at.end()));
    }
  }

  /** Most words are nowhere near the part before them, which is cheap to see. */
  private static boolean follows(Part part, int end, Cursor at) {
    return end > 0 && end <= at.from() && at.from() - end <= part.gap() && end > barrier(part, at);
  }

  private static int barrier(Part part, Cursor at) {
    return switch (part.scope()) {
      case LINE -> at.line();
      case SENTENCE -> at.sentence();
      case PARAGRAPH -> at.paragraph();
    };
  }

  List<Matches.Match> found() {
    return found;
  }

  Offsets[] cues() {
    return cues;
  }
}
