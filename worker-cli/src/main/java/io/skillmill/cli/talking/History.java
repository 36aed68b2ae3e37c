package io.skillmill.cli.talking;

import io.skillmill.schema.chat.ChatMessage;
import java.util.ArrayList;
import java.util.List;

/** What was said so far, of which the oldest questions go when it grows too long. */
final class History {

  /** Some hundred pages; most models take as much. */
  static final int CHARS_MAX = 300_000;

  private final ChatMessage instruction;
  private List<ChatMessage> messages = List.of();

  History(ChatMessage instruction) {
    this.instruction = instruction;
  }

  /** Everything that a model is asked with, this question last. */
  List<ChatMessage> with(ChatMessage.Request question) {
    var all = new ArrayList<ChatMessage>();
    all.add(instruction);
    all.addAll(messages);
    all.add(question);
    return all;
  }

  List<ChatMessage> messages() {
    return messages;
  }

  /** Keeps what came of it, up to the size that there is room for. */
  void keep(List<ChatMessage> all) {
    var kept = new ArrayList<>(all.subList(1, all.size()));
    while (chars(kept) > CHARS_MAX && dropOldest(kept)) {
      // One question and all that came of it at a time.
    }
    messages = List.copyOf(kept);
  }

  private static int chars(List<ChatMessage> messages) {
    return messages.stream().mapToInt(message -> message.toJson().toString().length()).sum();
  }

  private static boolean dropOldest(List<ChatMessage> messages) {
    for (int i = 1; i < messages.size(); i++) {
      if (messages.get(i) instanceof ChatMessage.Request) {
        messages.subList(0, i).clear();
        return true;
      }
    }
    return false;
  }
}
