package io.skillmill.parsers.ensemble;

import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What several strategies say of one thing. */
final class Cluster {

  /** How sure a strategy is that does not say so itself. */
  private static final double CONFIDENCE = 0.5;

  /** One strategy's say. */
  record Vote(String strategy, Part part) {

    String id() {
      return part.json().path("id").asString("");
    }

    double confidence() {
      var extraction = part.json().path("provenance").path("extraction");
      return Math.clamp(extraction.path("confidence").asDouble(CONFIDENCE), 0.0, 1.0);
    }
  }

  private final List<Vote> votes = new ArrayList<>();

  Cluster(String strategy, Part part) {
    add(strategy, part);
  }

  void add(String strategy, Part part) {
    votes.add(new Vote(strategy, part));
  }

  List<Vote> votes() {
    return votes;
  }

  Part first() {
    return votes.getFirst().part();
  }

  boolean isDisputed() {
    return votes.stream().map(vote -> vote.part().kind()).distinct().count() > 1;
  }

  /** The kind most of them take it for; of those with as many votes, the one said first. */
  String kind() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    votes.forEach(vote -> counts.merge(vote.part().kind(), 1, Integer::sum));
    String best = first().kind();
    for (var each : counts.entrySet()) {
      if (each.getValue() > counts.getOrDefault(best, 0)) {
        best = each.getKey();
      }
    }
    return best;
  }

  /** The first of those who had it right, as far as votes can tell. */
  Vote winner() {
    String kind = kind();
    return votes.stream().filter(vote -> vote.part().kind().equals(kind)).findFirst().orElseThrow();
  }

  /**
   * The winner's element, with who said what.
   *
   * @param strategies how many there are; those who saw nothing here are doubts
   */
  ObjectNode element(int strategies) {
    ObjectNode element = winner().part().json().deepCopy();
    ObjectNode provenance = element.withObjectProperty("provenance");
    if (provenance.path("level").asString("").equals("full")) {
      var evidence = provenance.withArrayProperty("evidence");
      for (Vote vote : votes) {
        evidence.add(Json.object().put("type", "strategy").put("value", said(vote)));
      }
      provenance.withObjectProperty("extraction").put("confidence", confidence(strategies));
    } else {
      provenance.put("note", votes.stream().map(Cluster::said).collect(Collectors.joining("; ")));
    }
    return element;
  }

  private static String said(Vote vote) {
    return "%s: %s/%s".formatted(vote.strategy(), vote.part().kind(), vote.part().type());
  }

  /** The mean over all strategies, where one that says something else or nothing counts as 0. */
  private double confidence(int strategies) {
    String kind = kind();
    double sum = 0;
    for (Vote vote : votes) {
      sum += vote.part().kind().equals(kind) ? vote.confidence() : 0;
    }
    return Math.round(sum / strategies * 1000) / 1000.0;
  }
}
