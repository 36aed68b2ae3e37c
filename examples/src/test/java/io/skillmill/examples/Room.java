package io.skillmill.examples;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The map of the house: every room in the order of its floor, with the types that are its doors. A
 * room may use the rooms written before it on its own floor, and every room of the floors below.
 *
 * @param name its package, without {@code io.skillmill}
 * @param doors the types that everyone may call; other types are public only because the doors'
 *     signatures need them. None for a dictionary, where every type is a word of its own
 * @param reason why it has more than two doors, or none
 */
record Room(String name, Set<String> doors, Optional<String> reason) {

  static final String HOUSE = "io.skillmill.";

  static final List<Room> ALL =
      List.of(
          dictionary("schema.problem", "the error value and the exception that carries it"),
          room("schema.json", "Json"),
          dictionary("schema.skill", "the words for sources and documents"),
          dictionary("schema.task", "the words for tasks; each is its own small record"),
          dictionary("schema.run", "the words for hosted skills and their runs"),
          dictionary("schema.chat", "the words for what is said to and by a model"),
          room("schema.check", "DocumentCheck", "Shape"),
          room("db.sql", "Session"),
          room("db.dialect", "Dialect", "SqliteDialect"),
          room("db.migration", "Migrations"),
          several(
              "one class per table, used inside a transaction that Database opens",
              "db",
              "Database Scratch AttemptRows ClaimRows ContentRows DraftRows MemoryRows QueueRows"
                  + " RegistryRows ResultRows TaskRows TokenRows WorkerRows"),
          room("db.agents", "AgentRows"),
          room("parsers.phrases", "Phrases", "Lookalikes"),
          room("parsers.secrets", "Redaction"),
          room("parsers", "Parsers", "SkillParser"),
          room("parsers.promises", "Promises", "Hostile"),
          several(
              "a file is told by its first bytes, cut into lines, or read as a text",
              "parsers.text",
              "SourceText LineStarts FirstBytes"),
          room("parsers.repair", "Recovery", "FieldLine"),
          room("parsers.blocks", "Blocks"),
          room("parsers.contexts", "Contexts"),
          room("parsers.rules", "RulePack", "Matcher"),
          several(
              "rules name detectors, which look at a view of the text",
              "parsers.detect",
              "Detectors View MixedWords PlainText"),
          room("parsers.security", "SecurityRules"),
          room("parsers.yaml", "Frontmatter", "YamlNesting"),
          room("parsers.blockyaml", "BlockYaml"),
          several(
              "a format finds passages, names the skill and drafts the document",
              "parsers.decompose",
              "Decomposer Draft SkillId"),
          room("parsers.traits", "Traits"),
          room("parsers.markdown", "AgentSkillParser", "MarkdownBody"),
          room("parsers.json", "DecompositionParser", "TreeFaults"),
          several(
              "a format is told by its outline, read into values, and shown in messages",
              "parsers.located",
              "LocatedFile Located Outline Shown"),
          room("parsers.declared", "Declaration"),
          room("parsers.mcp", "McpToolsParser"),
          room("parsers.functions", "FunctionToolsParser"),
          several(
              "each kind of manifest is a parser of its own",
              "parsers.manifests",
              "PluginManifestParser MarketplaceParser McpServerParser GeminiExtensionParser"
                  + " SkilletfileParser AgentCardParser"),
          room("parsers.openapi", "OpenApiParser"),
          several(
              "each kind of guidance is a parser of its own",
              "parsers.guidance",
              "ClaudeMarkdownParser CursorRuleParser AgentsMdParser GeminiCommandParser"),
          room("parsers.authoring", "LineSkill"),
          room("parsers.llm", "LlmParser"),
          room("parsers.ensemble", "EnsembleParser", "Comparison"),
          dictionary("parsers.verdict", "the words for judging a skill"),
          room("parsers.spec", "SpecProfile"),
          room("parsers.skillsref", "SkillsRef", "SkillsRefProfile"),
          room("parsers.clients", "Clients"),
          several(
              "asking takes a list of profiles and what is known already",
              "parsers.check",
              "SkillCheck Profiles Baseline"),
          room("parsers.ignore", "IgnoreRules"),
          room("parsers.mend", "Mender", "Mended"),
          room("parsers.sources", "Sources", "Scope"),
          room("parsers.plugins", "Plugins"),
          several(
              "whoever starts a process reads its lines, keeps its last words and ends it",
              "parsers.pipes",
              "Felling Lines Tail Surroundings"),
          room("parsers.process", "ProcessParsers"),
          several(
              "a skill, a host and a service over several hosts have a file each",
              "parsers.hosting",
              "Declarations RuntimeConfig DiscoveryConfig"),
          several(
              "both ends know the calls, the names they agree on, and how bodies are packed",
              "coordination.wire",
              "Calls Wire Pack Gzip"),
          room("coordination.link", "Link"),
          several(
              "what every store does, and one door for each kind there is",
              "coordination.store",
              "SkillStore LocalSkillStore RemoteSkillStore"),
          room("coordination.intake", "Intake"),
          room("coordination.upkeep", "Upkeep"),
          room("coordination.handling", "TaskHandler", "Reading"),
          room("coordination.holding", "Hands"),
          room("coordination.work", "SkillWorker", "Handlers"),
          room("coordination.tokens", "Tokens"),
          room("coordination.skills.passage", "WrittenSize", "Flaws"),
          room("coordination.skills.threads", "Aside", "StackRoom"),
          room("coordination.models", "ChatModel", "ModelAddress"),
          room("coordination.models.scripted", "ScriptedModel"),
          room("coordination.toolloop", "ToolLoop", "Toolbox"),
          several(
              "the engine runs what a skill's code does, and a kind makes code of a declaration",
              "coordination.skills",
              "SkillEngine SkillCode SkillKind"),
          room("coordination.skills.queued", "QueuedRuns"),
          room("coordination.skills.settings", "Settings", "SourceCode"),
          room("coordination.skills.voice", "Voice"),
          several(
              "each language is a kind of its own, and all run within the sandbox",
              "coordination.skills.scripts",
              "PythonKind ProcessKind Sandbox"),
          room("coordination.skills.javascript", "JavaScriptKind"),
          several(
              "a question goes over a connection that the dialer makes, within a deadline",
              "coordination.skills.web",
              "Exchange Dialer Question WebAddress Deadline"),
          room("coordination.skills.remote", "RemoteKind"),
          room("coordination.skills.classes", "JavaKind"),
          room("coordination.skills.instructions", "InstructionsKind", "Instructions"),
          room("coordination.skills.hosting", "Hosting", "SkillLoader"),
          room("coordination.skills.composite", "Composite", "Arithmetic"),
          several(
              "what a skill's text calls, the graph of all, and how it is written down",
              "coordination.skills.graph",
              "SkillGraph StaticCalls GraphText"),
          several(
              "a store's registry, the host that changes it, one that follows it, and what is sent"
                  + " to it",
              "coordination.skills.registry",
              "SkillRegistry Registrar Subscription Application"),
          room("coordination.skills.generating", "Generator", "Drafts"),
          room("coordination.agents", "ConsumerAgent", "AgentSessions"),
          room("coordination.skills.bundled.memory", "KnowledgeGraph"),
          room("coordination.skills.bundled.fetch", "PageFetcher", "FetchRules"),
          room("coordination.skills.bundled", "BundledSkills"),
          several(
              "each way of showing an answer is a door",
              "cli.render",
              "Terminal Paint Table JsonViews ProgressLine ExitCodes Periods Surroundings"
                  + " OutputClosed ToolVersion"),
          several(
              "options that several commands share are doors",
              "cli.session",
              "Session StoreOption GlobalOptions JsonOption ParserOptions TaskOptions SearchOptions"
                  + " SelectionOption TaskFilterOption QueueNames Converters Signals TokenOption"
                  + " CredentialOption EnvironmentFile"),
          several(
              "searching, running and summing up are used one after the other by the commands",
              "cli.run",
              "Search Explanation ParseRun EnqueueRun EnqueuedRuns RunInputs Summary"),
          several(
              "a format is chosen, begun as a report and given the scores at the end",
              "cli.report",
              "Format Checked Scores"),
          several(
              "finding skills, checking them and keeping what came of it are used one after the"
                  + " other by the command",
              "cli.check",
              "Targets CheckRun FixRun BaselineFile OutputFile RulesFile"),
          several(
              "a log is opened with a level, and stands behind what libraries log through",
              "cli.journal",
              "Journal Level Loggers"),
          room("cli.telemetry", "Telemetry", "TracePlace"),
          several(
              "each sort of project is a door, and the names of one are made first",
              "cli.scaffold",
              "ParserProject Names SkillProject"),
          several(
              "routes are put on the desk, the front opens it, and the echo is its yardstick",
              "cli.http",
              "Front Desk Echo"),
          room("cli.finding", "SkillQuestion"),
          room("cli.ours", "OurText"),
          room("cli.exposition", "Exposition"),
          room("cli.drafts", "DraftRoutes", "DraftPages"),
          several(
              "tools are made of what is hosted, written in a format, and told over HTTP; what"
                  + " failed is told to models in the same way everywhere",
              "cli.tools",
              "HostedTools ToolFormat ToolRoutes FailedRun"),
          several(
              "routes tell what happens, and whoever tells something else takes the stream and"
                  + " waits as they do",
              "cli.events",
              "EventRoutes EventStream Changes Vigil"),
          room("cli.agent", "AgentRoutes"),
          room("cli.mcp", "McpRoutes", "McpLines"),
          several(
              "a host is opened over a store; what it says of skills is said on the command line,"
                  + " too",
              "cli.host",
              "StoreHost Kinds SkillPages RegistryPages RunForms"),
          room("cli.skill", "SkillPlace", "RunText"),
          several(
              "hosts are listed, asked, told about once, or served",
              "cli.discovery",
              "HostList Discovery DiscoveryPages DiscoveryHost"),
          several(
              "each bench is a door, and all say in the same way what they ran on",
              "cli.bench",
              "ParseBench QueueBench OwnProgram"),
          room("cli.bench.hosting", "HostBench"),
          several(
              "a host's skills are tools, a person talks with a model that runs them or with a"
                  + " host's agent, and a host is shown",
              "cli.talking",
              "HostToolbox Conversation Overview AgentTalk"),
          room("cli.demo", "Demos", "Screenplay"),
          room("cli.command", "Commands"),
          room("cli", "Main"),
          dictionary("examples.bench", "each is a measurement to be run on its own"),
          dictionary("examples.start", "each is a program to be read on its own"),
          dictionary("examples", "the tests of the whole"));

  private static Room room(String name, String... doors) {
    return new Room(name, Set.of(doors), Optional.empty());
  }

  private static Room several(String reason, String name, String doors) {
    return new Room(name, Set.of(doors.split(" ", -1)), Optional.of(reason));
  }

  private static Room dictionary(String name, String reason) {
    return new Room(name, Set.of(), Optional.of(reason));
  }

  /** The module it is in. */
  String floor() {
    return switch (name.split("\\.", -1)[0]) {
      case "cli" -> "worker-cli";
      case String first -> first;
    };
  }

  /** The room of a package, if it is on the map. */
  static Optional<Room> of(String packageName) {
    return ALL.stream().filter(room -> packageName.equals(HOUSE + room.name)).findFirst();
  }

  /** Whether this room's code may use the other's. */
  boolean mayUse(Room other) {
    if (floor().equals(other.floor())) {
      return ALL.indexOf(other) <= ALL.indexOf(this);
    }
    boolean siblings = Set.of("db", "parsers").equals(Set.of(floor(), other.floor()));
    return !siblings && Clone.FLOORS.indexOf(other.floor()) < Clone.FLOORS.indexOf(floor());
  }
}
