package io.skillmill.coordination.skills.javascript;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.javascript.Realm.SyntaxException;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What is run in realms beside the sources of skills, compiled once.
 *
 * @param call what is run for each call: it finds there what loading has left
 * @param trial reads a script without running it
 * @param script loads a script in a realm that is prepared
 * @param prepared a realm with what skills find around them, and nothing else
 */
record Texts(Compiled call, Compiled trial, Compiled script, Image prepared) {

  static final String PRELUDE = prelude();

  /** Stands before a module on its first line, so that lines are counted as its author does. */
  static final String BEFORE = "(g=>(0,g.eval)(g.java_invoke('','prelude',''))(g))(globalThis);";

  private static final String CALL = "globalThis.$skillmill.run()";
  private static final String SCRIPT = "globalThis.$skillmill.script()";

  /** The first statement ends it, so that nothing of it runs. */
  private static final String TRIAL =
      """
      (g => {
        const text = g.java_invoke("", "text", "");
        try { (0, g.eval)("throw 0;" + text); } catch (e) {
          g.java_invoke("", "read", JSON.stringify(e === 0 ? {} : {
            message: e.name + ": " + e.message, stack: String(e.stack)}));
        }
      })(globalThis);
      """;

  /** Makes a realm in which nothing has happened yet. */
  interface Making {
    Realm fresh(Host host) throws SkillException;
  }

  static Texts with(Making making, Image base) throws SkillException, InterruptedException {
    var before = compiled(making, BEFORE);
    Host preparing = (what, _) -> what.equals("prelude") ? PRELUDE : Json.write(Seeds.NONE);
    try (var realm = making.fresh(preparing)) {
      realm.run(before);
      return new Texts(
          compiled(making, CALL),
          compiled(making, TRIAL),
          compiled(making, SCRIPT),
          realm.image(base));
    }
  }

  private static Compiled compiled(Making making, String text)
      throws SkillException, InterruptedException {
    try (var realm = making.fresh(Host.NOBODY)) {
      return realm.compile(text);
    } catch (SyntaxException e) {
      throw new IllegalStateException("The engine does not read our own text", e);
    }
  }

  private static String prelude() {
    try (var in = Texts.class.getResourceAsStream("prelude.js")) {
      if (in == null) {
        throw new IllegalStateException(
            "What JavaScript skills find around them is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
