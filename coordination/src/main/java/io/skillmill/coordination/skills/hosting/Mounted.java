package io.skillmill.coordination.skills.hosting;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.schema.skill.Diagnostic;
import java.util.List;

/**
 * A skill that is hosted.
 *
 * @param configName how the configuration calls it, which is how it is called by other skills
 * @param mount under which it is found over HTTP
 * @param path where it was loaded from
 * @param declaredName how its own declaration calls it
 * @param findings what is worth knowing about its declaration
 */
public record Mounted(
    String configName,
    String mount,
    HostedSkill skill,
    String path,
    String declaredName,
    List<Diagnostic> findings) {

  public Mounted {
    findings = List.copyOf(findings);
  }

  /**
   * The name under which the engine finds whatever is hosted at this mount when a run begins, even
   * if it is called otherwise by then. No skill can have such a name itself.
   */
  public String address() {
    return address(mount);
  }

  /** Whether it is a guest, which no configuration names. */
  public boolean isGuest() {
    return path.startsWith(Guest.PATH_PREFIX);
  }

  static String address(String mount) {
    return "/" + mount;
  }
}
