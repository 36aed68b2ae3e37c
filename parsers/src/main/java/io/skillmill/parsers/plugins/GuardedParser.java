package io.skillmill.parsers.plugins;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.json.TreeFaults;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.SkillSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A stranger's parser, kept from doing harm where it is asked about sources that are not its own: a
 * fit that throws or hangs means that it does not fit. What it does with a source of its own is
 * held to account by whoever runs it.
 */
final class GuardedParser implements SkillParser, AutoCloseable {

  /** A parser that takes longer than this to say how well it fits is not asked again. */
  static final Duration FIT_TIME_MAX = Duration.ofSeconds(2);

  private static final Limits MOST =
      new Limits(Long.MAX_VALUE, Limits.NESTING_MOST, Integer.MAX_VALUE);

  private final SkillParser stranger;
  private final String name;
  private final String version;
  private final Consumer<Problem> heard;
  private final Strangers fits;
  private final AtomicBoolean blamed = new AtomicBoolean();
  private volatile boolean hung;

  /**
   * @param heard told the first time that its fit throws, and when it hangs
   */
  GuardedParser(SkillParser stranger, String name, String version, Consumer<Problem> heard) {
    this.stranger = stranger;
    this.name = name;
    this.version = version;
    this.heard = heard;
    this.fits = new Strangers("skillmill-fit-" + name, stranger.getClass().getClassLoader());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Fit fit(SkillSource source) {
    if (hung) {
      return Fit.NONE;
    }
    try {
      return orNone(fits.call(() -> stranger.fit(source), FIT_TIME_MAX), source);
    } catch (ExecutionException e) {
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      blame("failed when asked about %s: %s".formatted(source.name(), Blame.words(thrown)));
    } catch (TimeoutException e) {
      hung = true;
      blame(
          "took more than %d s to say whether %s fits, and is not asked again in this run"
              .formatted(FIT_TIME_MAX.toSeconds(), source.name()));
    } catch (RejectedExecutionException e) {
      hung = true; // someone else found out at the same time
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Fit.NONE;
  }

  private Fit orNone(Fit fit, SkillSource source) {
    if (fit == null) {
      blame("returned nothing when asked about " + source.name());
      return Fit.NONE;
    }
    return fit;
  }

  private void blame(String what) {
    if (blamed.compareAndSet(false, true) || hung) {
      heard.accept(
          Problem.usage(
              "The parser '%s' %s; such sources go to other parsers".formatted(name, what),
              "Tell its author, or take its jar out"));
    }
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    return kept(inItsOwnWorld(() -> stranger.parse(source, limits)));
  }

  @Override
  public List<Diagnostic> validate(Document document) {
    return inItsOwnWorld(() -> stranger.validate(document));
  }

  /** What it throws here stands for what it needs. */
  @Override
  public Optional<String> needs() {
    try {
      Optional<String> needs = fits.call(stranger::needs, FIT_TIME_MAX);
      return needs == null ? Optional.of("It does not say what it needs") : needs;
    } catch (ExecutionException e) {
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      return Optional.of("It cannot say what it needs: " + Blame.words(thrown));
    } catch (TimeoutException | RejectedExecutionException e) {
      hung = true;
      return Optional.of("It took too long to say what it needs");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("It was interrupted");
    }
  }

  @Override
  public List<ParseResult> parseAll(List<SkillSource> sources, Limits limits) {
    return inItsOwnWorld(() -> stranger.parseAll(sources, limits)).stream()
        .map(this::kept)
        .toList();
  }

  /** A document that would not read back is no document. */
  private ParseResult kept(ParseResult result) {
    if (result == null) {
      throw broken("returned nothing instead of a result");
    }
    if (result instanceof ParseResult.Parsed(var document, var _)) {
      TreeFaults.first(document.json(), MOST)
          .ifPresent(fault -> {
            throw broken("made a document that cannot be kept: " + fault);
          });
    }
    return result;
  }

  private RuntimeException broken(String what) {
    return Problem.failed(
            "The parser '%s' %s".formatted(name, what), "Tell its author, or take its jar out")
        .asException();
  }

  /** Libraries that look around by the thread's class loader see the plugin's classes. */
  private <T> T inItsOwnWorld(Supplier<T> call) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(stranger.getClass().getClassLoader());
    try {
      return call.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void close() {
    fits.close();
  }
}
