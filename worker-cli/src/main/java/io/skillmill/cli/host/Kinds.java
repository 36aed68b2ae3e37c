package io.skillmill.cli.host;

import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.classes.JavaKind;
import io.skillmill.coordination.skills.composite.Composite;
import io.skillmill.coordination.skills.instructions.InstructionsKind;
import io.skillmill.coordination.skills.javascript.JavaScriptKind;
import io.skillmill.coordination.skills.remote.RemoteKind;
import io.skillmill.coordination.skills.scripts.ProcessKind;
import io.skillmill.coordination.skills.scripts.PythonKind;
import io.skillmill.coordination.skills.scripts.Sandbox;
import java.util.List;

/** The ways in which a hosted skill may be implemented. */
public final class Kinds {

  private Kinds() {}

  public static List<SkillKind> all() {
    var sandbox = Sandbox.of(System.getenv());
    return List.of(
        new JavaKind(),
        new ProcessKind(sandbox),
        new PythonKind(sandbox),
        new JavaScriptKind(),
        new RemoteKind(),
        new Composite(),
        new InstructionsKind());
  }
}
