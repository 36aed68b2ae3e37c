package io.skillmill.parsers.traits;

import io.skillmill.parsers.blocks.Inlines;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Frontmatter;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a skill is beside its actions, rules and directives: the tools it may use, its arguments and
 * placeholders, the commands, links and other skills it names, its language and its size. Each
 * entry says on which line and column it stands. One for each document; not thread-safe.
 *
 * <pre>{@code
 * var traits = new Traits(source, text, frontmatter);
 * body.links().forEach(traits::link);
 * draft.with("traits", traits.json(findings));
 * }</pre>
 */
public final class Traits {

  /** How many entries a list has at the most. */
  private static final int LIST_MAX = 500;

  /** How a command stands in the text. */
  public enum Form {
    /** In a code block. */
    FENCED("fenced"),
    /** In a line of text. */
    INLINE("inline"),
    /** Run when the skill is loaded; its output takes its place. */
    LOAD_TIME("load-time");

    private final String spelled;

    Form(String spelled) {
      this.spelled = spelled;
    }
  }

  private final SkillSource source;
  private final SourceText text;
  private final Frontmatter frontmatter;
  private final Arguments arguments;
  private final Targets targets;
  private final Language language = new Language();
  private final Map<String, ArrayNode> lists = new LinkedHashMap<>();
  private int leftOut;

  public Traits(SkillSource source, SourceText text, Frontmatter frontmatter) {
    this.source = source;
    this.text = text;
    this.frontmatter = frontmatter;
    this.arguments = Arguments.of(frontmatter);
    this.targets = new Targets(source);
  }

  /** A stretch of prose, by which the language is told. */
  public void prose(String words) {
    language.add(words);
  }

  /** A link or image, wherever it leads. */
  public void link(Inlines.Link link) {
    String kind = Targets.kind(link.target());
    ObjectNode entry = entry("links", link.start());
    entry.put("target", link.target());
    if (!link.text().isEmpty() && !link.text().equals(link.target())) {
      entry.put("text", link.text());
    }
    entry.put("kind", kind);
    if (kind.equals("file")) {
      found(entry, link.target());
      Skills.ofLink(link.target()).ifPresent(name -> skill(name, link.start()));
    }
  }

  /** Code in a line of text: a file of the package or a command, or neither. */
  public void code(String code, boolean command, int start) {
    if (command) {
      command(code, "sh", Form.INLINE, start);
    } else if (targets.named(code)) {
      ObjectNode entry = entry("links", start).put("target", code).put("kind", "file");
      found(entry, code);
    }
  }

  private void found(ObjectNode entry, String target) {
    switch (targets.find(target)) {
      case UNKNOWN -> {}
      case FOUND -> entry.put("found", true);
      case MISSING -> entry.put("found", false);
      case OUTSIDE -> entry.put("found", false).put("outside", true);
    }
  }

  public void command(String command, String shell, Form form, int start) {
    entry("commands", start).put("text", command).put("language", shell).put("form", form.spelled);
  }

  /** Something to be filled in; shell variables that are none of ours are passed by. */
  public void placeholder(String written, int start) {
    String kind = arguments.kind(written, text.text(), start + written.length());
    if (!kind.isEmpty()) {
      entry("placeholders", start).put("text", written).put("kind", kind);
    }
  }

  private void skill(String name, int start) {
    entry("skills", start).put("name", name);
  }

  /** All of it; what went past a limit goes to the findings. */
  public ObjectNode json(List<Diagnostic> findings) {
    int body = text.startOfLine(frontmatter.bodyLine());
    Skills.named(text.text(), body, frontmatter.text("name").orElse(""), this::skill);
    ObjectNode traits = Json.small(lists.size() + 5);
    traits.put("language", language.tag());
    traits.put("tokens_estimated", Tokens.of(text.text(), source.primaryFile().size()));
    Tools.of(frontmatter, Set.of("allowed-tools", "allowed_tools", "allowedTools", "tools"))
        .ifPresent(tools -> traits.set("allowed_tools", tools));
    Tools.of(frontmatter, Set.of("disallowed-tools", "disallowed_tools", "disallowedTools"))
        .ifPresent(tools -> traits.set("disallowed_tools", tools));
    arguments.json().ifPresent(told -> traits.set("arguments", told));
    lists.forEach(traits::set);
    if (leftOut > 0) {
      findings.add(
          Diagnostic.info(
              "traits-left-out",
              "%d commands, links and the like past the first %d of a kind are left out"
                  .formatted(leftOut, LIST_MAX),
              Place.startOf(text.file())));
    }
    return traits;
  }

  private ObjectNode entry(String list, int start) {
    ArrayNode entries = lists.computeIfAbsent(list, _ -> Json.array());
    ObjectNode entry = Json.small(6);
    if (entries.size() == LIST_MAX) {
      leftOut++;
      return entry;
    }
    Place place = text.place(start, start);
    entries.add(entry.put("line", place.line()).put("column", place.column()));
    return entry;
  }
}
