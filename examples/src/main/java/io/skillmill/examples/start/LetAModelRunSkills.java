package io.skillmill.examples.start;

import io.skillmill.coordination.models.ChatModel;
import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.composite.Composite;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.toolloop.Bounds;
import io.skillmill.coordination.toolloop.Talk;
import io.skillmill.coordination.toolloop.ToolLoop;
import io.skillmill.coordination.toolloop.Toolbox;
import io.skillmill.schema.chat.ChatAnswer;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatQuestion;
import io.skillmill.schema.chat.ToolCall;
import io.skillmill.schema.chat.ToolDefinition;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model is told which skills there are, wants two of them to be run, and answers with what came
 * of it. The model follows a script here; {@code ChatModel.at(ModelAddress.of(…))} is one that
 * thinks.
 *
 * <p>Arguments: a folder for the skills.
 */
public final class LetAModelRunSkills {

  private static final String QUESTION =
      "What is the area of a circle of radius 3, and what are 17 dozen?";

  private static final String CIRCLE_AREA =
      """
      name: circle_area
      description: The area of a circle
      inputs: {radius: number}
      implementation:
        kind: composite
        steps:
          - id: square
            call: calculator
            with: {operation: multiply, a: "${inputs.radius}", b: "${inputs.radius}"}
          - id: area
            call: calculator
            with: {operation: multiply, a: "${steps.square.result.result}", b: 3.14159}
        return: {area: "${steps.area.result.result}"}
      """;

  private LetAModelRunSkills() {}

  public static void main(String[] args) throws IOException {
    var plan = Plan.config(written(Path.of(args[0]))).builtins(BundledSkills.alone().skills());
    try (var hosting = Hosting.open(plan, List.of(new Composite()));
        var script = ScriptedModel.open(LetAModelRunSkills::script);
        var model = ChatModel.at(script.address())) {
      var toolbox = new HostedHere(hosting);
      toolbox.tools().forEach(tool -> System.out.println("a tool: " + tool.name()));
      var loop = ToolLoop.of(model, toolbox, Bounds.DEFAULT.ofTurns(4));
      System.out.println("you: " + QUESTION);
      var talk = loop.run(List.of(new ChatMessage.Request(QUESTION)), LetAModelRunSkills::print);
      System.out.println("agent: " + talk.text());
      System.out.printf("(%d turns, %d calls)%n", talk.effort().turns(), talk.effort().calls());
    }
  }

  private static Path written(Path folder) throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("circle_area")).resolve("skill.yaml"), CIRCLE_AREA);
    return Files.writeString(
        folder.resolve("runtime-config.yaml"),
        """
        skills:
          - {name: calculator, path: "builtin:calculator"}
          - {name: circle_area, path: ./circle_area}
        """);
  }

  /** The skills that this program hosts, as tools. */
  private record HostedHere(Hosting hosting) implements Toolbox {

    @Override
    public List<ToolDefinition> tools() {
      return hosting.snapshot().mounted().stream()
          .map(each -> each.skill().declaration())
          .map(skill -> new ToolDefinition(skill.name(), skill.description(), skill.inputs()))
          .toList();
    }

    @Override
    public Ran run(String tool, ObjectNode arguments, Duration atMost) {
      var terms =
          new RunRequest.Terms(
                  Map.of(), Optional.of(atMost), OptionalInt.empty(), Optional.empty(), false)
              .by(RunRequest.Door.AGENT);
      return switch (hosting.engine().run(new RunRequest(tool, arguments, terms))) {
        case RunAnswer.Done done -> new Ran.Done(done.output());
        case RunAnswer.Failed failed -> new Ran.Failed(failed.failure().message(), "");
      };
    }
  }

  /** Wants both at once, and then tells what they gave. */
  private static ChatAnswer script(ChatQuestion question) {
    var gave =
        question.messages().stream()
            .filter(ChatMessage.Outcome.class::isInstance)
            .map(ChatMessage::text)
            .toList();
    return gave.isEmpty()
        ? ScriptedModel.calls(
            new ToolCall("1", "circle_area", "{\"radius\":3}"),
            new ToolCall("2", "calculator", "{\"operation\":\"multiply\",\"a\":17,\"b\":12}"))
        : ScriptedModel.says("They say " + String.join(" and ", gave) + ".");
  }

  private static void print(Talk.Step step) {
    switch (step) {
      case Talk.Step.Said said -> System.out.println("agent: " + said.text());
      case Talk.Step.Called called ->
          System.out.println("  " + called.tool() + " " + called.arguments());
      case Talk.Step.Returned returned ->
          System.out.println("  " + returned.tool() + " gave " + returned.text());
    }
  }
}
