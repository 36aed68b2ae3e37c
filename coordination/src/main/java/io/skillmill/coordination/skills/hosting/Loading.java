package io.skillmill.coordination.skills.hosting;

import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.SkillMeter;
import io.skillmill.coordination.skills.hosting.Wishes.Wish;
import io.skillmill.schema.problem.Pathless;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Loads what is wanted, several at a time; what comes to nothing leaves the others. */
final class Loading {

  /** How long a skill may take to load. */
  static final Duration TIME_MAX = Duration.ofSeconds(30);

  private static final int AT_A_TIME = 8;

  private final Duration timeMax;
  private final Map<Implementation.Kind, SkillKind> kinds =
      new EnumMap<>(Implementation.Kind.class);
  private final Candidacy.Terms terms;

  Loading(Plan plan, List<SkillKind> kinds, Duration timeMax) {
    this.timeMax = timeMax;
    kinds.forEach(kind -> this.kinds.put(kind.kind(), kind));
    var loaders = new ArrayList<>(plan.loaders());
    found(loaders);
    this.terms = new Candidacy.Terms(plan.builtins(), loaders, this::kind);
  }

  private static void found(List<SkillLoader> loaders) {
    try {
      ServiceLoader.load(SkillLoader.class).forEach(loaders::add);
    } catch (ServiceConfigurationError e) {
      throw Problem.usage(
              "A loader of skills that is on the class path cannot be used: " + e.getMessage(),
              "Mend it, or take its jar out")
          .causedBy(e);
    }
  }

  private SkillKind kind(SkillDeclaration declaration) {
    var kind = kinds.get(declaration.implementation().kind());
    if (kind == null) {
      throw Problem.usage(
              "This host runs no skills of the kind '%s'"
                  .formatted(declaration.implementation().kind().word()),
              "Implement it in another way")
          .asException();
    }
    return kind;
  }

  /** What came of it, in the order of the wishes. */
  record Outcome(List<Loaded> loaded, List<Failed> failed) {

    static final Outcome NOTHING = new Outcome(List.of(), List.of());

    Outcome with(Outcome other) {
      var all = new ArrayList<>(loaded);
      all.addAll(other.loaded);
      return new Outcome(all, failed).with(other.failed);
    }

    Outcome with(List<Failed> more) {
      var all = new ArrayList<>(failed);
      all.addAll(more);
      return new Outcome(loaded, all);
    }
  }

  /** What came of one. */
  private sealed interface Attempt {
    record Done(Loaded loaded) implements Attempt {}

    /** It is not hosted, whatever was before. */
    record Refused(String why) implements Attempt {}

    /** Something is wrong with it at present. */
    record Broken(String why) implements Attempt {}
  }

  /**
   * Loads them.
   *
   * @param before what is hosted, by name; what has not changed is taken over
   */
  Outcome load(List<Wish> wishes, Map<String, Loaded> before) {
    // Threads of its own, for calls may keep all those busy that virtual threads run on.
    var threads =
        Executors.newFixedThreadPool(
            AT_A_TIME, Thread.ofPlatform().daemon().name("skillmill-load-", 0).factory());
    try {
      var attempts = new LinkedHashMap<Wish, CompletableFuture<Attempt>>();
      for (Wish wish : wishes) {
        attempts.put(wish, begun(wish, before.get(wish.name()), threads));
      }
      return gathered(attempts, before);
    } finally {
      threads.shutdownNow(); // interrupts those that were not waited for
    }
  }

  private Outcome gathered(
      Map<Wish, CompletableFuture<Attempt>> attempts, Map<String, Loaded> before) {
    long deadline = System.nanoTime() + timeMax.toNanos();
    var loaded = new ArrayList<Loaded>();
    var failed = new ArrayList<Failed>();
    attempts.forEach((wish, attempt) -> {
      switch (awaited(attempt, deadline)) {
        case Attempt.Done(Loaded done) -> loaded.add(done);
        case Attempt.Refused(String why) -> failed.add(wish.failed(why, false));
        case Attempt.Broken(String why) -> {
          Optional<Loaded> earlier = earlier(wish, before.get(wish.name()));
          earlier.ifPresent(loaded::add);
          failed.add(wish.failed(plain(why, wish), earlier.isPresent()));
        }
      }
    });
    return new Outcome(loaded, failed);
  }

  /** The version before goes on where it is the same skill, and only its files are broken now. */
  private static Optional<Loaded> earlier(Wish wish, @Nullable Loaded before) {
    return before != null
            && before.wish().place().equals(wish.place())
            && before.wish().entry().path().equals(wish.entry().path())
            && (wish.isBuiltin() || Files.exists(wish.place()))
        ? Optional.of(before.as(wish))
        : Optional.empty();
  }

  /** What is told over HTTP names no path of this machine. */
  private static String plain(String why, Wish wish) {
    String home = wish.place().toString();
    return Pathless.of(home.length() > 1 ? why.replace(home, ".") : why);
  }

  private CompletableFuture<Attempt> begun(
      Wish wish, @Nullable Loaded before, ExecutorService threads) {
    var attempt = new CompletableFuture<Attempt>();
    threads.execute(() -> {
      Attempt made = attempted(wish, before);
      if (!attempt.complete(made) && isFresh(made, before)) {
        ((Attempt.Done) made).loaded().skill().code().close(); // nobody waited for it
      }
    });
    return attempt;
  }

  private static boolean isFresh(Attempt made, @Nullable Loaded before) {
    return made instanceof Attempt.Done(Loaded loaded)
        && (before == null || loaded.skill() != before.skill());
  }

  private Attempt attempted(Wish wish, @Nullable Loaded before) {
    try {
      String fingerprint = fingerprint(wish);
      if (before != null && before.fingerprint().equals(fingerprint)) {
        return new Attempt.Done(before.as(wish));
      }
      var meter = before == null ? new SkillMeter() : before.skill().meter();
      return new Attempt.Done(new Candidacy(wish, terms, meter).load(fingerprint));
    } catch (Candidacy.RefusedException e) {
      return new Attempt.Refused(String.valueOf(e.getMessage()));
    } catch (ProblemException e) {
      return new Attempt.Broken(e.problem().toString());
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      return new Attempt.Broken("It could not be loaded: " + e);
    }
  }

  /** The mount is not part of it: the same skill can stand at another. */
  private static String fingerprint(Wish wish) {
    String terms = wish.name() + "\n" + wish.entry().path() + "\n" + wish.entry().changes();
    if (wish.guest().isPresent()) {
      return terms + "\n" + wish.guest().get().edition();
    }
    return wish.isBuiltin() ? terms : Fingerprint.of(wish.place(), terms);
  }

  private Attempt awaited(CompletableFuture<Attempt> attempt, long deadline) {
    try {
      return attempt.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | InterruptedException e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      var late =
          new Attempt.Broken(
              "It did not load within %d s, and was left".formatted(timeMax.toSeconds()));
      return attempt.complete(late) ? late : attempt.join();
    } catch (ExecutionException e) {
      throw new IllegalStateException("An attempt never throws", e);
    }
  }
}
