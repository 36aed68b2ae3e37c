package io.skillmill.coordination.skills.javascript;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.javascript.Realm.SyntaxException;
import io.skillmill.coordination.skills.voice.Voice;
import io.skillmill.schema.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Brings a script to where it can be called, once: what its top level does is done here, and each
 * call begins with what that left. Used by one thread.
 *
 * <p>A text that can be read as a script is one, as people write them: not strict, with {@code
 * module.exports} if they like. What cannot, and every {@code .mjs}, is a module.
 */
final class Loading implements Host {

  /** In this name modules find themselves: the engine calls every module so. */
  private static final String MODULE = "function.mjs";

  private final Realms realms;
  private final Script script;
  private final int pagesMax;
  private final Chatter chatter;
  private JsonNode read = Json.object();
  private JsonNode loaded = Json.object();

  Loading(Realms realms, Script script, int pagesMax) {
    this.realms = realms;
    this.script = script;
    this.pagesMax = pagesMax;
    this.chatter = new Chatter(Voice.of(script.skill()), List.of());
  }

  /**
   * The realm as the script leaves it.
   *
   * @throws SkillException where it cannot be loaded; says why, and at which line
   */
  Image load() throws SkillException, InterruptedException {
    boolean script = isScript();
    Compiled compiled = script ? realms.texts().script() : compiled(module());
    try (var realm = opened(script)) {
      evaluated(realm, compiled);
      if (loaded.has("failed")) {
        throw refused(loaded.path("failed").asString(""), loaded.path("stack").asString(""));
      }
      if (!loaded.has("done")) {
        throw refused("Error: its top level waits for something that never happens", "");
      }
      return realms.image(realm);
    }
  }

  private void evaluated(Realm realm, Compiled compiled)
      throws SkillException, InterruptedException {
    try {
      realm.run(compiled);
    } catch (SkillException e) {
      if (!e.failure().type().equals(Realm.UNCAUGHT_TYPE)) {
        throw e;
      }
      String told = e.failure().message();
      throw refused(told.lines().findFirst().orElse(""), told);
    }
  }

  // ---- script or module

  private Realm opened(boolean asScript) throws SkillException, InterruptedException {
    return asScript
        ? realms.open(realms.texts().prepared(), this, pagesMax)
        : realms.fresh(this, pagesMax);
  }

  private boolean isScript() throws SkillException, InterruptedException {
    if (script.isModule()) {
      return false;
    }
    try (var realm = realms.fresh(this, pagesMax)) {
      realm.run(realms.texts().trial());
    }
    if (read.has("message") && !script.looksLikeModule()) {
      throw refused(read.path("message").asString(""), read.path("stack").asString(""));
    }
    return !read.has("message");
  }

  private String module() {
    String locals =
        script.names().stream()
            .map(name -> "%s:()=>typeof %s==='undefined'?undefined:%s".formatted(name, name, name))
            .collect(Collectors.joining(","));
    return Texts.BEFORE
        + script.text()
        + "\n;import*as $skillmill_itself from'%s';globalThis.$skillmill.module($skillmill_itself,{%s});"
            .formatted(MODULE, locals);
  }

  private Compiled compiled(String module) throws SkillException, InterruptedException {
    try (var realm = realms.fresh(this, pagesMax)) {
      return realm.compile(module);
    } catch (SyntaxException e) {
      String told = e.getMessage() == null ? "" : e.getMessage();
      String first = told.lines().findFirst().orElse("");
      throw refused("SyntaxError: " + first.substring(first.indexOf(": ") + 2), told);
    }
  }

  private SkillException refused(String message, String stack) {
    return SkillException.broken(
        "LoadError", message + Stack.place(stack, script.file()).orElse(""));
  }

  // ---- what the realm asks meanwhile

  @Override
  public String asked(String what, Said said) throws SkillException {
    return switch (what) {
      case "prelude" -> Texts.PRELUDE;
      case "text" -> script.text();
      case "wanted" -> Json.write(script.wanted());
      case "seed" -> Json.write(Seeds.of(realms.chance()));
      case "log" -> {
        chatter.say(said);
        yield "null";
      }
      case "read" -> {
        read = heard(said);
        yield "null";
      }
      case "loaded" -> {
        loaded = heard(said);
        yield "null";
      }
      default -> throw refused("Error: skills can be called only while this one is run", "");
    };
  }

  private JsonNode heard(Said said) throws SkillException {
    try {
      return Json.read(said.text().get());
    } catch (Json.MalformedException e) {
      throw refused("Error: the loader was tampered with", "");
    }
  }
}
