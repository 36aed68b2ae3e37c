package io.skillmill.coordination.toolloop;

import io.skillmill.coordination.models.ChatModel;
import io.skillmill.coordination.toolloop.Talk.Stop;
import io.skillmill.schema.chat.ChatAnswer;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatQuestion;
import io.skillmill.schema.chat.ChatUsage;
import io.skillmill.schema.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of a loop. Belongs to one thread. */
final class Talking {

  private final ChatModel model;
  private final Calling calling;
  private final Bounds bounds;
  private final Time time;

  private final List<ChatMessage> messages = new ArrayList<>();
  private ChatUsage usage = ChatUsage.NONE;
  private int turns;
  private String text = "";

  Talking(ChatModel model, Calling calling, Bounds bounds) {
    this.model = model;
    this.calling = calling;
    this.bounds = bounds;
    this.time = Time.of(bounds.time());
  }

  Talk from(List<ChatMessage> before) {
    messages.addAll(before);
    try {
      Optional<Talk> end = Optional.empty();
      while (end.isEmpty()) {
        Optional<Stop> bound = bound();
        end = bound.isPresent() ? bound.map(this::ended) : turn();
      }
      return end.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ended(Stop.CANCELLED);
    }
  }

  private Optional<Stop> bound() {
    if (time.isOver()) {
      return Optional.of(Stop.TIME);
    }
    if (usage.total() >= bounds.tokens()) {
      return Optional.of(Stop.TOKENS);
    }
    return turns >= bounds.turns() ? Optional.of(Stop.TURNS) : Optional.empty();
  }

  /** One question and what it leads to; the end, if that is it. */
  private Optional<Talk> turn() throws InterruptedException {
    var tools = calling.tools();
    turns++;
    return switch (model.ask(ChatQuestion.of(messages, tools), time.left())) {
      case ChatModel.Heard.Nothing nothing -> Optional.of(unheard(nothing.why()));
      case ChatModel.Heard.Answer heard -> answered(heard.answer());
    };
  }

  private Optional<Talk> answered(ChatAnswer answer) throws InterruptedException {
    usage = usage.plus(answer.usage());
    var reply = calling.named(answer.reply());
    text = reply.text().isEmpty() ? text : reply.text();
    if (reply.calls().isEmpty()) {
      text = reply.text();
      messages.add(reply);
      return Optional.of(ended(stop(answer.finish())));
    }
    var outcomes = calling.run(reply, time); // all or none, so that the talk can go on
    messages.add(reply);
    messages.addAll(outcomes);
    return calling.stop().map(this::ended);
  }

  private static Stop stop(ChatAnswer.Finish finish) {
    return switch (finish) {
      case STOP, TOOL_CALLS -> Stop.DONE;
      case LENGTH -> Stop.LENGTH;
      case CONTENT_FILTER -> Stop.FILTERED;
    };
  }

  private Talk unheard(Problem why) {
    return ended(time.isOver() ? Stop.TIME : Stop.UNHEARD, Optional.of(why));
  }

  private Talk ended(Stop stop) {
    return ended(stop, Optional.empty());
  }

  private Talk ended(Stop stop, Optional<Problem> problem) {
    var effort = new Talk.Effort(turns, calling.calls(), usage);
    return new Talk(stop, text, messages, effort, problem);
  }
}
