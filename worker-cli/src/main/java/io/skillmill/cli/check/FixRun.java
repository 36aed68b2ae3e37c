package io.skillmill.cli.check;

import io.skillmill.cli.check.Targets.Target;
import io.skillmill.cli.render.Terminal;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.mend.Mended;
import io.skillmill.parsers.mend.Mender;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Shows how skills can be mended, and writes it where that is asked. */
public final class FixRun {

  private static final String INPUT = "-";
  private static final String MISSING = "there is no such file; write one";

  private final Terminal terminal;
  private final Root root;
  private final boolean writing;
  private int mended;
  private int looked;
  private int unread;

  /**
   * @param root what the paths of differences begin at
   * @param writing whether files are changed
   */
  public FixRun(Terminal terminal, Path root, boolean writing) {
    this.terminal = terminal;
    this.root = Root.of(root);
    this.writing = writing;
  }

  /**
   * Shows them, and says at the end how many there were.
   *
   * @return whether each could be read
   */
  public boolean run(Targets targets) {
    targets.each(this::each);
    terminal.note(
        writing
            ? "%d of %d skills mended".formatted(mended, looked)
            : "%d of %d skills can be mended; nothing was written%s"
                .formatted(mended, looked, mended == 0 ? "" : ", --write does that"));
    return unread == 0;
  }

  private void each(Target target) {
    looked++;
    if (writing && Files.isSymbolicLink(target.path())) {
      throw Problem.usage(
              target.path() + " is a symbolic link, and links are not followed",
              "Name its target instead")
          .asException();
    }
    var file = target.source().map(source -> source.primaryFile());
    if (file.isEmpty()) {
      unread++;
      terminal.note("%s: %s".formatted(target.path(), target.why().orElse(MISSING)));
      return;
    }
    Mended better = Mender.mend(file.get(), Limits.DEFAULT);
    unread += better.text().isEmpty() && file.get().size() > 0 ? 1 : 0;
    better.left().forEach(clause -> terminal.note("%s: %s".formatted(target.path(), clause)));
    if (better.changes()) {
      mended++;
      show(target.path(), better);
      if (writing) {
        write(target.path(), file.get().bytes().orElseThrow(), better);
      }
    }
  }

  /** Programs get every line that changes, people none that steers their terminal. */
  private void show(Path path, Mended better) {
    String name = root.relative(path);
    if (terminal.outIsTerminal()) {
      better.glance().lines(name).stream().map(Terminal::safe).forEach(terminal::line);
    } else {
      better.patch().lines(name).forEach(terminal::line);
    }
    terminal.flush();
    better.told().forEach(clause -> terminal.note("%s: %s".formatted(path, clause)));
    if (better.blackedOut()) {
      terminal.note(
          "%s: secrets are blacked out in the difference, so it is for reading; --write leaves them"
                  .formatted(path)
              + " in the file");
    }
  }

  /** Only over what was read: someone may have saved the file in the meantime. */
  private static void write(Path path, byte[] read, Mended better) {
    if (path.toString().equals(INPUT)) {
      throw Problem.usage("Standard input cannot be written to", "Leave --write out").asException();
    }
    try {
      if (!Arrays.equals(Files.readAllBytes(path), read)) {
        throw Problem.failed(path + " has changed meanwhile", "Run the command again")
            .asException();
      }
    } catch (IOException e) {
      throw Problem.failed(
              "%s cannot be read again: %s".formatted(path, e.getMessage()),
              "See that it is there, and run the command again")
          .causedBy(e);
    }
    try (var out = OutputFile.open(path)) {
      out.stream().print(better.text());
      out.keep();
    }
  }
}
