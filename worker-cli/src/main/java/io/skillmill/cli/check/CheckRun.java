package io.skillmill.cli.check;

import io.skillmill.cli.check.Targets.Target;
import io.skillmill.cli.report.Checked;
import io.skillmill.parsers.check.SkillCheck;
import io.skillmill.parsers.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Checks skills on several threads and hands over the verdicts in the order of the skills. A few
 * are under way at a time, so that memory does not grow with their number.
 */
public final class CheckRun {

  /** How many skills wait or are worked on for each thread. */
  private static final int WINDOW = 4;

  private final SkillCheck check;
  private final Root root;
  private final int jobs;
  private final boolean remembering;
  private final Set<String> seen = new HashSet<>();

  /**
   * @param root what relative paths begin at
   * @param jobs how many skills at a time
   * @param remembering whether to remember which skills there were, for a baseline
   */
  public CheckRun(SkillCheck check, Path root, int jobs, boolean remembering) {
    this.check = check;
    this.root = Root.of(root);
    this.jobs = jobs;
    this.remembering = remembering;
  }

  public void run(Targets targets, Consumer<Checked> sink) throws InterruptedException {
    Queue<Future<Checked>> underWay = new ArrayDeque<>();
    try (var threads = Executors.newFixedThreadPool(jobs, CheckRun::thread)) {
      try {
        targets.each(target -> {
          if (underWay.size() >= jobs * WINDOW) {
            sink.accept(done(underWay.remove()));
          }
          underWay.add(submit(threads, target));
        });
        while (!underWay.isEmpty()) {
          sink.accept(done(underWay.remove()));
        }
      } finally {
        underWay.forEach(future -> future.cancel(false));
      }
    }
  }

  /** Whether a skill was checked in this run, or is not there any more. */
  public boolean looked(String relative) {
    return seen.contains(relative) || !root.holds(relative);
  }

  private static Thread thread(Runnable task) {
    return Thread.ofPlatform().daemon().name("check").unstarted(task);
  }

  private Future<Checked> submit(ExecutorService threads, Target target) {
    String relative = root.relative(target.path());
    if (remembering) {
      seen.add(relative);
    }
    return threads.submit(() -> checked(target, relative));
  }

  private Checked checked(Target target, String relative) {
    String directory = relative.substring(0, Math.max(0, relative.lastIndexOf('/')));
    List<Verdict> verdicts =
        target
            .source()
            .map(source -> check.check(source, directory))
            .orElseGet(() -> check.absent(directory, target.why()));
    return new Checked(target.path().toString(), relative, verdicts);
  }

  /** A check that breaks is our fault, and must not pass for a verdict. */
  private static Checked done(Future<Checked> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A check broke: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a check", e);
    }
  }
}
