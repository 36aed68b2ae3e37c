package io.skillmill.cli.command;

import io.skillmill.cli.demo.Demos;
import io.skillmill.cli.demo.Screenplay;
import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.session.EnvironmentFile;
import io.skillmill.cli.session.Session;
import io.skillmill.cli.talking.Conversation;
import io.skillmill.cli.talking.HostToolbox;
import io.skillmill.cli.talking.Overview;
import io.skillmill.coordination.models.ChatModel;
import io.skillmill.coordination.models.ModelAddress;
import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.coordination.toolloop.Bounds;
import io.skillmill.coordination.toolloop.ToolLoop;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what hosted skills can do. */
@Command(
    name = "demo",
    description = "Show in a terminal what hosted skills can do; alone, list what can be shown.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill demo",
      "  skillmill demo composition",
      "  skillmill demo openai --scripted"
    })
final class DemoCommand implements Callable<Integer> {

  private static final String INSTRUCTION =
      "You help a person with tools. Use one where it gives a better answer than you could, several"
          + " at once where they do not need each other. If a tool fails, read what it says,"
          + " correct the call or say what went wrong. Answer briefly, and in plain text.";

  private static final String URL = "http://127.0.0.1:8000";

  private final Session session;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    for (var demo : Demos.values()) {
      listed(demo.word(), demo.sentence());
    }
    listed("openai", "talk with a model that runs the skills of a host; --scripted takes no key");
    return ExitCodes.OK;
  }

  private void listed(String word, String sentence) {
    String blanks = " ".repeat(Math.max(0, Demos.width() - word.length()) + 2);
    session.terminal().paragraph(word + blanks, sentence);
  }

  @Command(
      name = "time",
      description = "A model that runs a skill: the time in several towns.",
      footerHeading = "%nExamples:%n",
      footer = "  skillmill demo time")
  int time() {
    return Demos.TIME.play(session.terminal());
  }

  @Command(
      name = "fetch",
      description = "A model that fetches a page, which is here.",
      footerHeading = "%nExamples:%n",
      footer = "  skillmill demo fetch")
  int fetch() {
    return Demos.FETCH.play(session.terminal());
  }

  @Command(
      name = "memory",
      description = "A model that remembers, and recalls.",
      footerHeading = "%nExamples:%n",
      footer = "  skillmill demo memory")
  int memory() {
    return Demos.MEMORY.play(session.terminal());
  }

  @Command(
      name = "host",
      description = "Many skills behind one port, and one more on the way.",
      footerHeading = "%nExamples:%n",
      footer = "  skillmill demo host")
  int host() {
    return Demos.HOST.play(session.terminal());
  }

  @Command(
      name = "composition",
      description = "Skills that call skills, circles and depth.",
      footerHeading = "%nExamples:%n",
      footer = "  skillmill demo composition")
  int composition() {
    return Demos.COMPOSITION.play(session.terminal());
  }

  @Command(
      name = "generate",
      description = "A model that writes a skill, and a person who approves it.",
      footerHeading = "%nExamples:%n",
      footer = "  skillmill demo generate")
  int generate() {
    return Demos.GENERATE.play(session.terminal());
  }

  @Command(
      name = "openai",
      description = {
        "Talk with a model that runs the skills of a host as tools.",
        "Any endpoint that speaks OpenAI's chat completions will do. The key is read from",
        "$OPENAI_API_KEY, also from a file .env that is here."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  skillmill demo openai",
        "  skillmill demo openai --url http://127.0.0.1:8000 'What time is it in Tokyo?'",
        "  skillmill demo openai --base-url http://127.0.0.1:11434/v1 --model qwen3"
      })
  int openai(
      @Parameters(
              paramLabel = "QUESTION",
              arity = "0..*",
              description = "Ask this alone. Else questions are read until an empty line.")
          List<String> question,
      @Option(
              names = "--url",
              paramLabel = "URL",
              description = {
                "The host. Default: http://127.0.0.1:8000; with --scripted one of its own."
              })
          Optional<String> url,
      @Option(
              names = "--scripted",
              description = "Ask a model that comes along, follows a script and takes no key.")
          boolean scripted,
      @Mixin ModelOptions model) {
    if (scripted) {
      try (var script = ScriptedModel.open(Screenplay::play)) {
        return url.isPresent()
            ? talk(url.get(), script.address(), question)
            : Demos.hosted(session.terminal(), own -> talk(own, script.address(), question));
      }
    }
    var file = EnvironmentFile.read(Path.of(EnvironmentFile.NAME));
    file.keySet().retainAll(ModelAddress.VARIABLES);
    session.adopt(file);
    return talk(url.orElse(URL), model.address(session), question);
  }

  private int talk(String url, ModelAddress address, List<String> question) {
    var terminal = session.terminal();
    try (var tools = HostToolbox.at(url, session.token());
        var model = ChatModel.at(address)) {
      if (tools.skills().isEmpty()) {
        throw Problem.notFound(
                "The host at %s has no skills".formatted(url),
                "Host some: skillmill serve --config examples/runtime/runtime-config.yaml")
            .asException();
      }
      var loop = ToolLoop.of(model, tools, Bounds.DEFAULT);
      var conversation = new Conversation(loop, INSTRUCTION, terminal);
      if (question != null && !question.isEmpty()) {
        return conversation.once(String.join(" ", question));
      }
      Overview.host(tools, url, terminal);
      Overview.skills(tools, terminal);
      terminal.line("Ask %s; an empty line ends it.".formatted(model.name()));
      return conversation.untilEnough();
    }
  }
}
