package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.parsers.pipes.Felling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The programs of this machine that bound others, each tried before it is relied on.
 *
 * @param bubblewrap whether {@code bwrap} works: a system that can only be read, without network
 * @param unshare whether {@code unshare} works without it: no network, other processes unseen
 * @param prlimit whether {@code prlimit} works
 * @param pdeathsig whether {@code setpriv} can tie a process to the life of this one
 * @param shell whether there is a {@code sh}
 */
record Tools(
    boolean bubblewrap, boolean unshare, boolean prlimit, boolean pdeathsig, boolean shell) {

  private static final long TRIAL_SECONDS = 5;
  private static final List<String> DYING = List.of("setpriv", "--pdeathsig", "KILL");
  private static final List<String> UNSHARE =
      List.of(
          "unshare",
          "--user",
          "--map-root-user",
          "--pid",
          "--fork",
          "--mount-proc",
          "--kill-child");

  /**
   * The first process of its own world of processes; when it ends, all in there do. Ctrl-C is for
   * the host, which lets calls end, and what a shell says of a program that was ended is nobody's.
   */
  private static final List<String> FIRST =
      List.of(
          "sh", "-c", "trap '' INT; exec 3>&2 2>/dev/null; (exec \"$@\" 2>&3 3>&-); exit $?", "sh");

  static Tools find(Map<String, String> environment) {
    var trial = new Trial(environment);
    boolean bubblewrap =
        trial.works("bwrap", List.of("--ro-bind", "/", "/", "--unshare-all", "true"));
    var apart = new ArrayList<>(UNSHARE.subList(1, UNSHARE.size()));
    apart.addAll(List.of("--net", "true"));
    return new Tools(
        bubblewrap,
        !bubblewrap && trial.works("unshare", apart),
        trial.works("prlimit", List.of("--core=0", "true")),
        trial.works("setpriv", List.of("--pdeathsig", "KILL", "true")),
        trial.works("sh", List.of("-c", "true")));
  }

  /** Ends the process when this program does, however that ends. */
  List<String> dying() {
    return pdeathsig ? DYING : List.of();
  }

  /** Sets it apart from the rest of the machine. */
  List<String> apart(Bounds bounds, Path home, List<Path> readable) {
    if (bubblewrap) {
      return Bubblewrap.around(bounds, home, readable);
    }
    if (!unshare) {
      return List.of();
    }
    var apart = new ArrayList<>(UNSHARE);
    if (!bounds.network()) {
      apart.add("--net");
    }
    apart.addAll(FIRST);
    return apart;
  }

  /** Bounds what it uses. */
  List<String> bounded(Bounds bounds) {
    long memory = (long) bounds.memoryMb() << 20;
    long file = (long) bounds.fileMb() << 20;
    if (prlimit) {
      var limits = new ArrayList<>(List.of("prlimit", "--core=0"));
      limits.add("--as=" + memory);
      limits.add("--fsize=" + file);
      if (countsProcesses()) {
        limits.add("--nproc=" + bounds.processes());
      }
      return limits;
    }
    if (shell) {
      return List.of(
          "sh",
          "-c",
          "ulimit -c 0; ulimit -v %d; ulimit -f %d; exec \"$@\"".formatted(memory >> 10, file >> 9),
          "sh");
    }
    return List.of();
  }

  /**
   * The number of processes is counted by user, so a limit is of use only where the skill has its
   * own count, and never where the user is root.
   */
  boolean countsProcesses() {
    return (bubblewrap || unshare) && !"root".equals(System.getProperty("user.name"));
  }

  String describe() {
    var holds = new ArrayList<String>();
    var fails = new ArrayList<String>();
    (bubblewrap || unshare ? holds : fails).add("no network unless declared");
    (bubblewrap || unshare ? holds : fails).add("other processes out of sight");
    (bubblewrap ? holds : fails).add("a system that can only be read");
    (prlimit || shell ? holds : fails).add("limits of memory and file size");
    (countsProcesses() ? holds : fails).add("a limit of processes");
    (pdeathsig || bubblewrap ? holds : fails).add("an end with the host");
    return "Programs of skills run in processes of their own with time limits"
        + told("; on this machine there hold: ", holds)
        + told("; and there do not hold: ", fails);
  }

  private static String told(String how, List<String> what) {
    return what.isEmpty() ? "" : how + String.join(", ", what);
  }

  /** Tries whether a program does what it should. */
  private record Trial(Map<String, String> environment) {

    boolean works(String program, List<String> arguments) {
      return Sandbox.has(program, environment) && succeeds(program, arguments);
    }

    private boolean succeeds(String program, List<String> arguments) {
      var command = new ArrayList<String>();
      command.add(program);
      command.addAll(arguments);
      String mark = Felling.mark();
      try {
        var launch = new Launch(program, command, Path.of("").toAbsolutePath(), environment, 1);
        var process = Starter.start(launch, mark);
        boolean ended = process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS);
        boolean well = ended && process.exitValue() == 0;
        if (!ended) {
          Felling.fell(process, mark);
        }
        return well;
      } catch (SkillException _) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
