package io.skillmill.parsers.ensemble;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.ParseResult.Parsed;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs several strategies side by side and merges what they find: an element counts as what most of
 * them take it for, and says in its evidence who said what. It never chooses itself.
 *
 * <p>What the document holds beside the elements is the first strategy's. A strategy that rejects
 * the source is reported and has no say; one that throws ends the whole, for its say may be had by
 * trying again.
 */
public final class EnsembleParser implements SkillParser {

  static final String STRATEGIES_NAME = "SKILLMILL_ENSEMBLE";

  private static final String NAME = "ensemble";
  private static final String VERSION = "1";
  private static final int STRATEGIES_MAX = 10;

  private final List<String> names;
  private final Optional<List<SkillParser>> given;

  /** With the strategies that this process's environment names. */
  public EnsembleParser() {
    this(System.getenv());
  }

  /** With the strategies that an environment names, found among all parsers at hand. */
  public EnsembleParser(Map<String, String> environment) {
    this.names =
        Arrays.stream(environment.getOrDefault(STRATEGIES_NAME, "").split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    this.given = Optional.empty();
  }

  /** With these strategies. */
  public EnsembleParser(List<SkillParser> strategies) {
    this.names = strategies.stream().map(SkillParser::name).toList();
    this.given = Optional.of(List.copyOf(strategies));
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Other strategies, or another version of one, make another version of the whole. */
  @Override
  public String version() {
    return needs().isPresent()
        ? VERSION
        : strategies().stream()
            .map(strategy -> strategy.name() + " " + strategy.version())
            .collect(Collectors.joining(", ", VERSION + " (", ")"));
  }

  @Override
  public Optional<String> needs() {
    return names.size() < 2 || names.size() > STRATEGIES_MAX || names.contains(NAME)
        ? Optional.of(
            "Set %s to two or more parsers, such as agent-skill,llm".formatted(STRATEGIES_NAME))
        : Optional.empty();
  }

  @Override
  public Fit fit(SkillSource source) {
    return Fit.NONE;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    needs()
        .ifPresent(remedy -> {
          throw Problem.usage("The parser ensemble cannot be used yet", remedy).asException();
        });
    Map<String, ParseResult> results = results(source, limits);
    var parsed = new LinkedHashMap<String, Document>();
    var findings = new ArrayList<Diagnostic>();
    results.forEach((name, result) -> {
      if (result instanceof Parsed(var document, var told)) {
        findings.addAll(parsed.isEmpty() ? told : List.of());
        parsed.put(name, document);
      } else {
        findings.add(rejection(source, name, result.diagnostics()));
      }
    });
    if (parsed.isEmpty()) {
      return new ParseResult.Rejected(findings);
    }
    return merged(source, limits, parsed, findings);
  }

  private static Diagnostic rejection(SkillSource source, String name, List<Diagnostic> reasons) {
    return Diagnostic.warning(
        "strategy-rejects",
        "The strategy %s has no say, for it rejects the source: %s; mend that, or do without it"
            .formatted(name, reasons.getFirst().message()),
        Place.startOf(source.primary()));
  }

  private ParseResult merged(
      SkillSource source, Limits limits, Map<String, Document> parsed, List<Diagnostic> findings) {
    var merge = new Merge();
    parsed.forEach(merge::add);
    ObjectNode json = Json.object();
    json.setAll(parsed.values().iterator().next().json());
    json.remove("execution_paths"); // they name elements that have other ids now
    json.set("decomposition", merge.decomposition(source.primary(), limits, findings));
    var strategies = json.putArray("strategies");
    parsed.forEach((name, document) -> strategies.add(strategy(name, document)));
    json.set("meta", json.path("meta").deepCopy());
    json.withObjectProperty("meta")
        .put("parser_version", version())
        .put("parsed_by", "skillmill " + NAME);
    var told = json.putArray("diagnostics");
    findings.forEach(finding -> told.add(finding.toJson()));
    return new Parsed(new Document(json), findings);
  }

  private static ObjectNode strategy(String name, Document document) {
    var json = Json.object().put("name", name);
    json.put("version", document.json().path("meta").path("parser_version").asString(""));
    Part.KINDS.forEach(
        kind -> json.put(kind, document.json().path("decomposition").path(kind).size()));
    if (document.json().path("llm") instanceof ObjectNode usage) {
      json.set("llm", usage);
    }
    return json;
  }

  /** Side by side, since some of them wait for others. */
  private Map<String, ParseResult> results(SkillSource source, Limits limits) {
    List<SkillParser> strategies = strategies();
    var work = new ArrayList<Callable<ParseResult>>();
    strategies.forEach(strategy -> work.add(() -> strategy.parse(source, limits)));
    var results = new LinkedHashMap<String, ParseResult>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = threads.invokeAll(work);
      for (int i = 0; i < strategies.size(); i++) {
        results.put(strategies.get(i).name(), answers.get(i).get());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException broken
          ? broken
          : new IllegalStateException("A strategy broke: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.failed("The strategies were not waited for any longer", "Try again")
          .causedBy(e);
    }
    return results;
  }

  private List<SkillParser> strategies() {
    return given.orElseGet(() -> names.stream().map(Parsers.discovered()::known).toList());
  }
}
