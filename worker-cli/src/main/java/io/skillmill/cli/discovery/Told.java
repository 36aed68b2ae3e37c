package io.skillmill.cli.discovery;

import io.skillmill.schema.run.SkillName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What an answer tells about skills, if it is one that does. */
final class Told {

  /** How many skills one host may list. */
  static final int SKILLS_MAX = 5_000;

  private Told() {}

  /** The skills of a catalog; nothing where it is none. */
  static Optional<List<FoundSkill>> byCatalog(HostAddress host, JsonNode catalog) {
    if (!catalog.path("skills").isArray() || !catalog.path("runtime_host").isObject()) {
      return Optional.empty();
    }
    var skills = new ArrayList<FoundSkill>();
    for (JsonNode entry : catalog.path("skills")) {
      JsonNode said = entry.path("skill");
      String mount = said.path("mount_path").asString("");
      if (SkillName.isValid(mount) && skills.size() < SKILLS_MAX) {
        skills.add(FoundSkill.of(host, "/skills/" + mount, said));
      }
    }
    return Optional.of(skills);
  }

  /** Whether this is somebody who asks hosts, like us. */
  static boolean isDiscovery(JsonNode catalog) {
    return catalog.path("discovery_service").isObject();
  }

  /** The one skill of an inventory; nothing where it is none. */
  static Optional<List<FoundSkill>> byInventory(HostAddress host, JsonNode inventory) {
    JsonNode said = inventory.path("skill");
    return said.isObject() ? Optional.of(List.of(FoundSkill.of(host, "", said))) : Optional.empty();
  }
}
