package io.skillmill.cli.command;

import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.cli.talking.AgentTalk;
import io.skillmill.schema.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Talks with the agent of a host. */
@Command(
    name = "agent",
    description = {
      "Say what you want to the agent of a running host, which does it with the host's skills.",
      "Where none does the work, it may have one written as a draft. The host keeps what was said."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill agent 'What time is it in Tokyo?'",
      "  skillmill agent --new",
      "  skillmill agent --list"
    })
final class AgentCommand implements Callable<Integer> {

  private static final String URL = "http://127.0.0.1:8000";

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(
      paramLabel = "MESSAGE",
      arity = "0..*",
      description = "Say this alone. Else lines are read until an empty one.")
  private final List<String> message = new ArrayList<>();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The host. Default: the store, where it is a host's, else http://127.0.0.1:8000.")
  private @Nullable String url;

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "The session to go on with. Default: the latest.")
  private @Nullable String id;

  @Option(names = "--new", description = "Begin another session.")
  private boolean fresh;

  @Option(names = "--list", description = "List the sessions, and say nothing.")
  private boolean list;

  AgentCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    refuseContradictions();
    var terms = new AgentTalk.Terms(Optional.ofNullable(id), fresh, json.wanted());
    String host = Optional.ofNullable(url).or(session::servedAddress).orElse(URL);
    try (var talk = AgentTalk.at(host, session.token(), terms, session.terminal())) {
      if (list) {
        return talk.list();
      }
      return message.isEmpty() ? talk.untilEnough() : talk.once(String.join(" ", message));
    }
  }

  private void refuseContradictions() {
    if (fresh && id != null) {
      throw Problem.usage(
              "--new begins a session, and --session goes on with one", "Give one of the two")
          .asException();
    }
    if (list && (fresh || id != null || !message.isEmpty())) {
      throw Problem.usage(
              "--list says nothing to the agent", "Give it without a message and a session")
          .asException();
    }
  }
}
