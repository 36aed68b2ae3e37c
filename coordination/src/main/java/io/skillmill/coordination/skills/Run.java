package io.skillmill.coordination.skills;

import io.skillmill.schema.run.RunRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One run from outside: what it shares with every call that it causes, and with no other run.
 *
 * @param skills those that were hosted when it began
 * @param lent secrets of the host's, for those skills that declare a need of them
 * @param elsewhere who waits for it in other hosts
 * @param over whether it has ended, so that whoever was left behind calls nobody any more
 */
record Run(
    SkillSet skills,
    RunRequest.Terms terms,
    Budget budget,
    String traceId,
    Map<String, String> lent,
    Elsewhere elsewhere,
    AtomicBoolean over) {

  /** What the caller gives, or else what the host lends to a skill that declares it. */
  Optional<String> credential(String skill, String name) {
    String given = terms.credentials().get(name);
    return given != null
        ? Optional.of(given)
        : Optional.ofNullable(lent.get(name)).filter(_ -> declares(skill, name));
  }

  private static final int HALF_TRACE_ID = 16;

  /** As it was given; else the number of the trace, half of which stands for this run. */
  Optional<String> traceparent() {
    boolean hex =
        traceId.length() == 2 * HALF_TRACE_ID
            && traceId.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    return terms
        .traceparent()
        .or(() ->
            Optional.of("00-%s-%s-01".formatted(traceId, traceId.substring(traceId.length() / 2)))
                .filter(_ -> hex));
  }

  /** Whether the caller gave secrets, so that what comes of the run is for nobody else. */
  boolean isPrivate() {
    return !terms.credentials().isEmpty();
  }

  private boolean declares(String skill, String name) {
    return skills
        .find(skill)
        .filter(skills::lendsTo)
        .filter(found ->
            found.declaration().credentials().stream().anyMatch(need -> need.name().equals(name)))
        .isPresent();
  }

  /**
   * The skills of other hosts that wait for a run of this one. A skill of another host may have the
   * name of one of ours, so each is told with its host.
   *
   * @param host what this host is called among them
   * @param above each as {@code host/skill}, the first one first
   */
  record Elsewhere(String host, List<String> above) {

    Elsewhere {
      above = List.copyOf(above);
    }

    /** Whether a skill of ours waits there already. */
    boolean has(String skill) {
      return !above.isEmpty() && above.contains(host + "/" + skill);
    }

    int depth() {
      return above.size();
    }

    /** With ours, for the next host. */
    List<String> trail(CallChain stack) {
      var trail = new ArrayList<>(above);
      stack.names().forEach(name -> trail.add(host + "/" + name));
      return trail;
    }

    /** For people: {@code a -> b -> a}. */
    String told(CallChain stack) {
      var names = new ArrayList<String>();
      above.forEach(skill -> names.add(skill.substring(skill.indexOf('/') + 1)));
      names.addAll(stack.names());
      return String.join(" -> ", names);
    }
  }
}
