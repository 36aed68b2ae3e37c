package io.skillmill.schema.check;

import io.skillmill.schema.skill.Diagnostic;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Finds ids that stand twice and references that lead nowhere, which a JSON Schema cannot say. */
final class ElementIds {

  private final Set<String> known = new HashSet<>();
  private final List<Diagnostic> findings;

  private ElementIds(List<Diagnostic> findings) {
    this.findings = findings;
  }

  static void check(JsonNode document, List<Diagnostic> findings) {
    JsonNode decomposition = document.path("decomposition");
    var ids = new ElementIds(findings);
    ids.collect(decomposition, "actions");
    ids.collect(decomposition, "rules");
    ids.collect(decomposition, "directives");
    ids.follow(decomposition.path("rules"), "branching_targets", "/decomposition/rules");
    ids.follow(decomposition.path("directives"), "related_elements", "/decomposition/directives");
    ids.follow(document.path("execution_paths"), "sequence", "/execution_paths");
  }

  private void collect(JsonNode decomposition, String kind) {
    int index = 0;
    for (JsonNode element : elements(decomposition.path(kind))) {
      String id = element.path("id").asString("");
      if (!id.isEmpty() && !known.add(id)) {
        findings.add(
            DocumentCheck.finding(
                "document-duplicate-id",
                "At /decomposition/%s/%d/id: the id %s stands twice; give each element its own"
                    .formatted(kind, index, id)));
      }
      index++;
    }
  }

  private void follow(JsonNode holders, String member, String where) {
    int index = 0;
    for (JsonNode holder : elements(holders)) {
      for (JsonNode target : elements(holder.path(member))) {
        if (target.isString() && !known.contains(target.asString())) {
          findings.add(
              DocumentCheck.finding(
                  "document-dangling-reference",
                  "At %s/%d/%s: no element has the id %s; name one that is there or remove it"
                      .formatted(where, index, member, target.asString())));
        }
      }
      index++;
    }
  }

  /** An array's members; none for anything else, which the schema has complained about already. */
  private static Iterable<JsonNode> elements(JsonNode node) {
    return node.isArray() ? node : List.of();
  }
}
