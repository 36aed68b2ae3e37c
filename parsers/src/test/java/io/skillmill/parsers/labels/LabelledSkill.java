package io.skillmill.parsers.labels;

import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * A skill of the corpus and what a reader says its lines are; see docs/benchmarks/labels.md.
 *
 * @param sha256 of the file
 * @param lines how many the file has
 * @param labels the kinds of each line of the body
 */
record LabelledSkill(String sha256, int lines, KindLines labels) {

  /** One file in so many is held out: nobody looks at it when writing rules. */
  private static final int HELD_OUT_ONE_IN = 3;

  private static final int HASH_DIGITS = 8;

  /** Where a label tells the type of its action, if it does. */
  private static final int TYPE = 3;

  static List<LabelledSkill> all() {
    try (InputStream in = LabelledSkill.class.getResourceAsStream("labels.jsonl")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(Json::readOurs).map(LabelledSkill::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LabelledSkill of(JsonNode json) {
    var labels = new KindLines();
    for (JsonNode label : json.get("labels")) {
      int first = label.get(0).intValue();
      int last = label.get(1).intValue();
      labels.mark(first, last);
      Kind.of(label.get(2).stringValue()).ifPresent(kind -> labels.add(kind, first, last));
      if (label.size() > TYPE) {
        labels.type(label.get(TYPE).stringValue(), first, last);
      }
    }
    return new LabelledSkill(
        json.get("sha256").stringValue(), json.get("lines").intValue(), labels);
  }

  boolean isHeldOut() {
    return Long.parseLong(sha256, 0, HASH_DIGITS, 16) % HELD_OUT_ONE_IN == 0;
  }
}
