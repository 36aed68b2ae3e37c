package io.skillmill.coordination.skills;

import io.skillmill.schema.run.CallTrace;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs skills. Thread-safe: any number of runs at a time, each with a stack, credentials and time
 * of its own.
 *
 * <pre>{@code
 * try (var engine = SkillEngine.of(SkillSet.of(List.of(add, double_)))) {
 *   var answer = engine.run(RunRequest.of("double", Json.object().put("x", 4)));
 * }
 * }</pre>
 *
 * <p>The skills can be {@link #swap}ped at any time; runs under way end on those they began with.
 */
public final class SkillEngine implements AutoCloseable {

  /** How many skills may stand on the stack, the entry included, where nobody says otherwise. */
  public static final int DEPTH_DEFAULT = 5;

  /** How many there may be whatever anybody says. */
  public static final int DEPTH_MAX = 64;

  /**
   * What it is called in the chains of other hosts; by chance, so that no two are called the same.
   */
  private final String host = traceId();

  private volatile int depthDefault;
  private volatile Map<String, String> lent = Map.of();
  private final Tenancy tenancy = new Tenancy();
  private final List<Consumer<Ended>> hearers = new CopyOnWriteArrayList<>();

  private SkillEngine(int depthDefault) {
    this.depthDefault = depthDefault;
  }

  public static SkillEngine of(SkillSet skills) {
    return of(skills, DEPTH_DEFAULT);
  }

  /**
   * An engine with another depth.
   *
   * @param depth how many skills may stand on the stack where neither the call nor the skill says
   */
  public static SkillEngine of(SkillSet skills, int depth) {
    var engine = new SkillEngine(checked(depth));
    engine.swap(skills);
    return engine;
  }

  private static int checked(int depth) {
    if (depth < 1 || depth > DEPTH_MAX) {
      throw new IllegalArgumentException(
          "1 to %d skills may stand on the stack, not %d".formatted(DEPTH_MAX, depth));
    }
    return depth;
  }

  /**
   * From now on so many skills may stand on the stack where neither the call nor the skill says.
   */
  public void allowDepth(int depth) {
    depthDefault = checked(depth);
  }

  /**
   * From now on a skill that declares a credential of one of these names is given this, where its
   * caller gives none.
   */
  public void lend(Map<String, String> credentials) {
    lent = Map.copyOf(credentials);
  }

  /**
   * A run from outside that is over.
   *
   * @param skills those on which it ran
   * @param secrets what may not be told of it
   */
  public record Ended(
      RunRequest request,
      SkillSet skills,
      RunAnswer answer,
      Duration took,
      Collection<String> secrets) {

    /** Secrets do not belong in a log. */
    @Override
    public String toString() {
      return "Ended[%s after %s]".formatted(request.skill(), took);
    }
  }

  /** Somebody who hears of runs. */
  public interface Hearing extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Has this hear of each run from outside, by whichever door it came, until the answer is closed.
   * It must be quick and may not throw: the caller's answer waits for it. The calls that a run
   * causes are not told.
   */
  public Hearing onRun(Consumer<Ended> heard) {
    hearers.add(heard);
    return () -> hearers.remove(heard);
  }

  private void tell(RunRequest request, SkillSet skills, RunAnswer answer, long beganNanos) {
    if (hearers.isEmpty()) {
      return; // one volatile read, where nobody listens
    }
    var secrets = new ArrayList<>(request.terms().credentials().values());
    secrets.addAll(lent.values());
    var took = Duration.ofNanos(System.nanoTime() - beganNanos);
    var ended = new Ended(request, skills, answer, took, secrets);
    hearers.forEach(hearer -> hearer.accept(ended));
  }

  /** Those that new runs see. */
  public SkillSet skills() {
    return tenancy.current();
  }

  /**
   * From now on these are hosted. A skill that is in both sets goes on; one that is in the old one
   * alone is closed when the last run that may need it has ended.
   */
  public void swap(SkillSet next) {
    tenancy.swap(next);
  }

  /** Runs one skill, with all it calls. Whatever goes wrong is in the answer. */
  public RunAnswer run(RunRequest request) {
    return run(request, Budget.UNBOUNDED);
  }

  /** The same with a budget for this run alone. */
  public RunAnswer run(RunRequest request, Budget budget) {
    return run(request, budget, List.of());
  }

  /**
   * The same for a skill of another host.
   *
   * @param above the skills there that wait for it, as {@link SkillContext#trail} tells them;
   *     cycles and depth are seen with them
   */
  public RunAnswer run(RunRequest request, Budget budget, List<String> above) {
    try (var stay = stay()) {
      return stay.run(request, budget, above);
    }
  }

  /**
   * Stays with the skills that are hosted now, so that what is seen of them is what runs.
   *
   * @return to be closed soon: skills that are hosted no more are kept for it
   */
  public Stay stay() {
    return new Stay(tenancy.enter());
  }

  /** A time during which the hosted skills are the same for one caller. */
  public final class Stay implements AutoCloseable {

    private final Tenancy.Stay stay;

    private Stay(Tenancy.Stay stay) {
      this.stay = stay;
    }

    /** Those that its runs see. */
    public SkillSet skills() {
      return stay.skills();
    }

    /** As {@link SkillEngine#run(RunRequest, Budget, List)} on these skills. */
    public RunAnswer run(RunRequest request, Budget budget, List<String> above) {
      var elsewhere = new Run.Elsewhere(host, above.stream().limit(DEPTH_MAX).toList());
      String traceId = request.terms().traceId().orElseGet(SkillEngine::traceId);
      var over = new AtomicBoolean();
      var spends = budget(request.terms(), budget);
      var run = new Run(stay.skills(), request.terms(), spends, traceId, lent, elsewhere, over);
      long began = System.nanoTime();
      RunAnswer answer;
      try {
        answer = answer(run, request, began);
      } finally {
        over.set(true);
      }
      tell(request, stay.skills(), answer, began);
      return answer;
    }

    @Override
    public void close() {
      stay.close();
    }
  }

  private static Budget budget(RunRequest.Terms terms, Budget given) {
    return terms.maxCalls().isPresent()
        ? Budget.ofCalls(terms.maxCalls().getAsInt()).and(given)
        : given;
  }

  private RunAnswer answer(Run run, RunRequest request, long began) {
    var root = request.terms().wantsTrace() ? new Span("", "", began) : null;
    var frame =
        new Frame(run, CallChain.EMPTY, deadline(began, request), depth(run, request), root);
    try {
      var output = frame.call(request.skill(), request.input());
      return new RunAnswer.Done(output, run.traceId(), trace(root, began));
    } catch (SkillException e) {
      return new RunAnswer.Failed(Plain.of(e.failure()), run.traceId(), trace(root, began));
    }
  }

  /** The caller's time, or so much that the skill's own time is the shorter one. */
  private static long deadline(long now, RunRequest request) {
    var most = SkillLimits.TIMEOUT_MAX.multipliedBy(2);
    return now + SkillLimits.shorter(most, request.terms().timeout()).toNanos();
  }

  private int depth(Run run, RunRequest request) {
    var asked = request.terms().maxDepth();
    if (asked.isPresent()) {
      return Math.min(DEPTH_MAX, asked.getAsInt());
    }
    return run.skills()
        .find(request.skill())
        .map(skill -> skill.declaration().limits().callDepth().orElse(depthDefault))
        .map(depth -> Math.min(DEPTH_MAX, depth))
        .orElse(depthDefault);
  }

  private static Optional<CallTrace> trace(@Nullable Span root, long began) {
    return root == null
        ? Optional.empty()
        : root.seen(began, System.nanoTime()).calls().stream().findFirst();
  }

  private static String traceId() {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** Takes no more runs, and closes each skill when the last run has left it. */
  @Override
  public void close() {
    swap(SkillSet.EMPTY);
  }

  /** Failures as they may leave the host. */
  private static final class Plain {

    private static final int LENGTH_MAX = 2_000;

    static RunFailure of(RunFailure failure) {
      return failure.message().length() <= LENGTH_MAX
          ? failure
          : new RunFailure(
              failure.kind(),
              failure.message().substring(0, LENGTH_MAX) + "…",
              failure.skill(),
              failure.chain(),
              failure.type(),
              failure.details());
    }
  }
}
