/** What is read: parsers that take a skill apart. */
@org.jspecify.annotations.NullMarked
module io.skillmill.parsers {
  requires static transitive org.jspecify;
  requires transitive io.skillmill.schema;
  requires org.snakeyaml.engine;
  requires java.net.http;

  uses io.skillmill.parsers.SkillParser;

  provides io.skillmill.parsers.SkillParser with
      io.skillmill.parsers.markdown.AgentSkillParser,
      io.skillmill.parsers.json.DecompositionParser,
      io.skillmill.parsers.llm.LlmParser,
      io.skillmill.parsers.ensemble.EnsembleParser,
      io.skillmill.parsers.mcp.McpToolsParser,
      io.skillmill.parsers.functions.FunctionToolsParser,
      io.skillmill.parsers.manifests.PluginManifestParser,
      io.skillmill.parsers.manifests.MarketplaceParser,
      io.skillmill.parsers.manifests.McpServerParser,
      io.skillmill.parsers.manifests.GeminiExtensionParser,
      io.skillmill.parsers.manifests.SkilletfileParser,
      io.skillmill.parsers.manifests.AgentCardParser,
      io.skillmill.parsers.openapi.OpenApiParser,
      io.skillmill.parsers.guidance.ClaudeMarkdownParser,
      io.skillmill.parsers.guidance.CursorRuleParser,
      io.skillmill.parsers.guidance.AgentsMdParser,
      io.skillmill.parsers.guidance.GeminiCommandParser;

  exports io.skillmill.parsers;
  exports io.skillmill.parsers.authoring;
  exports io.skillmill.parsers.promises;
  exports io.skillmill.parsers.contexts;
  exports io.skillmill.parsers.rules;
  exports io.skillmill.parsers.secrets;
  exports io.skillmill.parsers.security;
  exports io.skillmill.parsers.sources;
  exports io.skillmill.parsers.ensemble;
  exports io.skillmill.parsers.plugins;
  exports io.skillmill.parsers.pipes;
  exports io.skillmill.parsers.process;
  exports io.skillmill.parsers.check;
  exports io.skillmill.parsers.verdict;
  exports io.skillmill.parsers.skillsref;
  exports io.skillmill.parsers.mend;
  exports io.skillmill.parsers.hosting;
}
