package io.skillmill.cli.host;

import io.skillmill.coordination.skills.hosting.Failed;
import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Reloaded;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.SkillDeclaration;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the host tells about its skills: one snapshot in, one tree out. */
public final class SkillPages {

  private static final String SERVICE = "Skillmill";

  private SkillPages() {}

  static String pathOf(String mount) {
    return "/skills/" + mount;
  }

  static ObjectNode root(Snapshot skills, String version) {
    var page =
        Json.object()
            .put("service", SERVICE)
            .put("version", version)
            .put("loaded_skills", skills.mounted().size());
    var list = page.putObject("skills");
    for (var skill : skills.mounted()) {
      list.putObject(skill.mount())
          .put("mount_path", pathOf(skill.mount()))
          .set("endpoints", endpoints(pathOf(skill.mount())));
    }
    return page;
  }

  static ObjectNode health(Snapshot skills) {
    var page =
        Json.object()
            .put("status", skills.failed().isEmpty() ? "healthy" : "degraded")
            .put("loaded_skills", skills.mounted().size());
    var list = page.putObject("skills");
    for (var skill : skills.mounted()) {
      var one = list.putObject(skill.mount());
      one.put("status", "loaded").put("mount_path", skill.mount());
      skill
          .skill()
          .code()
          .ailment()
          .ifPresent(why -> one.put("status", "ailing").put("error", why));
    }
    for (var failed : skills.failed()) {
      list.putObject(failed.mount()).put("status", "failed").put("error", failed.why());
    }
    return page;
  }

  static ObjectNode list(Snapshot skills) {
    var page = Json.object().put("total_skills", skills.mounted().size());
    var list = page.putArray("skills");
    for (var skill : skills.mounted()) {
      list.addObject()
          .put("name", skill.configName())
          .put("mount_path", skill.mount())
          .set("endpoints", endpoints(pathOf(skill.mount())));
    }
    return page;
  }

  /**
   * Everything about every skill.
   *
   * @param base the address by which the client came
   */
  static ObjectNode catalog(Snapshot skills, String version, String base) {
    var page = Json.object();
    page.putObject("runtime_host")
        .put("name", SERVICE)
        .put("version", version)
        .put("total_skills", skills.mounted().size())
        .put("base_url", base);
    page.set("skills", entries(skills.mounted(), base));
    return page;
  }

  /** What {@code /catalog} says of each skill. */
  public static ArrayNode entries(List<Mounted> skills, String base) {
    var list = Json.array();
    for (var skill : skills) {
      var entry = about(skill);
      entry.put("base_url", base + pathOf(skill.mount()));
      entry.set("endpoints", endpoints(pathOf(skill.mount())));
      list.addObject().set("skill", entry);
    }
    return list;
  }

  /** What it says of itself. */
  public static ObjectNode inventory(Mounted skill) {
    var page = Json.object();
    var about = about(skill);
    skill.skill().code().bounds().ifPresent(bounds -> about.put("sandbox", bounds));
    page.set("skill", about);
    return page;
  }

  private static ObjectNode about(Mounted mounted) {
    SkillDeclaration skill = mounted.skill().declaration();
    var about = skill.about();
    var page =
        Json.object()
            .put("name", skill.name())
            .put("description", about.description())
            .put("version", about.version())
            .put("category", about.category())
            .put("complexity", about.complexity());
    texts(page, "use_cases", about.useCases());
    texts(page, "example_queries", about.exampleQueries());
    texts(page, "input_types", names(skill.inputs()));
    texts(page, "output_types", names(skill.outputs()));
    page.put("performance", about.performance());
    texts(page, "works_well_with", about.worksWellWith());
    page.put("typical_workflow_position", about.position());
    texts(page, "tags", about.tags());
    page.put("implementation", skill.implementation().kind().word());
    page.put("supports_credential_injection", true);
    texts(
        page,
        "required_credentials",
        skill.credentials().stream()
            .filter(CredentialNeed::required)
            .map(CredentialNeed::name)
            .toList());
    page.put("mount_path", mounted.mount());
    return page.put("registered", mounted.isGuest());
  }

  private static List<String> names(ObjectNode schema) {
    return schema.path("properties").properties().stream()
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  private static void texts(ObjectNode page, String name, List<String> texts) {
    var list = page.putArray(name);
    texts.forEach(list::add);
  }

  /** What it takes and gives. */
  public static ObjectNode schema(Mounted mounted) {
    SkillDeclaration skill = mounted.skill().declaration();
    var page =
        Json.object()
            .put("name", skill.name())
            .put("description", skill.description())
            .put("version", skill.version());
    page.set("parameters", forObjects(skill.inputs()));
    page.set("output_schema", skill.outputs());
    return page.put("endpoint", "/run")
        .put("method", "POST")
        .put("supports_credential_injection", true);
  }

  /** As a reader expects it: with its type and its members, even where nothing is promised. */
  static ObjectNode forObjects(ObjectNode schema) {
    var whole = schema.deepCopy();
    if (!whole.has("type")) {
      whole.put("type", "object");
    }
    if (!whole.has("properties")) {
      whole.putObject("properties");
    }
    return whole;
  }

  private static ObjectNode endpoints(String path) {
    return Json.object()
        .put("inventory", path + "/inventory")
        .put("schema", path + "/schema")
        .put("run", path + "/run");
  }

  /** Where each skill comes from, without the way there, which is nobody's business. */
  static ObjectNode places(Snapshot skills) {
    var places = Json.object();
    for (var skill : skills.mounted()) {
      var path = Path.of(skill.path()).getFileName();
      places
          .putObject(skill.mount())
          .put("name", skill.configName())
          .put("mount_path", skill.mount())
          .put("path", String.valueOf(path));
    }
    return places;
  }

  static ObjectNode reloaded(Reloaded reloaded) {
    var page = Json.object().put("message", "Skills reloaded successfully");
    texts(page, "old_skills", reloaded.oldMounts());
    texts(page, "new_skills", reloaded.newMounts());
    page.put("total_loaded", reloaded.newMounts().size());
    texts(page, "added", reloaded.added());
    texts(page, "removed", reloaded.removed());
    texts(page, "changed", reloaded.changed());
    var failed = page.putArray("failed");
    for (Failed one : reloaded.failed()) {
      failed
          .addObject()
          .put("name", one.configName())
          .put("mount", one.mount())
          .put("error", one.why());
    }
    return page;
  }
}
