package io.skillmill.cli.skill;

import io.skillmill.cli.tools.ToolFormat;
import io.skillmill.coordination.models.ModelAddress;
import io.skillmill.coordination.skills.generating.SkillWish;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.registry.Application;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Where skills are: in this process, or at a host that is reached over HTTP. */
public interface SkillPlace extends AutoCloseable {

  /** How many names a message tells. */
  int NAMES_TOLD_MAX = 10;

  /**
   * A call of a skill.
   *
   * @param credentials secrets for it, by name
   */
  record Call(String name, ObjectNode input, Map<String, String> credentials) {
    /** Secrets do not belong in a log. */
    @Override
    public String toString() {
      return "Call[%s, %d credentials]".formatted(name, credentials.size());
    }
  }

  /** Those of this process. They stay the caller's. */
  static SkillPlace here(Hosting hosting, Optional<Registrar> registrar) {
    return new Here(hosting, registrar);
  }

  /**
   * Those of a host.
   *
   * @param address such as {@code http://127.0.0.1:8000}
   * @param token what it wants to be shown
   */
  static SkillPlace there(String address, Optional<String> token) {
    return new There(address, token);
  }

  /** What each skill says of itself, as in {@code GET /catalog}. */
  List<ObjectNode> list();

  /** What a skill says of itself, and its schemas. */
  ObjectNode show(String name);

  /**
   * The code of a registered skill; {@code wish} may name a {@code version} or {@code revision}.
   */
  ObjectNode code(String name, ObjectNode wish);

  /** What happened to a registered skill. */
  ObjectNode versions(String name);

  /**
   * Runs a skill.
   *
   * @return {@code success}, and then {@code output} or {@code failure}, {@code trace_id}, and
   *     {@code trace} where it is wanted
   */
  ObjectNode run(Call call, boolean trace);

  /** What came of it, as {@code POST /skills/register} says it. */
  ObjectNode register(Application application);

  ObjectNode remove(String name);

  ObjectNode rollback(String name, ObjectNode wish);

  /**
   * Has a skill written; what came of it, as {@code POST /skills/generate} says it.
   *
   * @param model who writes it, where that happens in this process
   */
  ObjectNode generate(SkillWish wish, boolean approve, Supplier<ModelAddress> model);

  /** All drafts, without their texts. */
  ObjectNode drafts();

  ObjectNode draft(long id);

  ObjectNode approve(long id);

  ObjectNode reject(long id);

  /** Which skills call which. */
  String graph(String format);

  /** The skills as tools for models. */
  ObjectNode tools(ToolFormat format, boolean strict);

  @Override
  default void close() {}

  /** The one of a name or a mount. */
  default ObjectNode find(String name) {
    var all = list();
    return all.stream()
        .filter(skill -> skill.path("name").asString().equals(name))
        .findFirst()
        .or(() ->
            all.stream()
                .filter(skill -> skill.path("mount_path").asString().equals(name))
                .findFirst())
        .orElseThrow(() -> absent(name, all));
  }

  private static ProblemException absent(String name, List<ObjectNode> all) {
    String names =
        all.stream()
            .limit(NAMES_TOLD_MAX)
            .map(skill -> skill.path("name").asString())
            .collect(Collectors.joining(", "));
    String remedy =
        all.isEmpty()
            ? "None is hosted: name some with --config or --skill, or register one"
            : "There are %s%s".formatted(names, all.size() > NAMES_TOLD_MAX ? " and others" : "");
    return Problem.notFound("There is no skill '%s'".formatted(name), remedy).asException();
  }
}
