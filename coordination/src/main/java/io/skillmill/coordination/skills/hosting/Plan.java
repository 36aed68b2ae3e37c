package io.skillmill.coordination.skills.hosting;

import io.skillmill.coordination.skills.HostedSkill;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be hosted. Immutable.
 *
 * @param depth how many skills may stand on the stack, whatever the configuration says
 * @param builtins skills that come with this program, found at {@code builtin:NAME}, each made with
 *     the settings that the configuration gives it; each hosting of one has code of its own
 * @param loaders who has a say in it, beside those that are found as services
 * @param user the home directory that {@code ~} stands for
 * @param guests who is hosted beside what the source names; asked again with each reload
 */
public record Plan(
    Source source,
    OptionalInt depth,
    Map<String, Function<ObjectNode, HostedSkill>> builtins,
    List<SkillLoader> loaders,
    Path user,
    Supplier<List<Guest>> guests) {

  /** Where it is said what is hosted. */
  public sealed interface Source {

    /** A file that lists skills; its paths are seen from its own directory. */
    record Config(Path file) implements Source {}

    /** Each directory directly below a folder that declares a skill. */
    record Folder(Path folder) implements Source {}

    /** One skill, in its directory. */
    record Single(Path directory) implements Source {}

    /** Nothing. */
    record Nothing() implements Source {}
  }

  public Plan {
    builtins = Map.copyOf(builtins);
    loaders = List.copyOf(loaders);
  }

  private static Plan of(Source source) {
    return new Plan(
        source,
        OptionalInt.empty(),
        Map.of(),
        List.of(),
        Path.of(System.getProperty("user.home", ".")),
        List::of);
  }

  /** The skills that a file lists. */
  public static Plan config(Path file) {
    return of(new Source.Config(file));
  }

  /** The skills below a folder. */
  public static Plan folder(Path folder) {
    return of(new Source.Folder(folder));
  }

  /** One skill. */
  public static Plan skill(Path directory) {
    return of(new Source.Single(directory));
  }

  /** No skill but the guests. */
  public static Plan nothing() {
    return of(new Source.Nothing());
  }

  /** The same with so many skills on the stack at the most. */
  public Plan depth(int most) {
    return new Plan(source, OptionalInt.of(most), builtins, loaders, user, guests);
  }

  /** The same with these skills to be had at {@code builtin:NAME}. */
  public Plan builtins(Map<String, Function<ObjectNode, HostedSkill>> byName) {
    return new Plan(source, depth, byName, loaders, user, guests);
  }

  /** The same with one more who has a say. */
  public Plan loader(SkillLoader loader) {
    var all = new ArrayList<>(loaders);
    all.add(loader);
    return new Plan(source, depth, builtins, all, user, guests);
  }

  /** The same with another home directory for {@code ~}. */
  public Plan user(Path home) {
    return new Plan(source, depth, builtins, loaders, home, guests);
  }

  /** The same with these guests. */
  public Plan guests(Supplier<List<Guest>> asked) {
    return new Plan(source, depth, builtins, loaders, user, asked);
  }
}
