package io.skillmill.coordination.agents;

import io.skillmill.coordination.skills.generating.Generated;
import io.skillmill.coordination.skills.generating.Generator;
import io.skillmill.coordination.skills.generating.SkillWish;
import io.skillmill.coordination.toolloop.Toolbox;
import io.skillmill.schema.chat.ChatUsage;
import io.skillmill.schema.chat.ToolDefinition;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tools of one turn: skills of a shelf, a search among all of them, and who writes others. */
final class AgentTools implements Toolbox {

  /** How many skills a model is offered at once; the most refuse more than 128 tools. */
  static final int TOOLS_MAX = 100;

  /** How many a search tells. */
  static final int FOUND_MAX = 10;

  /** How many skills may be written for one turn. */
  static final int WRITTEN_MAX = 2;

  static final String FIND = "find_skills";
  static final String WRITE = "write_skill";

  private static final Logger LOG = LoggerFactory.getLogger(AgentTools.class);

  private static final Set<String> OWN = Set.of(FIND, WRITE);
  private static final String DESCRIPTION = "description";

  private static final ToolDefinition FINDING =
      new ToolDefinition(
          FIND,
          "Searches all skills of this host, of which there may be more than the tools that you"
              + " see. Gives the names of those that fit; from then on they are tools.",
          parameters(
              """
              {"type": "object", "required": ["query"], "additionalProperties": false, "properties": {
                "query": {"type": "string", "description": "What is to be done, in a few words"}}}\
              """));

  private static final ToolDefinition WRITING =
      new ToolDefinition(
          WRITE,
          "Has a new skill written, where no skill does the work. It becomes a draft, which nobody"
              + " can run before a person has approved it.",
          parameters(
              """
              {"type": "object", "required": ["description"], "additionalProperties": false, "properties": {
                "description": {"type": "string", "description": "What it is to do, with its inputs and outputs"},
                "name": {"type": "string", "description": "In small letters, digits and _"}}}\
              """));

  private final SkillShelf shelf;
  private final Optional<Author> author;
  private final Deeds deeds = new Deeds();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicReference<ChatUsage> spent = new AtomicReference<>(ChatUsage.NONE);

  /** Those that a search found, the latest first. Guarded by itself. */
  private final LinkedHashSet<String> found = new LinkedHashSet<>();

  private final List<String> likely;

  /** Who writes skills, and for whom. */
  record Author(Generator generator, String by) {}

  /**
   * Those of one turn.
   *
   * @param likely tools that are offered in any case, the most likely first
   */
  AgentTools(SkillShelf shelf, Optional<Author> author, Collection<String> likely) {
    this.shelf = shelf;
    this.author = author;
    this.likely = List.copyOf(likely);
  }

  private static ObjectNode parameters(String schema) {
    return (ObjectNode) Json.readOurs(schema);
  }

  Deeds deeds() {
    return deeds;
  }

  /** What writing skills took. */
  ChatUsage spent() {
    return spent.get();
  }

  @Override
  public List<ToolDefinition> tools() {
    var offered = new ArrayList<>(offered(hosted()));
    offered.add(FINDING);
    if (author.isPresent()) {
      offered.add(WRITING);
    }
    return offered;
  }

  /** Our own names are taken. */
  private List<ToolDefinition> hosted() {
    return shelf.tools().stream().filter(tool -> !OWN.contains(tool.name())).toList();
  }

  private List<ToolDefinition> offered(List<ToolDefinition> all) {
    if (all.size() <= TOOLS_MAX) {
      return all;
    }
    var first = new LinkedHashSet<String>();
    synchronized (found) {
      first.addAll(found);
    }
    first.addAll(likely);
    var byName = all.stream().collect(Collectors.toMap(ToolDefinition::name, Function.identity()));
    return first.stream().filter(byName::containsKey).limit(TOOLS_MAX).map(byName::get).toList();
  }

  @Override
  public Ran run(String tool, ObjectNode arguments, Duration atMost) throws InterruptedException {
    return switch (tool) {
      case FIND -> find(arguments);
      case WRITE -> write(arguments);
      default -> use(tool, arguments, atMost);
    };
  }

  private Ran use(String tool, ObjectNode input, Duration atMost) throws InterruptedException {
    var came = shelf.run(tool, input.deepCopy(), atMost); // it does with its input as it likes
    deeds.note(
        tool,
        input,
        switch (came.ran()) {
          case Ran.Done done -> new Action.Used(came.skill(), input, done.output(), came.traceId());
          case Ran.Failed failed ->
              new Action.Failed(came.skill(), input, failed.what(), Optional.of(came.traceId()));
        });
    return came.ran();
  }

  // ---- finding

  private Ran find(ObjectNode arguments) {
    var all =
        hosted().stream().collect(Collectors.toMap(ToolDefinition::name, Function.identity()));
    var page = Json.object();
    var list = page.putArray("skills");
    shelf.fitting(arguments.path("query").asString("")).stream()
        .filter(fitting -> all.containsKey(fitting.tool()))
        .limit(FOUND_MAX)
        .forEach(fitting -> {
          synchronized (found) {
            found.addFirst(fitting.tool());
          }
          list.addObject().put("name", fitting.tool()).put(DESCRIPTION, fitting.description());
        });
    return new Ran.Done(page.put("total", all.size()));
  }

  // ---- writing

  private Ran write(ObjectNode arguments) throws InterruptedException {
    if (written.incrementAndGet() > WRITTEN_MAX) {
      return failed(
          arguments,
          Problem.usage(
              "No more than %d skills are written for one question".formatted(WRITTEN_MAX),
              "Tell the person what is missing"));
    }
    try {
      var name = Optional.of(arguments.path("name").asString("")).filter(text -> !text.isEmpty());
      var wish =
          SkillWish.of(arguments.path(DESCRIPTION).asString(""), name, Optional.empty())
              .confined(); // what a tool gave may have had a part in these words
      var who = author.orElseThrow();
      return told(arguments, who.generator().generate(wish, who.by()));
    } catch (ProblemException e) {
      if (e.problem().kind() != Problem.Kind.USAGE) {
        LOG.error("A skill could not be written for the agent", e); // the model is told no more
      }
      return failed(arguments, e.problem());
    }
  }

  private Ran told(ObjectNode arguments, Generated generated) {
    return switch (generated) {
      case Generated.Kept kept -> {
        spent.accumulateAndGet(kept.usage(), ChatUsage::plus);
        deeds.note(WRITE, arguments, new Action.Drafted(kept.name(), arguments, kept.draft()));
        var page = Json.object().put("draft", kept.draft()).put("name", kept.name());
        yield new Ran.Done(
            page.put("message", "draft %d waits for approval".formatted(kept.draft())));
      }
      case Generated.Unfit unfit -> {
        spent.accumulateAndGet(unfit.usage(), ChatUsage::plus);
        yield failed(
            arguments,
            Problem.failed(
                "What was written would not do: " + unfit.flaws().getLast(),
                "Describe it more precisely, or tell the person"));
      }
      case Generated.Unheard unheard -> failed(arguments, unheard.why());
    };
  }

  private Ran failed(ObjectNode arguments, Problem why) {
    deeds.note(WRITE, arguments, new Action.Failed(WRITE, arguments, why.what(), Optional.empty()));
    return new Ran.Failed(why.what(), why.remedy());
  }
}
