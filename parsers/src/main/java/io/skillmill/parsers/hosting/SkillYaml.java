package io.skillmill.parsers.hosting;

import io.skillmill.parsers.located.Shown;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import io.skillmill.schema.run.SkillName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code skill.yaml}. */
final class SkillYaml {

  /** How long the output of a pure skill answers where nobody says. */
  static final Duration CACHE_DEFAULT = Duration.ofMinutes(5);

  private static final Duration CACHE_MAX = Duration.ofDays(30);

  /** What inventories call them. */
  private static final String EXAMPLE_QUERIES = "example_queries";

  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "description",
          "version",
          "category",
          "complexity",
          "performance",
          "position",
          "tags",
          "use_cases",
          "examples",
          EXAMPLE_QUERIES,
          "works_well_with",
          "inputs",
          "outputs",
          "limits",
          "credentials",
          "pure",
          "cache",
          "implementation",
          "license",
          "author",
          "homepage");

  private final Page page;
  private final Fields root;

  SkillYaml(Page page) {
    this.page = page;
    this.root = page.fields();
  }

  /** Nothing where it is not sound; the findings then say why. */
  Optional<SkillDeclaration> read() {
    if (!root.isObject()) {
      return Optional.empty();
    }
    root.allow(KNOWN);
    Optional<String> name = name(root);
    Optional<Implementation> implementation = new Implementations(page).read(root);
    var ports = new Ports(page);
    var inputs = ports.inputs(root);
    var outputs = ports.outputs(root);
    var limits = root.below("limits").map(LimitChanges::read).orElse(LimitChanges.NONE);
    var about = about();
    var credentials = credentials();
    var cacheFor = cacheFor();
    if (name.isEmpty() || implementation.isEmpty() || !page.isSound()) {
      return Optional.empty();
    }
    return Optional.of(
        limits.on(
            new SkillDeclaration(
                name.get(),
                about,
                inputs,
                outputs,
                SkillLimits.DEFAULT,
                credentials,
                cacheFor,
                implementation.get())));
  }

  /** A skill's name, which must be one that can be called. */
  static Optional<String> name(Fields root) {
    Optional<String> name = root.text("name");
    if (name.isEmpty()) {
      if (!root.has("name") || root.at("name").isText()) {
        root.page()
            .error("field-missing", "The skill has no name; add name: my_skill", root.located());
      }
      return name;
    }
    if (!SkillName.isValid(name.get())) {
      root.page()
          .error(
              "name-invalid",
              "The name %s is none that can be called; it must be %s"
                  .formatted(Shown.of(name.get()), SkillName.RULE),
              root.at("name"));
      return Optional.empty();
    }
    return name;
  }

  private About about() {
    var plain = About.of("");
    if (root.text("description").isEmpty()) {
      page.warning(
          "description-missing",
          "The skill has no description, so people and models cannot know when to use it; add one",
          root.located());
    }
    return new About(
        root.text("description").orElse(""),
        root.text("version").orElse(About.FIRST_VERSION),
        root.text("category").orElse(plain.category()),
        root.text("complexity").orElse(plain.complexity()),
        root.text("performance").orElse(plain.performance()),
        root.text("position").orElse(""),
        root.texts("use_cases"),
        root.texts(root.has("examples") ? "examples" : EXAMPLE_QUERIES),
        root.texts("tags"),
        root.texts("works_well_with"));
  }

  private List<CredentialNeed> credentials() {
    var needs = new ArrayList<CredentialNeed>();
    for (Fields need : root.items("credentials")) {
      if (need.located().isText()) {
        needs.add(new CredentialNeed(need.located().text().strip(), true, ""));
      } else if (need.isObject()) {
        need.allow(Set.of("name", "required", "how_to_get"));
        String name = need.text("name").orElse("");
        if (name.isEmpty()) {
          page.error(
              "field-missing",
              "The credential has no name; add one, such as name: GITHUB_TOKEN",
              need.located());
        }
        needs.add(
            new CredentialNeed(
                name, need.flag("required").orElse(true), need.text("how_to_get").orElse("")));
      }
    }
    return needs;
  }

  private Optional<Duration> cacheFor() {
    boolean pure = root.flag("pure").orElse(false);
    Optional<Duration> time =
        root.at("cache").isObject()
            ? root.below("cache").flatMap(cache -> cache.time("ttl", CACHE_MAX))
            : root.time("cache", CACHE_MAX);
    if (root.has("cache") && !pure) {
      page.warning(
          "cache-ignored",
          "Nothing is cached, for the skill is not said to be pure; add pure: true if it gives the"
              + " same output for the same input and changes nothing",
          root.at("cache"));
    }
    return pure ? Optional.of(time.orElse(CACHE_DEFAULT)) : Optional.empty();
  }
}
