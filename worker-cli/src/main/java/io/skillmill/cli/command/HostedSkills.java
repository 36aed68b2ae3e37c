package io.skillmill.cli.command;

import io.skillmill.cli.host.Kinds;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Failed;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.hosting.Reloaded;
import io.skillmill.coordination.skills.hosting.Watch;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.coordination.skills.registry.Subscription;
import io.skillmill.coordination.skills.registry.Welcome;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The skills of this process, if it hosts any. */
record HostedSkills(Optional<Hosting> hosting, Optional<Registrar> registrar, Runnable closing)
    implements AutoCloseable {

  /**
   * Makes them ready to be called. The memory is kept in the store, where there is one and it is a
   * database; what is registered in the store, wherever that is, is hosted with them.
   */
  static HostedSkills open(
      Optional<Plan> plan, Optional<? extends SkillStore> store, Welcome welcome) {
    if (plan.isEmpty()) {
      return new HostedSkills(Optional.empty(), Optional.empty(), () -> {});
    }
    if (store.isPresent() && store.get() instanceof LocalSkillStore local) {
      var builtins = BundledSkills.on(local.database()).skills();
      var registrar =
          Registrar.open(local.database(), plan.get().builtins(builtins), Kinds.all(), welcome);
      registrar.follow();
      return new HostedSkills(
          Optional.of(registrar.hosting()), Optional.of(registrar), registrar::close);
    }
    var alone = plan.get().builtins(BundledSkills.alone().skills());
    if (store.isPresent()) {
      var subscription = Subscription.open(store.get(), alone, Kinds.all(), welcome);
      return new HostedSkills(
          Optional.of(subscription.hosting()), Optional.empty(), subscription::close);
    }
    var hosting = Hosting.open(alone, Kinds.all());
    return new HostedSkills(Optional.of(hosting), Optional.empty(), hosting::close);
  }

  /** Says what is hosted, and what could not be. */
  void tell(Consumer<String> note) {
    hosting
        .map(Hosting::snapshot)
        .ifPresent(skills -> {
          complain(skills.failed(), note);
          if (skills.mounted().isEmpty()) {
            return;
          }
          note.accept(
              "%d skills: %s"
                  .formatted(
                      skills.mounted().size(),
                      skills.mounted().stream()
                          .map(Mounted::mount)
                          .collect(Collectors.joining(", "))));
        });
  }

  private static void complain(List<Failed> all, Consumer<String> note) {
    for (var failed : all) {
      note.accept(
          "skill '%s' %s: %s"
              .formatted(
                  failed.configName(),
                  failed.earlierServes() ? "goes on as it was" : "is not hosted",
                  failed.why()));
    }
  }

  /** Loads again whenever files change, where that is wanted, and tells what changed. */
  AutoCloseable watch(Consumer<String> note, boolean wanted) {
    return hosting
        .filter(_ -> wanted)
        .<AutoCloseable>map(skills -> skills.watch(new Told(note)))
        .orElse(() -> {});
  }

  /** Tells on the error stream. Used by one thread. */
  private static final class Told implements Watch.Listener {

    private final Consumer<String> note;
    private List<Failed> known = List.of();

    Told(Consumer<String> note) {
      this.note = note;
    }

    @Override
    public void reloaded(Reloaded reloaded) {
      tell("added", reloaded.added());
      tell("removed", reloaded.removed());
      tell("changed", reloaded.changed());
      if (!reloaded.failed().equals(known)) {
        known = reloaded.failed();
        complain(known, note);
      }
    }

    private void tell(String what, List<String> mounts) {
      if (!mounts.isEmpty()) {
        note.accept("reloaded: %s %s".formatted(what, String.join(", ", mounts)));
      }
    }

    @Override
    public void failed(Problem problem) {
      note.accept("not reloaded, everything goes on as it was: " + problem);
    }
  }

  @Override
  public void close() {
    closing.run();
  }
}
