package io.skillmill.coordination.skills.registry;

import io.skillmill.coordination.skills.hosting.Guest;
import io.skillmill.db.RegistryRows.Revision;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import io.skillmill.schema.run.SkillName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Makes guests of what the registry holds, and gives them an empty directory to live in. */
final class Lodging implements AutoCloseable {

  private final SkillRegistry registry;
  private final Path home;

  Lodging(SkillRegistry registry) {
    this.registry = registry;
    this.home = made();
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

  Path home() {
    return home;
  }

  /** All that serve. What cannot be read any more is among them, with the reason. */
  List<Guest> guests() {
    return registry.serving().stream()
        .filter(revision -> SkillName.isValid(revision.skill()))
        .map(this::guest)
        .toList();
  }

  private Guest guest(Revision revision) {
    String edition = revision.revision() + "\n" + revision.contentHash();
    try {
      return new Guest(skill(revision).whole(), edition, home, Optional.empty());
    } catch (ProblemException e) {
      return new Guest(nameless(revision), edition, home, Optional.of(e.problem().what()));
    }
  }

  /** What a revision keeps. */
  static TextualSkill skill(Revision revision) {
    var source =
        revision.source().isEmpty() ? Optional.<String>empty() : Optional.of(revision.source());
    return TextualSkill.read((ObjectNode) Json.readOurs(revision.declaration()), source);
  }

  /** Stands for one that cannot be read. */
  private static SkillDeclaration nameless(Revision revision) {
    return new SkillDeclaration(
        revision.skill(),
        About.of(""),
        Json.object(),
        Json.object(),
        SkillLimits.DEFAULT,
        List.of(),
        Optional.empty(),
        new Implementation(Implementation.Kind.INSTRUCTIONS, Json.object()));
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(home);
    } catch (IOException _) {
      // An empty directory for temporary files may stay.
    }
  }
}
