package io.skillmill.coordination.skills.registry;

import io.skillmill.coordination.chaos.Program;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.db.Database;

/** Registers one skill after the other, each in two revisions, and says what was acknowledged. */
final class RegisteringProgram {

  private static final int SKILLS_MAX = 4_000;

  private RegisteringProgram() {}

  public static void main(String[] arguments) {
    try (var database = Database.open(arguments[0]);
        var registrar = Registrar.open(database, Plan.nothing(), RegistryScene.KINDS)) {
      System.out.println(Program.READY);
      for (int n = 0; n < SKILLS_MAX; n++) {
        for (int revision = 1; revision <= 2; revision++) {
          var application = RegistryScene.guide("s" + n, revision);
          if (registrar.register(application, "") instanceof Outcome.Accepted) {
            System.out.println("kept s%d %d".formatted(n, revision));
          }
        }
      }
    }
  }
}
