package io.skillmill.cli.discovery;

import io.skillmill.cli.exposition.Exposition;
import io.skillmill.cli.finding.SkillQuestion;
import io.skillmill.schema.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a round of questions is told as: one round in, one tree out. */
public final class DiscoveryPages {

  private static final String SERVICE = "Skillmill Discovery";

  private DiscoveryPages() {}

  /** Every skill, and the hosts that have not answered among them. */
  public static ObjectNode catalog(Round round, String version) {
    var page = Json.object();
    List<FoundSkill> skills = round.skills();
    page.putObject("discovery_service")
        .put("name", SERVICE)
        .put("version", version)
        .put("last_updated", round.when().toString())
        .put("total_skills", skills.size() + round.unavailable().size())
        .put("available_skills", skills.size());
    ArrayNode list = entries(skills);
    for (HostReport report : round.unavailable()) {
      list.addObject().set("skill", unavailable(report));
    }
    page.set("skills", list);
    return page;
  }

  private static ObjectNode unavailable(HostReport report) {
    var entry =
        Json.object()
            .put("name", "unavailable_skill_" + report.host().lastPart())
            .put("base_url", report.host().url())
            .put("status", "unavailable")
            .put("error", report.why().orElse(""));
    report.lastSeen().ifPresent(when -> entry.put("last_seen", when.toString()));
    return entry;
  }

  private static ArrayNode entries(List<FoundSkill> skills) {
    var list = Json.array();
    skills.forEach(skill -> list.addObject().set("skill", skill.about()));
    return list;
  }

  static ObjectNode skills(Round round) {
    List<FoundSkill> skills = round.skills();
    var page = Json.object().put("available_skills", skills.size());
    page.set("skills", entries(skills));
    return page;
  }

  /** Those that fit, the best first. */
  public static ObjectNode found(Round round, SkillQuestion question) {
    List<FoundSkill> skills = question.ranked(round.skills(), FoundSkill::sayings);
    var page = Json.object();
    page.set("query", question.tree());
    page.put("results", skills.size());
    page.set("skills", entries(skills));
    return page;
  }

  static ObjectNode refreshed(Round round) {
    return Json.object()
        .put("message", "Hosts were asked")
        .put("last_updated", round.when().toString())
        .put("available_skills", round.skills().size())
        .put("total_skills", round.skills().size() + round.unavailable().size());
  }

  static ObjectNode health(Round round) {
    var page =
        Json.object()
            .put("status", round.isWhole() ? "healthy" : "degraded")
            .put("last_updated", round.when().toString())
            .put("catalog_size", round.skills().size() + round.unavailable().size());
    var hosts = page.putArray("hosts");
    for (HostReport report : round.reports()) {
      var host =
          hosts
              .addObject()
              .put("url", report.host().url())
              .put("status", report.isAvailable() ? "available" : "unavailable")
              .put("skills", report.skills().size());
      report.why().ifPresent(why -> host.put("error", why));
      report.lastSeen().ifPresent(when -> host.put("last_seen", when.toString()));
    }
    return page;
  }

  /** How it goes, as Prometheus reads it. */
  static byte[] metrics(Round round) {
    var metrics = new Exposition();
    metrics.head("skillmill_discovery_hosts", "gauge", "Hosts that were asked.");
    int unavailable = round.unavailable().size();
    metrics.line(
        "skillmill_discovery_hosts",
        "status=\"available\"",
        round.reports().size() - (long) unavailable);
    metrics.line("skillmill_discovery_hosts", "status=\"unavailable\"", unavailable);
    metrics.head("skillmill_discovery_skills", "gauge", "Skills that were found.");
    metrics.line("skillmill_discovery_skills", "", round.skills().size());
    metrics.head("skillmill_discovery_asked_seconds", "gauge", "When hosts were asked last.");
    metrics.line("skillmill_discovery_asked_seconds", "", round.when().getEpochSecond());
    return metrics.machine().utf8();
  }

  /** What is known, and where. */
  static ObjectNode root(Round round, String version) {
    var page =
        Json.object()
            .put("service", SERVICE)
            .put("version", version)
            .put("hosts", round.reports().size())
            .put("available_skills", round.skills().size());
    page.putObject("endpoints")
        .put("catalog", "/catalog")
        .put("skills", "/skills")
        .put("search", "/search")
        .put("refresh", "/refresh")
        .put("health", "/health");
    return page;
  }
}
