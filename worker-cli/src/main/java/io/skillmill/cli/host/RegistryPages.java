package io.skillmill.cli.host;

import io.skillmill.coordination.skills.registry.Outcome;
import io.skillmill.coordination.skills.registry.SkillRegistry;
import io.skillmill.db.RegistryRows.Revision;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is told about registered skills, as trees. */
public final class RegistryPages {

  /** How a revision can be named: by the version that its author gave it, or by its number. */
  static final List<String> WISHES = List.of("version", "revision");

  private static final int DIGITS_MAX = 18;

  private RegistryPages() {}

  /** What came of a change. */
  public static ObjectNode outcome(Outcome outcome) {
    var page = Json.object();
    switch (outcome) {
      case Outcome.Accepted accepted -> {
        page.put("success", true).put("name", accepted.name()).putNull("error");
        if (!accepted.version().isEmpty()) {
          page.put("version", accepted.version());
        }
        page.put("revision", accepted.revision());
        page.put(
            "message",
            "'%s' is at revision %d".formatted(page.path("name").asString(), accepted.revision()));
        accepted.warnings().forEach(page.putArray("warnings")::add);
      }
      case Outcome.Refused refused -> {
        page.put("success", false).put("name", refused.name()).put("error", refused.message());
        page.put("detail", refused.message()).putArray("warnings");
      }
    }
    return page;
  }

  /** The code of a revision, with its declaration. */
  public static ObjectNode code(Revision revision) {
    JsonNode declaration = Json.readOurs(revision.declaration());
    String code =
        revision.source().isEmpty()
            ? Json.write(declaration.path("implementation"))
            : revision.source();
    var page = Json.object().put("name", revision.skill()).put("code", code);
    page.put("kind", revision.kind()).put("version", revision.version());
    page.put("revision", revision.revision()).put("content_hash", revision.contentHash());
    page.set("declaration", declaration);
    return page;
  }

  /** Everything that happened to a name, the latest first. */
  public static Optional<ObjectNode> versions(SkillRegistry registry, String name) {
    var history = registry.history(name);
    if (history.isEmpty()) {
      return Optional.empty();
    }
    var page = Json.object().put("name", name);
    boolean serves = !history.getFirst().act().equals(SkillRegistry.REMOVED);
    page.put("state", serves ? "active" : "removed");
    var list = page.putArray("versions");
    for (Revision each : history) {
      var one = list.addObject().put("revision", each.revision()).put("act", each.act());
      if (!each.act().equals(SkillRegistry.REMOVED)) {
        one.put("version", each.version()).put("kind", each.kind());
        one.put("content_hash", each.contentHash());
      }
      each.of().ifPresent(of -> one.put("of_revision", of));
      one.put("by", each.by()).put("at", each.at().toString());
    }
    return Optional.of(page);
  }

  /** The revision that is wished for, or the one that serves where none is named. */
  public static Optional<Revision> wanted(SkillRegistry registry, String name, JsonNode wish) {
    if (WISHES.stream().noneMatch(wish::has)) {
      return registry.serving(name);
    }
    return number(registry, name, wish)
        .flatMap(number -> registry.find(name, number))
        .filter(revision -> !revision.declaration().isEmpty());
  }

  /** The number of the revision that is wished for; one that cannot be where there is none. */
  public static long revision(SkillRegistry registry, String name, JsonNode wish) {
    if (WISHES.stream().noneMatch(wish::has)) {
      throw Problem.usage(
              "It is not said to which version",
              "Send {\"version\": \"1.0.0\"}, or {\"revision\": 1}; see GET /skills/NAME/versions")
          .asException();
    }
    return number(registry, name, wish).orElse(0L);
  }

  private static Optional<Long> number(SkillRegistry registry, String name, JsonNode wish) {
    JsonNode revision = wish.path("revision");
    if (!revision.isMissingNode()) {
      return number(revision.asString(""));
    }
    String version = wish.path("version").asString("");
    return registry.history(name).stream()
        .filter(each -> !each.act().equals(SkillRegistry.REMOVED))
        .filter(each -> each.version().equals(version))
        .map(Revision::revision)
        .findFirst();
  }

  private static Optional<Long> number(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= DIGITS_MAX
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
