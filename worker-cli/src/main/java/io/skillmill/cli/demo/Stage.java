package io.skillmill.cli.demo;

import io.skillmill.cli.render.Terminal;
import io.skillmill.cli.skill.RunText;
import io.skillmill.cli.skill.SkillPlace;
import io.skillmill.cli.talking.Conversation;
import io.skillmill.cli.talking.HostToolbox;
import io.skillmill.coordination.models.ChatModel;
import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.coordination.skills.generating.SkillWish;
import io.skillmill.coordination.toolloop.Bounds;
import io.skillmill.coordination.toolloop.ToolLoop;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a demonstration plays on: a host, a model that follows a script, and a terminal. */
final class Stage implements AutoCloseable {

  private final Opened opened = new Opened();
  private final Terminal terminal;
  private final ScriptedModel script;
  private final ChatModel model;
  private final OwnHost host;
  private final HostToolbox tools;
  private final SkillPlace place;
  private final Conversation conversation;

  Stage(String example, Terminal terminal) {
    this.terminal = terminal;
    try {
      script = ScriptedModel.open(Screenplay::play);
      opened.closing(script::close);
      model = ChatModel.at(script.address());
      opened.closing(model::close);
      host = new OwnHost(example, Optional.of(model), terminal);
      opened.closing(host::close);
      tools = HostToolbox.at(host.url(), Optional.empty());
      opened.closing(tools::close);
      place = SkillPlace.there(host.url(), Optional.empty());
      opened.closing(place::close);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
    var loop = ToolLoop.of(model, tools, Bounds.DEFAULT);
    conversation = new Conversation(loop, "You follow a script", terminal);
  }

  Terminal terminal() {
    return terminal;
  }

  HostToolbox tools() {
    return tools;
  }

  SkillPlace place() {
    return place;
  }

  String url() {
    return host.url();
  }

  void heading(String text) {
    terminal.heading(text);
  }

  void says(String text) {
    terminal.paragraph("", text);
  }

  void gap() {
    terminal.line("");
    terminal.flush();
  }

  /** A question of a person, and what the model makes of it. */
  void asks(String question) {
    terminal.paragraph("you: ", question);
    int exitCode = conversation.once(question);
    if (exitCode != 0) {
      throw new Problem(
              exitCode == 1 ? Problem.Kind.FAILED : Problem.Kind.INTERRUPTED,
              "The demonstration was not played to its end",
              "Run it again")
          .asException();
    }
    gap();
  }

  /** A run of a skill with all its calls; what came of it is there to be looked at. */
  ObjectNode runs(String skill, String input) {
    terminal.glimpse("run ", skill + " " + input);
    var call = new SkillPlace.Call(skill, (ObjectNode) Json.readOurs(input), Map.of());
    var run = place.run(call, true);
    RunText.calls(run, terminal);
    terminal.paragraph(
        "  ",
        run.path("success").asBoolean()
            ? "gave " + Json.write(run.path("output"))
            : "failed: " + run.path("failure").path("message").asString());
    gap();
    return run;
  }

  /** A run of a skill that is not there; why it is refused. */
  void lacks(String skill, String input) {
    terminal.glimpse("run ", skill + " " + input);
    try {
      place.run(new SkillPlace.Call(skill, (ObjectNode) Json.readOurs(input), Map.of()), false);
    } catch (ProblemException e) {
      terminal.paragraph("  ", "failed: " + e.problem().what());
      gap();
      return;
    }
    throw new IllegalStateException(skill + " is there");
  }

  /** A run over MCP, as its clients say it. */
  void calls(String tool, String arguments) {
    var message = Json.object().put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
    message.putObject("params").put("name", tool).set("arguments", Json.readOurs(arguments));
    terminal.glimpse("POST /mcp ", Json.write(message));
    var result = tools.mcp(message).path("result");
    terminal.paragraph(
        "  ",
        result.path("isError").asBoolean(false)
            ? "failed: " + result.path("content").path(0).path("text").asString()
            : "gave " + Json.write(result.path("structuredContent")));
    gap();
  }

  /** A model writes a skill; the number of the draft. */
  long writes(String description) {
    var wish = SkillWish.of(description, Optional.empty(), Optional.empty());
    var written = place.generate(wish, false, script::address);
    if (!written.path("success").asBoolean()) {
      throw new IllegalStateException("No skill was written: " + written);
    }
    return written.path("draft").asLong();
  }

  /** Changes the host's configuration, as a person would in an editor. */
  void edits(String before, String after) {
    try {
      String text = Files.readString(host.config());
      Files.writeString(host.config(), text.replace(before, after));
    } catch (IOException e) {
      throw new UncheckedIOException("The configuration could not be changed", e);
    }
  }

  @Override
  public void close() {
    opened.close();
  }
}
