package io.skillmill.cli.talking;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.render.Terminal;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A person talks with the agent of a host, in a session that the host keeps. */
public final class AgentTalk implements AutoCloseable {

  private static final String AGENT = "agent: ";
  private static final String BETWEEN = "  ";
  private static final int NAME_CHARS_MAX = 80;
  private static final int MINUTE_CHARS = "2026-11-22T11:37".length();

  private final AgentLine line;
  private final Terms terms;
  private final Terminal terminal;

  /** In which it is talked; empty until the first question. */
  private Optional<String> session = Optional.empty();

  /**
   * How it is talked.
   *
   * @param session the one to go on with; where there is none, the latest
   * @param fresh whether to begin another instead
   * @param json whether a program reads the answers
   */
  public record Terms(Optional<String> session, boolean fresh, boolean json) {}

  private AgentTalk(AgentLine line, Terms terms, Terminal terminal) {
    this.line = line;
    this.terms = terms;
    this.terminal = terminal;
  }

  /**
   * Talks with the agent of a host.
   *
   * @param token what the host wants to be shown
   */
  public static AgentTalk at(String url, Optional<String> token, Terms terms, Terminal terminal) {
    return new AgentTalk(new AgentLine(new HostLine(url, token)), terms, terminal);
  }

  /** Shows the sessions that there are; the exit code. */
  public int list() {
    var page = line.sessions();
    if (terms.json()) {
      terminal.json(page);
      return ExitCodes.OK;
    }
    var table = new Table(Column.word("session"), Column.word("updated"), Column.text("name"));
    for (JsonNode each : page.path("sessions")) {
      table.row(
          each.path("session_id").asString(),
          toTheMinute(each.path("updated_at").asString()),
          each.path("name").asString());
    }
    if (table.isEmpty()) {
      terminal.note("there are no sessions");
    } else {
      table.print(terminal);
    }
    return ExitCodes.OK;
  }

  private static String toTheMinute(String instant) {
    return instant.length() > MINUTE_CHARS ? instant.substring(0, MINUTE_CHARS) + "Z" : instant;
  }

  /** One message; the exit code. */
  public int once(String message) {
    int code = dialogue(Dialogue.Manner.SILENT).once(message);
    tellSession();
    return code;
  }

  /** Messages as they are typed; the exit code. */
  public int untilEnough() {
    if (terms.json()) {
      return dialogue(Dialogue.Manner.SILENT).untilEnough();
    }
    var _ = line.sessions(); // a host that is not there is better told before anything is typed
    terminal.line("Say what you want; an empty line ends it.");
    int code = dialogue(Dialogue.Manner.PROMPTING).untilEnough();
    tellSession();
    return code;
  }

  private Dialogue dialogue(Dialogue.Manner manner) {
    return new Dialogue(terminal, manner, this::answer);
  }

  private void tellSession() {
    if (!terms.json()) {
      session.ifPresent(id -> terminal.note("go on with: --session " + id));
    }
  }

  // ---- which session

  private String session(String question) {
    String id = session.orElseGet(() -> chosen(question));
    session = Optional.of(id);
    return id;
  }

  private String chosen(String question) {
    if (terms.session().isPresent()) {
      return id(line.session(terms.session().get()));
    }
    var latest = line.sessions().path("sessions").path(0);
    if (terms.fresh() || latest.isMissingNode()) {
      return id(line.begin(name(question)));
    }
    if (!terms.json()) {
      terminal.note(
          "going on with the session '%s'; --new begins another"
              .formatted(latest.path("name").asString()));
    }
    return id(latest);
  }

  private static String id(JsonNode session) {
    return session.path("session_id").asString();
  }

  /** A session is called as it begins. */
  private static String name(String question) {
    String plain = Terminal.safe(question);
    return plain.codePointCount(0, plain.length()) <= NAME_CHARS_MAX
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, NAME_CHARS_MAX)) + "…";
  }

  // ---- one turn

  /** Whether the answer is whole. */
  private boolean answer(String question) {
    try {
      var page = line.ask(session(question), question, this::told);
      if (terms.json()) {
        terminal.json(page);
      } else {
        show(page);
      }
      terminal.flush();
      return page.path("stop").asString("").equals("done") && !page.has("problem");
    } catch (ProblemException e) {
      if (e.problem().kind() == Problem.Kind.INTERRUPTED) {
        return false; // whoever interrupted knows
      }
      throw e;
    }
  }

  /** What happens on the way, in a line each. */
  private void told(ObjectNode step) {
    if (terms.json()) {
      return;
    }
    String tool = step.path("tool").asString("");
    switch (step.path("type").asString("")) {
      case "said" -> terminal.paragraph(AGENT, step.path("text").asString(""));
      case "called" -> terminal.glimpse(BETWEEN, tool + " " + step.path("arguments").asString(""));
      case "returned" ->
          terminal.glimpse(
              BETWEEN,
              tool
                  + (step.path("good").asBoolean(false) ? " gave " : " failed: ")
                  + step.path("text").asString(""));
      default -> {} // a later host may tell more
    }
    terminal.flush();
  }

  private void show(ObjectNode page) {
    String message = page.path("message").asString("");
    if (!message.isEmpty()) {
      terminal.paragraph(AGENT, message);
    }
    for (JsonNode action : page.path("actions")) {
      if (action.path("type").asString("").equals("skill_drafted")) {
        String draft = action.path("draft").asString();
        terminal.paragraph(
            BETWEEN,
            "draft %s, '%s', waits: skillmill skill drafts %s, then approve or reject it"
                .formatted(draft, action.path("skill").asString(), draft));
      }
    }
    for (JsonNode other : page.path("suggestions")) {
      terminal.paragraph(
          BETWEEN + "there is also ",
          "%s: %s".formatted(other.path("skill").asString(), other.path("description").asString()));
    }
    complain(page);
  }

  private void complain(ObjectNode page) {
    String stop = page.path("stop").asString("");
    if (page.has("problem")) {
      terminal.complain(
          Problem.failed(page.path("problem").asString(), page.path("remedy").asString("")));
    } else if (!stop.equals("done")) {
      terminal.complain(
          Problem.failed("The answer is not whole (%s)".formatted(stop), "Ask for less at a time"));
    }
  }

  @Override
  public void close() {
    line.close();
  }
}
