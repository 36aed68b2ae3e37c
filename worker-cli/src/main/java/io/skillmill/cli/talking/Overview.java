package io.skillmill.cli.talking;

import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.render.Terminal;
import tools.jackson.databind.JsonNode;

/** Shows a host: what it is, and which skills are behind its one port. */
public final class Overview {

  private Overview() {}

  /** The host, and where each of its skills is. */
  public static void host(HostToolbox tools, String url, Terminal terminal) {
    JsonNode about = tools.about();
    terminal.paragraph("", about.path("service").asString("A host") + " at " + url);
    terminal.line(
        "%s, %d skills behind one port"
            .formatted(
                Terminal.safe(tools.health().path("status").asString("unknown")),
                about.path("loaded_skills").asInt(0)));
    for (var skill : about.path("skills").properties()) {
      var endpoints = skill.getValue().path("endpoints");
      terminal.line("  %s:".formatted(Terminal.safe(skill.getKey())));
      for (var endpoint : endpoints.properties()) {
        terminal.line(
            Terminal.safe(
                "    %s: %s".formatted(endpoint.getKey(), endpoint.getValue().asString(""))));
      }
    }
    terminal.line("");
  }

  /** What each skill is. */
  public static void skills(HostToolbox tools, Terminal terminal) {
    var table =
        new Table(
            Column.text("name"),
            Column.text("mount"),
            Column.text("category"),
            Column.text("description"));
    for (JsonNode skill : tools.skills()) {
      table.row(
          skill.path("name").asString(""),
          skill.path("mount_path").asString(""),
          skill.path("category").asString(""),
          skill.path("description").asString(""));
    }
    table.print(terminal);
    terminal.line("");
  }
}
