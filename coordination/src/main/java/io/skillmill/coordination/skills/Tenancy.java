package io.skillmill.coordination.skills;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which set of skills is hosted, and which runs still stay with an earlier one. A skill is closed
 * once no set holds it that is current or has runs. Thread-safe.
 */
final class Tenancy {

  private static final Logger LOG = LoggerFactory.getLogger(Tenancy.class);

  /** A set and how many runs are on it. Under the lock of the tenancy. */
  private static final class Home {
    final SkillSet skills;
    int runs;
    boolean left;

    Home(SkillSet skills) {
      this.skills = skills;
    }
  }

  private Home home = new Home(SkillSet.EMPTY);

  synchronized SkillSet current() {
    return home.skills;
  }

  /** One run's stay with the set on which it began. */
  final class Stay implements AutoCloseable {

    private final Home at;

    private Stay(Home at) {
      this.at = at;
    }

    SkillSet skills() {
      return at.skills;
    }

    @Override
    public void close() {
      closeAll(leave(at));
    }
  }

  synchronized Stay enter() {
    home.runs++;
    return new Stay(home);
  }

  void swap(SkillSet next) {
    closeAll(moved(next));
  }

  private synchronized List<HostedSkill> moved(SkillSet next) {
    next.all().forEach(HostedSkill::held);
    var old = home;
    home = new Home(next);
    old.left = true;
    return old.runs == 0 ? released(old) : List.of();
  }

  private synchronized List<HostedSkill> leave(Home at) {
    at.runs--;
    return at.left && at.runs == 0 ? released(at) : List.of();
  }

  private static List<HostedSkill> released(Home at) {
    var over = new ArrayList<HostedSkill>();
    for (var skill : at.skills.all()) {
      if (skill.letGo()) {
        over.add(skill);
      }
    }
    return over;
  }

  /** Outside the lock: it may take a while. */
  private static void closeAll(List<HostedSkill> skills) {
    for (var skill : skills) {
      try {
        skill.code().close();
      } catch (RuntimeException e) {
        LOG.warn("The skill {} did not close: {}", skill.name(), e.toString());
      }
    }
  }
}
