package io.skillmill.parsers.ensemble;

import io.skillmill.parsers.Limits;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes one decomposition of several, element by element. One for each merge; not thread-safe. */
final class Merge {

  private static final int IDS_MAX = 999;

  private final List<Cluster> clusters = new ArrayList<>();
  private final Map<String, String> ids = new HashMap<>();
  private int strategies;

  /** Adds what a strategy found. The first that is added wins where votes are even. */
  void add(String strategy, Document document) {
    strategies++;
    List<Part> parts = Part.of(document);
    var alignment = Alignment.of(clusters.stream().map(Cluster::first).toList(), parts);
    var partners = new IdentityHashMap<Part, Part>();
    alignment.pairs().forEach(pair -> partners.put(pair.first(), pair.second()));
    for (Cluster cluster : clusters) {
      Part partner = partners.get(cluster.first());
      if (partner != null) {
        cluster.add(strategy, partner);
      }
    }
    alignment.onlySecond().forEach(part -> clusters.add(new Cluster(strategy, part)));
  }

  /** The merged decomposition; what was left out and where the strategies differ is told. */
  ObjectNode decomposition(String file, Limits limits, List<Diagnostic> findings) {
    clusters.sort(Comparator.comparingInt(cluster -> cluster.first().first()));
    ObjectNode decomposition = Json.object();
    Part.KINDS.forEach(decomposition::putArray);
    int most = Math.min(IDS_MAX, limits.elementsMax());
    int leftOut = 0;
    int disputed = 0;
    for (Cluster cluster : clusters) {
      disputed += cluster.isDisputed() ? 1 : 0;
      var kind = (ArrayNode) decomposition.path(cluster.kind());
      if (kind.size() == most) {
        leftOut++;
      } else {
        kind.add(numbered(cluster, kind.size() + 1));
      }
    }
    decomposition.forEach(kind -> kind.forEach(this::redirect));
    tell(file, disputed, leftOut, findings);
    return decomposition;
  }

  private ObjectNode numbered(Cluster cluster, int number) {
    String digits = "000" + number;
    String id = cluster.kind().charAt(0) + "_" + digits.substring(digits.length() - 3);
    cluster.votes().forEach(vote -> ids.put(vote.strategy() + "/" + vote.id(), id));
    ObjectNode element = cluster.element(strategies);
    element.put("id", id).put("strategy", cluster.winner().strategy());
    return element;
  }

  /** What one strategy's element refers to has another id now, or none. */
  private void redirect(JsonNode element) {
    String strategy = element.path("strategy").asString("");
    for (String member : List.of("branching_targets", "related_elements")) {
      if (element.path(member) instanceof ArrayNode targets && element instanceof ObjectNode json) {
        ArrayNode known = Json.array();
        for (JsonNode target : targets) {
          String id = ids.get(strategy + "/" + target.asString(""));
          if (id != null) {
            known.add(id);
          }
        }
        json.set(member, known);
      }
    }
  }

  private static void tell(String file, int disputed, int leftOut, List<Diagnostic> findings) {
    if (disputed > 0) {
      findings.add(
          Diagnostic.info(
              "strategies-differ",
              "The strategies take %d elements for different kinds; each says in its evidence who"
                      .formatted(disputed)
                  + " took it for what, so look at those that matter",
              Place.startOf(file)));
    }
    if (leftOut > 0) {
      findings.add(
          Diagnostic.warning(
              "elements-left-out",
              "%d elements past the limit are left out; split the skill".formatted(leftOut),
              Place.startOf(file)));
    }
  }
}
