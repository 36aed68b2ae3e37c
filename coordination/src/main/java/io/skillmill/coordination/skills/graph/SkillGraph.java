package io.skillmill.coordination.skills.graph;

import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.schema.run.SkillDeclaration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which skills call which. An edge is there because the caller's text names the other, or because
 * the caller was seen to call it since the host began.
 *
 * <pre>{@code
 * SkillGraph graph = SkillGraph.of(hosting.snapshot());
 * System.out.println(GraphText.mermaid(graph));
 * }</pre>
 */
public final class SkillGraph {

  /**
   * A skill.
   *
   * @param kind in which way it is implemented; empty where nobody hosts it
   * @param guest whether it was registered at run time
   */
  public record Node(
      String name, Optional<String> kind, String mount, String version, boolean guest) {}

  /**
   * A call that may happen, or did.
   *
   * @param written whether the caller's text names the other
   * @param calls how often it was seen
   */
  public record Edge(String from, String to, boolean written, long calls) {

    Edge with(Edge other) {
      return new Edge(from, to, written || other.written, calls + other.calls);
    }
  }

  private final Map<String, Node> nodes = new TreeMap<>();
  private final Map<String, Map<String, Edge>> edges = new TreeMap<>();

  /** By each name that a skill is known by, the one it is called by. */
  private final Map<String, String> known = new HashMap<>();

  private SkillGraph() {}

  /** The graph of those that are hosted. */
  public static SkillGraph of(Snapshot skills) {
    var graph = new SkillGraph();
    skills.mounted().forEach(graph::node);
    skills.mounted().forEach(graph::calls);
    return graph;
  }

  /** The graph as it would be with this skill, in the place of one of its name. */
  public static SkillGraph with(SkillDeclaration skill, Snapshot skills) {
    var graph = new SkillGraph();
    var others =
        skills.mounted().stream().filter(each -> !each.configName().equals(skill.name())).toList();
    others.forEach(graph::node);
    graph.node(skill, skill.name(), true);
    others.forEach(graph::calls);
    graph.written(skill.name(), skill, Optional.empty());
    return graph;
  }

  private void node(Mounted mounted) {
    node(mounted.skill().declaration(), mounted.mount(), mounted.isGuest());
    known.putIfAbsent(mounted.mount(), mounted.configName());
    known.putIfAbsent(mounted.declaredName(), mounted.configName());
  }

  private void node(SkillDeclaration skill, String mount, boolean guest) {
    var kind = Optional.of(skill.implementation().kind().word());
    nodes.put(skill.name(), new Node(skill.name(), kind, mount, skill.version(), guest));
  }

  private void calls(Mounted mounted) {
    String name = mounted.configName();
    var home = mounted.isGuest() ? Optional.<Path>empty() : Optional.of(Path.of(mounted.path()));
    written(name, mounted.skill().declaration(), home);
    mounted.skill().meter().callees().forEach((to, calls) -> edge(name, to, false, calls));
  }

  private void written(String name, SkillDeclaration skill, Optional<Path> home) {
    StaticCalls.of(skill, home).forEach(to -> edge(name, to, true, 0));
  }

  private void edge(String from, String callee, boolean written, long calls) {
    String to = nodes.containsKey(callee) ? callee : known.getOrDefault(callee, callee);
    nodes.computeIfAbsent(to, name -> new Node(name, Optional.empty(), "", "", false));
    edges
        .computeIfAbsent(from, _ -> new TreeMap<>())
        .merge(to, new Edge(from, to, written, calls), Edge::with);
  }

  /** The skills, and those that are named and hosted nowhere, by name. */
  public List<Node> nodes() {
    return List.copyOf(nodes.values());
  }

  public List<Edge> edges() {
    var all = new ArrayList<Edge>();
    edges.values().forEach(each -> all.addAll(each.values()));
    return all;
  }

  /** Whom a skill calls. */
  List<Edge> from(String skill) {
    return List.copyOf(edges.getOrDefault(skill, Map.of()).values());
  }

  /** The skills that this one calls and nobody hosts. */
  public List<String> missing(String skill) {
    return from(skill).stream().map(Edge::to).filter(to -> !hosts(to)).toList();
  }

  private boolean hosts(String name) {
    Node node = nodes.get(name);
    return node != null && node.kind().isPresent();
  }

  /** For each skill that can come to call itself a shortest way in which it does. */
  public List<List<String>> cycles() {
    return new Cycles(this).all();
  }

  /** A shortest way in which this skill comes to call itself: {@code [a, b, a]}. */
  public Optional<List<String>> cycle(String skill) {
    return new Cycles(this).through(skill);
  }
}
