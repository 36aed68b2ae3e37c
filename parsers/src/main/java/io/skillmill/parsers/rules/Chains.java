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

  private final List<Part> parts;
  private final int[][] usesOf;

  /** Where the chain that reached a part began in the text. */
  private final int[] starts;

  /** Where it ends now, on the scale; 0 where it has not come so far. */
  private final int[] ends;

  private final List<Matches.Match> found = new ArrayList<>();
  private final Offsets[] cues;

  Chains(List<Part> parts, int[][] usesOf, int cueCount) {
    this.parts = parts;
    this.usesOf = usesOf;
    this.starts = new int[parts.size()];
    this.ends = new int[parts.size()];
    this.cues = new Offsets[cueCount];
    for (int i = 0; i < cueCount; i++) {
      cues[i] = new Offsets();
    }
  }

  @Override
  public void hit(int phrase, Cursor at) {
    for (int use : usesOf[phrase]) {
      if (use < parts.size()) {
        step(use, at);
      } else {
        cues[use - parts.size()].add(at.start(), at.end());
      }
    }
  }

  private void step(int use, Cursor at) {
    Part part = parts.get(use);
    if (part.first()) {
      starts[use] = at.start();
    } else if (follows(part, ends[use - 1], at)) {
      starts[use] = starts[use - 1];
    } else {
      return;
    }
    ends[use] = at.to();
    if (part.last()) {
      found.add(new Matches.Match(part.rule(), starts[use], at.end()));
    }
  }

  private static boolean follows(Part part, int end, Cursor at) {
    int barrier =
        switch (part.scope()) {
          case LINE -> at.line();
          case SENTENCE -> at.sentence();
          case PARAGRAPH -> at.paragraph();
        };
    return end > barrier && end <= at.from() && at.from() - end <= part.gap();
  }

  List<Matches.Match> found() {
    return found;
  }

  Offsets[] cues() {
    return cues;
  }
}
