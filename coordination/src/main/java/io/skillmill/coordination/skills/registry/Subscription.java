package io.skillmill.coordination.skills.registry;

import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.RegisteredSkill;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hosts what a plan names and what is registered in a store, wherever that is, and registers
 * nothing. Follows what others change in the registry, within seconds, until it is closed.
 */
public final class Subscription implements AutoCloseable {

  private final SkillStore store;
  private final Lodging lodging;
  private final Follower follower;
  private final Hosting hosting;

  /** The texts that were asked for already; those that serve alone. Under the lock of this. */
  private Map<RegisteredSkill.Revision, RegisteredSkill> known = Map.of();

  /** What was hosted last. Of the one who opens it, and then of the follower alone. */
  private List<RegisteredSkill> caughtUp;

  private Subscription(SkillStore store, Plan plan, List<SkillKind> kinds, Welcome welcome) {
    this.store = store;
    this.lodging = new Lodging(this::serving, welcome);
    this.follower = new Follower(store::awaitChange, this::catchUp);
    try {
      this.caughtUp = store.registered();
      this.hosting = Hosting.open(plan.guests(lodging::guests), kinds);
    } catch (RuntimeException e) {
      lodging.close();
      throw e;
    }
  }

  /**
   * Hosts them, and begins to follow.
   *
   * @param store stays the caller's, and open until this is closed
   * @param welcome which of the registered skills are hosted
   * @throws ProblemException where the configuration cannot be used, or the store not be asked
   */
  public static Subscription open(
      SkillStore store, Plan plan, List<SkillKind> kinds, Welcome welcome) {
    var subscription = new Subscription(store, plan, kinds, welcome);
    subscription.follower.start();
    return subscription;
  }

  public Hosting hosting() {
    return hosting;
  }

  private void catchUp() {
    var now = store.registered();
    if (!now.equals(caughtUp) || !lodging.isKept()) {
      hosting.refresh();
      caughtUp = now;
    }
  }

  private synchronized List<RegisteredSkill> serving() {
    var texts = new HashMap<RegisteredSkill.Revision, RegisteredSkill>();
    for (var listed : store.registered()) {
      var revision = listed.revision();
      var text = known.get(revision);
      if (text == null) {
        text = store.registered(revision).orElse(null);
      }
      if (text != null) {
        texts.put(revision, text);
      }
    }
    known = Map.copyOf(texts);
    return texts.values().stream()
        .sorted(Comparator.comparing(each -> each.revision().skill()))
        .toList();
  }

  @Override
  public void close() {
    follower.close();
    hosting.close();
    lodging.close();
  }
}
