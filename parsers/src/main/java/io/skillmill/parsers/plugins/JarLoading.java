package io.skillmill.parsers.plugins;

import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Loads the parsers of one jar. Whatever is wrong with it becomes a problem of that jar. */
final class JarLoading implements AutoCloseable {

  /** How long a jar may take to load, with the constructors of its parsers. */
  static final Duration LOAD_TIME_MAX = Duration.ofSeconds(10);

  /** How many classes the service file of a jar may name. */
  static final int PARSERS_MAX = 100;

  private final Path jar;
  private final Consumer<Problem> heard;
  private final URLClassLoader loader;
  private final Strangers thread;
  private final List<SkillParser> parsers = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  JarLoading(Path jar, ClassLoader shared, Consumer<Problem> heard) {
    this.jar = jar;
    this.heard = heard;
    this.loader = new URLClassLoader("plugin " + jar.getFileName(), new URL[] {url(jar)}, shared);
    this.thread = new Strangers("skillmill-plugin-" + jar.getFileName(), loader);
  }

  /**
   * Loads what can be loaded.
   *
   * @param taken who has which name; what is loaded is added
   */
  PluginJar load(Map<String, String> taken) {
    try (thread) {
      OddJar.refuse(jar);
      List<Provided> provided = thread.call(this::provided, LOAD_TIME_MAX);
      OddJar.refuse(provided.size(), PARSERS_MAX);
      provided.forEach(each -> accept(each, taken));
    } catch (IOException | SecurityException e) {
      problem("is no jar that can be read: " + Blame.words(e), "Copy it there again, whole");
    } catch (OddJar e) {
      problem(e.what, e.remedy);
    } catch (ExecutionException e) {
      problems.add(Blame.loading(jar.toString(), e.getCause() == null ? e : e.getCause()));
    } catch (TimeoutException e) {
      problem(
          "did not load within %d s, and was left".formatted(LOAD_TIME_MAX.toSeconds()),
          "Its constructors must be quick; mend it, or take it out of the folder");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem("was interrupted while it loaded", "Run the same command again");
    }
    return new PluginJar(jar, parsers, problems);
  }

  /** A parser as it calls itself, or why it cannot be asked. */
  private sealed interface Provided {
    record Parser(SkillParser parser, String name, String version) implements Provided {}

    record Broken(Throwable thrown) implements Provided {}
  }

  /** Goes on after a broken one, as ServiceLoader allows. */
  private List<Provided> provided() {
    var all = new ArrayList<Provided>();
    Iterator<SkillParser> each = ServiceLoader.load(SkillParser.class, loader).iterator();
    for (boolean more = true; more && all.size() <= PARSERS_MAX; ) {
      try {
        more = each.hasNext();
        if (more) {
          SkillParser parser = each.next();
          all.add(
              new Provided.Parser(
                  parser, String.valueOf(parser.name()), String.valueOf(parser.version())));
        }
      } catch (Throwable e) { // a stranger's code throws anything, out of memory too
        all.add(new Provided.Broken(e));
      }
    }
    return all;
  }

  private void accept(Provided provided, Map<String, String> taken) {
    switch (provided) {
      case Provided.Broken(var thrown) -> problems.add(Blame.loading(jar.toString(), thrown));
      case Provided.Parser(var parser, var name, var version) -> {
        if (fitForUse(name, version, taken)) {
          taken.put(name, jar.toString());
          parsers.add(new GuardedParser(parser, name, version, heard));
        }
      }
    }
  }

  private boolean fitForUse(String name, String version, Map<String, String> taken) {
    if (!SkillParser.isName(name)) {
      problem(
          "has a parser called '%s'".formatted(name),
          "A name is lower-case letters, digits and hyphens, %d at the most; rename it"
              .formatted(SkillParser.NAME_LENGTH_MAX));
      return false;
    }
    if (version.isBlank() || version.equals("null") || version.length() > 100) {
      problem(
          "has a parser '%s' without a version".formatted(name),
          "Its version() must return 1 to 100 characters");
      return false;
    }
    String holder = taken.get(name);
    if (holder != null) {
      problem(
          "has a parser called '%s', which is the name of %s".formatted(name, holder),
          "Rename one of them, or take one out");
      return false;
    }
    return true;
  }

  private void problem(String what, String remedy) {
    problems.add(Problem.usage("The plugin %s %s".formatted(jar, what), remedy));
  }

  @Override
  public void close() {
    parsers.forEach(parser -> {
      if (parser instanceof GuardedParser guarded) {
        guarded.close();
      }
    });
    try {
      loader.close();
    } catch (IOException _) {
      // The program is about to end, and with it every open file.
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalArgumentException("Every file has a URL, but not " + jar, e);
    }
  }
}
