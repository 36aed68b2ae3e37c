package io.skillmill.coordination.skills.registry;

import io.skillmill.coordination.skills.hosting.Guest;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.RegisteredSkill;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import io.skillmill.schema.run.SkillName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes guests of what the registry holds, and gives them an empty directory to live in. It lies
 * where others clean up: it is kept young, and made anew where it is gone. Thread-safe.
 */
final class Lodging implements AutoCloseable {

  private final Supplier<List<RegisteredSkill>> serving;
  private final Welcome welcome;

  /** Those who clean up leave what is younger than a day. */
  private static final Duration YOUNG = Duration.ofHours(1);

  private Path home; // under the lock of this, as what follows
  private Instant touched;
  private final InstantSource clock = InstantSource.system();

  /**
   * Guests of a registry.
   *
   * @param serving the revisions that serve, with their texts
   */
  Lodging(Supplier<List<RegisteredSkill>> serving, Welcome welcome) {
    this.serving = serving;
    this.welcome = welcome;
    this.home = made();
    this.touched = clock.instant();
  }

  private static Path made() {
    try {
      return Files.createTempDirectory("skillmill-registered-");
    } catch (IOException e) {
      throw Problem.store(
              "There is no place for the directory that registered skills run in",
              "Make room where temporary files are kept, or name another with -Djava.io.tmpdir")
          .causedBy(e);
    }
  }

  /** Never under its old name: that may be somebody else's by now. */
  synchronized Path home() {
    if (isGone()) {
      home = made();
    }
    return home;
  }

  private synchronized boolean isGone() {
    return !Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether the guests still have it; they must be made anew if not. */
  synchronized boolean isKept() {
    var now = clock.instant();
    if (touched.plus(YOUNG).isBefore(now)) {
      touched = now;
      try {
        Files.setLastModifiedTime(home, FileTime.from(now));
      } catch (IOException _) {
        // It is gone, which is told now, or will be.
      }
    }
    return !isGone();
  }

  /** All that serve. What cannot be read any more is among them, with the reason. */
  List<Guest> guests() {
    Path there = home();
    return serving.get().stream()
        .filter(skill -> SkillName.isValid(skill.revision().skill()))
        .map(skill -> guest(skill, there))
        .toList();
  }

  private Guest guest(RegisteredSkill skill, Path home) {
    String name = skill.revision().skill();
    String edition = skill.revision().number() + "\n" + skill.contentHash() + "\n" + home;
    try {
      var whole = skill(skill.declaration(), skill.source()).whole();
      return new Guest(whole, edition, home, Optional.empty());
    } catch (ProblemException e) {
      return new Guest(nameless(name), edition, home, Optional.of(e.problem().what()));
    }
  }

  /** What a revision keeps. */
  TextualSkill skill(String declaration, String source) {
    return TextualSkill.read(
        (ObjectNode) Json.readOurs(declaration),
        source.isEmpty() ? Optional.empty() : Optional.of(source),
        welcome);
  }

  /** Stands for one that cannot be read. */
  private static SkillDeclaration nameless(String name) {
    return new SkillDeclaration(
        name,
        About.of(""),
        Json.object(),
        Json.object(),
        SkillLimits.DEFAULT,
        List.of(),
        Optional.empty(),
        new Implementation(Implementation.Kind.INSTRUCTIONS, Json.object()));
  }

  @Override
  public synchronized void close() {
    try {
      Files.deleteIfExists(home);
    } catch (IOException _) {
      // An empty directory for temporary files may stay.
    }
  }
}
