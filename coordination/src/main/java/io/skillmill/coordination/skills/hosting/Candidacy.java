package io.skillmill.coordination.skills.hosting;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.SkillMeter;
import io.skillmill.coordination.skills.hosting.SkillLoader.Candidate;
import io.skillmill.coordination.skills.hosting.SkillLoader.Verdict;
import io.skillmill.coordination.skills.hosting.Wishes.Wish;
import io.skillmill.parsers.hosting.Declarations;
import io.skillmill.parsers.hosting.Declared;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.skill.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One skill on its way to being hosted: declared, judged, loaded. Used by one thread. */
final class Candidacy {

  /** What all of them share. */
  record Terms(
      Map<String, Function<ObjectNode, HostedSkill>> builtins,
      List<SkillLoader> loaders,
      Kinds kinds) {}

  /** Finds the kind of an implementation. */
  interface Kinds {
    SkillKind of(SkillDeclaration declaration);
  }

  /** A loader will not have it. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String why) {
      super(why, null, false, false);
    }
  }

  private final Wish wish;
  private final Terms terms;
  private final SkillMeter meter;
  private @Nullable SkillCode code;

  Candidacy(Wish wish, Terms terms, SkillMeter meter) {
    this.wish = wish;
    this.terms = terms;
    this.meter = meter;
  }

  /** Loads it; whatever was opened on the way is closed if it comes to nothing. */
  Loaded load(String fingerprint) throws RefusedException {
    boolean hosted = false;
    try {
      Loaded loaded = loadedAs(fingerprint);
      hosted = true;
      return loaded;
    } finally {
      if (!hosted && code != null) {
        code.close();
      }
    }
  }

  private Loaded loadedAs(String fingerprint) throws RefusedException {
    if (wish.guest().isPresent()) {
      var guest = wish.guest().get();
      if (guest.flaw().isPresent()) {
        throw Problem.usage(guest.flaw().get(), "Register it again").asException();
      }
      return loaded(guest.declaration(), guest.home(), List.of(), fingerprint);
    }
    return wish.isBuiltin() ? builtin(fingerprint) : declared(fingerprint);
  }

  private Loaded builtin(String fingerprint) throws RefusedException {
    var maker = terms.builtins().get(wish.builtin());
    if (maker == null) {
      throw Problem.usage(
              "There is no builtin skill '%s'".formatted(wish.builtin()),
              "Those there are: "
                  + String.join(", ", terms.builtins().keySet().stream().sorted().toList()))
          .asException();
    }
    HostedSkill skill = maker.apply(wish.entry().changes().settings());
    code = skill.code();
    return loaded(skill.declaration(), wish.place(), List.of(), fingerprint);
  }

  private Loaded declared(String fingerprint) throws RefusedException {
    return switch (Declarations.of(wish.place())) {
      case Declared.Unsound unsound ->
          throw Problem.usage(unsound.why(), "Correct it and reload").asException();
      case Declared.Sound(var declaration, var home, var findings) ->
          loaded(declaration, home, findings, fingerprint);
    };
  }

  private Loaded loaded(
      SkillDeclaration own, Path home, List<Diagnostic> findings, String fingerprint)
      throws RefusedException {
    var wanted = wish.entry().changes().on(own.named(wish.name()));
    SkillDeclaration judged = judged(new Candidate(wish.entry(), wanted, home));
    if (code == null) {
      code = terms.kinds().of(judged).load(judged, home);
    }
    try {
      var skill = HostedSkill.of(judged, code, meter);
      return new Loaded(wish, fingerprint, skill, own.name(), findings);
    } catch (IllegalArgumentException e) {
      throw Problem.usage(String.valueOf(e.getMessage()), "Correct the declaration").causedBy(e);
    }
  }

  private SkillDeclaration judged(Candidate candidate) throws RefusedException {
    var now = candidate;
    for (SkillLoader loader : terms.loaders()) {
      switch (loader.judge(now)) {
        case Verdict.Accepted _ -> {}
        case Verdict.Refused(String why) -> throw new RefusedException(why);
        case Verdict.Changed(SkillDeclaration other) ->
            now = new Candidate(now.entry(), other.named(wish.name()), now.home());
        case Verdict.Supplied(SkillCode supplied) -> supply(supplied);
      }
    }
    return now.declaration();
  }

  private void supply(SkillCode supplied) {
    if (code != null) {
      code.close();
    }
    code = supplied;
  }
}
