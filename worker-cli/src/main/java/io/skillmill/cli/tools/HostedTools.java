package io.skillmill.cli.tools;

import io.skillmill.coordination.skills.hosting.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * The skills that are offered as tools at one moment, by name. What a tool is called does not
 * depend on the order of the skills, on who asks, or on which others there are. Immutable.
 *
 * <pre>{@code
 * var tools = HostedTools.of(hosting.snapshot()).only(caller::maySee);
 * var page = ToolFormat.of("openai").write(tools.all(), true);
 * }</pre>
 */
public final class HostedTools {

  private final Map<String, HostedTool> byName;
  private final BiPredicate<String, String> seen;

  private HostedTools(Map<String, HostedTool> byName, BiPredicate<String, String> seen) {
    this.byName = byName;
    this.seen = seen;
  }

  /** All that models are offered. Costs nothing but the first time that it is asked for. */
  public static HostedTools of(Snapshot skills) {
    return skills.derived(HostedTools.class, HostedTools::made);
  }

  private static HostedTools made(Snapshot skills) {
    var names =
        ToolNames.of(
            skills.mounted().stream().map(skill -> skill.mount()).collect(Collectors.toSet()));
    var byName = new TreeMap<String, HostedTool>();
    for (var skill : skills.offered()) {
      String name = names.getOrDefault(skill.mount(), skill.mount());
      byName.put(name, new HostedTool(name, skill));
    }
    return new HostedTools(byName, (_, _) -> true);
  }

  /**
   * The same without those that somebody is not to see.
   *
   * @param seen whether the skill of this name and this mount is to be seen
   */
  public HostedTools only(BiPredicate<String, String> seen) {
    return new HostedTools(byName, this.seen.and(seen));
  }

  /** In the order of their names. */
  public List<HostedTool> all() {
    return byName.values().stream().filter(this::isSeen).toList();
  }

  public Optional<HostedTool> find(String name) {
    return Optional.ofNullable(byName.get(name)).filter(this::isSeen);
  }

  private boolean isSeen(HostedTool tool) {
    return seen.test(tool.skill().configName(), tool.skill().mount());
  }
}
