package io.skillmill.parsers.ensemble;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where two strategies agree, added up over as many documents as are given. Not thread-safe.
 *
 * <pre>{@code
 * var comparison = new Comparison();
 * comparison.add(first, second);
 * comparison.agreement(); // 0 to 1
 * }</pre>
 */
public final class Comparison {

  /** What is counted for each kind of element. */
  public static final List<String> COUNTS =
      List.of("agreed", "other_type", "other_kind", "only_first", "only_second");

  private final Map<String, Map<String, Integer>> counts = new HashMap<>();
  private int documents;

  /** Makes one that has counted nothing. */
  public Comparison() {}

  /**
   * Adds the documents that two strategies made of one source.
   *
   * @return the share of elements of either that both agree on, from 0 to 1
   */
  public double add(Document first, Document second) {
    var alignment = Alignment.of(Part.of(first), Part.of(second));
    documents++;
    int agreed = 0;
    for (Alignment.Pair pair : alignment.pairs()) {
      boolean sameKind = pair.first().kind().equals(pair.second().kind());
      boolean sameType = sameKind && pair.first().type().equals(pair.second().type());
      count(pair.first().kind(), sameType ? "agreed" : sameKind ? "other_type" : "other_kind");
      agreed += sameKind ? 1 : 0;
    }
    alignment.onlyFirst().forEach(part -> count(part.kind(), "only_first"));
    alignment.onlySecond().forEach(part -> count(part.kind(), "only_second"));
    int all =
        alignment.pairs().size() + alignment.onlyFirst().size() + alignment.onlySecond().size();
    return all == 0 ? 1 : (double) agreed / all;
  }

  private void count(String kind, String what) {
    counts.computeIfAbsent(kind, _ -> new HashMap<>()).merge(what, 1, Integer::sum);
  }

  /** How many pairs of documents there were. */
  public int documents() {
    return documents;
  }

  /** How often something of {@link #COUNTS} was counted for a kind of element. */
  public int count(Kind kind, String what) {
    return counts.getOrDefault(kind.word, Map.of()).getOrDefault(what, 0);
  }

  /** The kinds of element; where the two differ, that of the first strategy counts. */
  public enum Kind {
    ACTIONS,
    RULES,
    DIRECTIVES;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
      return word;
    }
  }

  /** The share of all elements of either that both have, and of the same kind, from 0 to 1. */
  public double agreement() {
    int all = 0;
    int agreed = 0;
    for (Kind kind : Kind.values()) {
      for (String what : COUNTS) {
        all += count(kind, what);
      }
      agreed += count(kind, "agreed") + count(kind, "other_type");
    }
    return all == 0 ? 1 : (double) agreed / all;
  }

  public ObjectNode toJson() {
    var json = Json.object().put("documents", documents);
    json.put("agreement", Math.round(agreement() * 10_000) / 10_000.0);
    for (Kind kind : Kind.values()) {
      var each = json.putObject(kind.word());
      COUNTS.forEach(what -> each.put(what, count(kind, what)));
    }
    return json;
  }
}
