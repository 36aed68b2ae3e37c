package io.skillmill.coordination.skills.hosting;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.parsers.hosting.RuntimeConfig;
import io.skillmill.schema.run.SkillDeclaration;
import java.nio.file.Path;

/**
 * A say in which skills are hosted, and how. Found by {@link java.util.ServiceLoader}, or given in
 * the {@link Plan}. Asked for each skill before it is loaded, by several threads at a time.
 *
 * <pre>{@code
 * public final class SignedOnly implements SkillLoader {
 *   public Verdict judge(Candidate candidate) {
 *     return isSigned(candidate.home()) ? Verdict.accepted() : new Verdict.Refused("not signed");
 *   }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface SkillLoader {

  /**
   * A skill that is to be hosted.
   *
   * @param entry what the configuration says of it
   * @param declaration what it is to be hosted as, with the changes of the entry
   * @param home its directory
   */
  record Candidate(RuntimeConfig.Entry entry, SkillDeclaration declaration, Path home) {}

  /** What becomes of it. What it throws instead counts as a refusal. */
  Verdict judge(Candidate candidate);

  /** What becomes of a skill. */
  sealed interface Verdict {

    static Verdict accepted() {
      return new Accepted();
    }

    /** It is loaded as it is. */
    record Accepted() implements Verdict {}

    /** It is not hosted. */
    record Refused(String why) implements Verdict {}

    /** It is loaded as this; its name stays. */
    record Changed(SkillDeclaration declaration) implements Verdict {}

    /** It is hosted with this code, which is closed with it. */
    record Supplied(SkillCode code) implements Verdict {}
  }
}
