package io.skillmill.parsers.manifests;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.located.Outline;
import io.skillmill.schema.skill.SkillSource;

/** Parses {@code server.json}, by which the MCP registry knows a server. */
public final class McpServerParser implements SkillParser {

  private static final String VERSION = "1";

  static final String SCHEMAS = "static.modelcontextprotocol.io/schemas/";

  @Override
  public String name() {
    return "mcp-server";
  }

  @Override
  public String version() {
    return VERSION;
  }

  /** Many other files are called server.json, so the name says nothing. */
  @Override
  public Fit fit(SkillSource source) {
    Outline outline = Outline.ofJson(source, "\"packages\"", "\"remotes\"", SCHEMAS);
    Fit fit = fit(outline, "");
    return fit == Fit.NONE ? fit(outline, "server/") : fit;
  }

  private static Fit fit(Outline outline, String prefix) {
    String schema = outline.text(prefix + "$schema");
    if (schema.contains(SCHEMAS) && schema.contains("server")) {
      return Fit.CERTAIN;
    }
    boolean reachable =
        outline.has(prefix + "packages/0/registryType")
            || outline.has(prefix + "packages/0/registry_type")
            || outline.has(prefix + "packages/0/registry_name")
            || outline.has(prefix + "remotes/0/type")
            || outline.has(prefix + "remotes/0/transport_type");
    return reachable && outline.text(prefix + "name").contains("/") ? Fit.LIKELY : Fit.NONE;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    return Manifests.read(
        this, source, limits, declaration -> new ServerManifest(declaration).document());
  }
}
