package io.skillmill.coordination.skills.graph;

import io.skillmill.schema.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** A graph as programs read it, and as tools draw it. */
public final class GraphText {

  /** The ways of writing it, by the word that asks for one. */
  public static final Map<String, Function<SkillGraph, String>> FORMATS =
      Map.of(
          "json", graph -> Json.write(json(graph)),
          "mermaid", GraphText::mermaid,
          "dot", GraphText::dot);

  private GraphText() {}

  public static ObjectNode json(SkillGraph graph) {
    var page = Json.object();
    var nodes = page.putArray("nodes");
    for (var node : graph.nodes()) {
      var one = nodes.addObject().put("name", node.name()).put("hosted", node.kind().isPresent());
      node.kind()
          .ifPresent(kind ->
              one.put("kind", kind)
                  .put("mount", node.mount())
                  .put("version", node.version())
                  .put("registered", node.guest()));
    }
    var edges = page.putArray("edges");
    for (var edge : graph.edges()) {
      edges
          .addObject()
          .put("from", edge.from())
          .put("to", edge.to())
          .put("static", edge.written())
          .put("calls", edge.calls());
    }
    var cycles = page.putArray("cycles");
    for (var cycle : graph.cycles()) {
      var one = cycles.addArray();
      cycle.forEach(one::add);
    }
    return page;
  }

  /** A flowchart; what nobody hosts has round ends, and calls that only happened are dotted. */
  public static String mermaid(SkillGraph graph) {
    var text = new StringBuilder("flowchart LR\n");
    var ids = new HashMap<String, String>();
    for (var node : graph.nodes()) {
      String id = "s" + ids.size();
      ids.put(node.name(), id);
      String shape = node.kind().isPresent() ? "[\"%s\"]" : "([\"%s?\"])";
      text.append("  ").append(id).append(shape.formatted(node.name())).append('\n');
    }
    for (var edge : graph.edges()) {
      text.append(
          "  %s %s%s %s\n"
              .formatted(
                  ids.get(edge.from()),
                  edge.written() ? "-->" : "-.->",
                  calls(edge).map("|%s|"::formatted).orElse(""),
                  ids.get(edge.to())));
    }
    return text.toString();
  }

  /** The same for Graphviz. */
  public static String dot(SkillGraph graph) {
    var text = new StringBuilder("digraph skills {\n  rankdir=LR;\n");
    for (var node : graph.nodes()) {
      String shape = node.kind().isPresent() ? "box" : "ellipse";
      text.append("  \"%s\" [shape=%s];\n".formatted(node.name(), shape));
    }
    for (var edge : graph.edges()) {
      text.append(
          "  \"%s\" -> \"%s\" [style=%s%s];\n"
              .formatted(
                  edge.from(),
                  edge.to(),
                  edge.written() ? "solid" : "dashed",
                  calls(edge).map(", label=\"%s\""::formatted).orElse("")));
    }
    return text.append("}\n").toString();
  }

  private static Optional<String> calls(SkillGraph.Edge edge) {
    return edge.calls() == 0 ? Optional.empty() : Optional.of(edge.calls() + "x");
  }
}
