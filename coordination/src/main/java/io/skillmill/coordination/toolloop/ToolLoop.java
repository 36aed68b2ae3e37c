package io.skillmill.coordination.toolloop;

import io.skillmill.coordination.models.ChatModel;
import io.skillmill.schema.chat.ChatMessage;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks a model, runs the tools that it wants, tells it what came of them, and so on until it is
 * done or a bound is reached. Whatever is wrong with a call is told to the model, which may do
 * better. Thread-safe; an interrupt ends a loop.
 *
 * <pre>{@code
 * var loop = ToolLoop.of(model, toolbox, Bounds.DEFAULT);
 * Talk talk = loop.run(List.of(new ChatMessage.Request("What time is it in Tokyo?")), _ -> {});
 * }</pre>
 */
public final class ToolLoop {

  private final ChatModel model;
  private final Toolbox toolbox;
  private final Bounds bounds;

  private ToolLoop(ChatModel model, Toolbox toolbox, Bounds bounds) {
    this.model = model;
    this.toolbox = toolbox;
    this.bounds = bounds;
  }

  public static ToolLoop of(ChatModel model, Toolbox toolbox, Bounds bounds) {
    return new ToolLoop(model, toolbox, bounds);
  }

  /**
   * Goes on from these messages. An interrupt is in the answer, and stays on the thread.
   *
   * @param onlooker hears what happens on the way, in order and on this thread
   */
  public Talk run(List<ChatMessage> messages, Consumer<Talk.Step> onlooker) {
    return new Talking(model, new Calling(toolbox, bounds, onlooker), bounds).from(messages);
  }
}
