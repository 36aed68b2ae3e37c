package io.skillmill.parsers.traits;

import io.skillmill.parsers.blocks.Inlines;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Frontmatter;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a skill is beside its actions, rules and directives: the tools it may use, its arguments and
 * placeholders, the commands, links and other skills it names, its language and its size. Each
 * entry says on which line and column it stands. One for each document; not thread-safe.
 *
 * <pre>{@code
 * var traits = Traits.ofSkill(source, text, frontmatter);
 * body.tell(traits, text);
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

  /**
   * Where the words of a body stand, and whose they are.
   *
   * @param text the file
   * @param words those that the offsets are of: the file's, or a text within it
   * @param body where the body begins in them
   * @param offset where a character of theirs stands in the file
   */
  private record Words(SourceText text, String words, int body, IntUnaryOperator offset) {}

  private final SkillSource source;
  private final Words words;
  private final Optional<Frontmatter> frontmatter;
  private final Client client;
  private final Arguments arguments;
  private final Targets targets;
  private final Language language = new Language();
  private final Map<String, ArrayNode> lists = new LinkedHashMap<>();
  private final Set<String> led = new LinkedHashSet<>();
  private int leftOut;

  /** What a client does with a body before a model reads it. */
  public enum Client {
    /** Many clients read it, and most do nothing. */
    ANY,
    /** It brings files in, and fills nothing in. */
    IMPORTS,
    /** It brings files in, and fills in arguments wherever they stand, in code too. */
    FILLS_IN,
    /** Whatever it does, it does with what stands in braces. */
    BRACES
  }

  private Traits(
      SkillSource source, Words words, Optional<Frontmatter> frontmatter, Client client) {
    this.source = source;
    this.words = words;
    this.frontmatter = frontmatter;
    this.client = client;
    this.arguments = frontmatter.map(Arguments::of).orElse(Arguments.NONE);
    this.targets = new Targets(source, directory(words.text.file()));
  }

  public static Traits ofSkill(SkillSource source, SourceText text, Frontmatter frontmatter) {
    return ofFile(source, text, Optional.of(frontmatter), Client.ANY);
  }

  /** Those of a file whose frontmatter, if any, is not that of a skill. */
  public static Traits ofFile(
      SkillSource source, SourceText text, Optional<Frontmatter> frontmatter, Client client) {
    int body = text.startOfLine(frontmatter.map(Frontmatter::bodyLine).orElse(1));
    var words = new Words(text, text.text(), body, IntUnaryOperator.identity());
    return new Traits(source, words, frontmatter, client);
  }

  /**
   * Those of a text within a file, whose client fills in what stands in braces.
   *
   * @param offset where a character of the text stands in the file
   */
  public static Traits ofPart(
      SkillSource source, SourceText text, String part, IntUnaryOperator offset) {
    var words = new Words(text, part, 0, offset);
    return new Traits(source, words, Optional.empty(), Client.BRACES);
  }

  /** Those of another file of the package that the skill leads to. */
  public static Traits ofLinked(SkillSource source, SourceText text) {
    return ofFile(source, text, Optional.empty(), Client.ANY);
  }

  private static String directory(String file) {
    return file.substring(0, Math.max(0, file.lastIndexOf('/')));
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
    Targets.Target found = targets.find(target);
    switch (found.answer()) {
      case UNKNOWN -> {}
      case FOUND -> {
        entry.put("found", true);
        led.add(found.path());
      }
      case MISSING -> entry.put("found", false);
      case OUTSIDE -> entry.put("found", false).put("outside", true);
    }
  }

  public void command(String command, String shell, Form form, int start) {
    entry("commands", start).put("text", command).put("language", shell).put("form", form.spelled);
  }

  /** Something to be filled in; shell variables that are none of ours are passed by. */
  public void placeholder(String written, Context context, int start) {
    int end = start + written.length();
    String after = words.words.substring(end, Math.min(words.words.length(), end + 2));
    boolean digits = client == Client.FILLS_IN || !context.ownDigits();
    String kind =
        client == Client.BRACES
            ? Arguments.kindInBraces(written)
            : arguments.kind(written, after, digits);
    if (!kind.isEmpty()) {
      ObjectNode entry = entry("placeholders", start).put("text", written).put("kind", kind);
      if (!context.spelled.isEmpty()) {
        entry.put("context", context.spelled);
      }
    }
  }

  /** Files that {@code @path} brings in outside of code; of a skill only those that are there. */
  public void imports(IntFunction<Context> contexts) {
    if (client == Client.BRACES) {
      return;
    }
    Imports.of(
        words.words,
        words.body,
        (path, start) -> {
          boolean sure =
              client != Client.ANY || targets.find(path).answer() == Targets.Answer.FOUND;
          if (sure && contexts.apply(start) == Context.PROSE) {
            brought(path, start);
          }
        });
  }

  /** A file that is brought in. */
  public void brought(String path, int start) {
    ObjectNode entry = entry("links", start).put("target", path).put("kind", "import");
    found(entry, path);
  }

  /** Another skill that a field names. */
  public void skill(String name, Place place) {
    put("skills", place).put("name", name);
  }

  private void skill(String name, int start) {
    entry("skills", start).put("name", name);
  }

  /** What links have led to in the package: files and directories. */
  public Set<String> led() {
    return Collections.unmodifiableSet(led);
  }

  /** The links to files that are not there, each with its place. */
  public List<ObjectNode> missing() {
    var missing = new ArrayList<ObjectNode>();
    for (JsonNode link : lists.getOrDefault("links", Json.array())) {
      if (link.path("found").isBoolean() && !link.path("found").asBoolean()) {
        ObjectNode told = Json.small(4);
        for (String member : List.of("line", "column", "target", "outside")) {
          if (link.has(member)) {
            told.set(member, link.get(member));
          }
        }
        missing.add(told);
      }
    }
    return missing;
  }

  /** How many entries went past the most of their list. */
  public int leftOut() {
    return leftOut;
  }

  /**
   * About how many tokens a model makes of the file.
   *
   * @param bytes how large it is
   */
  public int tokens(long bytes) {
    return Tokens.of(words.text.text(), bytes);
  }

  /** All of it; what went past a limit goes to the findings. */
  public ObjectNode json(List<Diagnostic> findings) {
    String own = frontmatter.flatMap(some -> some.text("name")).orElse("");
    Skills.named(words.words, words.body, own, this::skill);
    ObjectNode traits = Json.small(lists.size() + 5);
    traits.put("language", language.tag());
    traits.put("tokens_estimated", tokens(source.primaryFile().size()));
    tools(Set.of("allowed-tools", "allowed_tools", "allowedTools", "tools"))
        .ifPresent(tools -> traits.set("allowed_tools", tools));
    tools(Set.of("disallowed-tools", "disallowed_tools", "disallowedTools"))
        .ifPresent(tools -> traits.set("disallowed_tools", tools));
    arguments.json().ifPresent(told -> traits.set("arguments", told));
    lists.forEach(traits::set);
    if (leftOut > 0) {
      findings.add(
          Diagnostic.info(
              "traits-left-out",
              "%d commands, links and the like past the first %d of a kind are left out"
                  .formatted(leftOut, LIST_MAX),
              Place.startOf(words.text.file())));
    }
    return traits;
  }

  private Optional<ObjectNode> tools(Set<String> fields) {
    return frontmatter.flatMap(some -> Tools.of(some, fields));
  }

  private ObjectNode entry(String list, int start) {
    int offset = words.offset.applyAsInt(start);
    return put(list, words.text.place(offset, offset));
  }

  private ObjectNode put(String list, Place place) {
    ArrayNode entries = lists.computeIfAbsent(list, _ -> Json.array());
    ObjectNode entry = Json.small(6);
    if (entries.size() == LIST_MAX) {
      leftOut++;
      return entry;
    }
    entries.add(entry.put("line", place.line()).put("column", place.column()));
    return entry;
  }
}
