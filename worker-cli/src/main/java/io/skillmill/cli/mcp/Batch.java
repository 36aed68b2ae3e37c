package io.skillmill.cli.mcp;

import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Messages that come in one array, as revision 2025-03-26 has it. Their answers go out in one, too.
 *
 * @param requests those that want an answer
 * @param notes those that want none
 * @param refusals the answers to what is no message, or may not stand here; the others join them
 */
record Batch(List<Message> requests, List<Message> notes, ArrayNode refusals) {

  /** How many messages may come at once. */
  static final int MESSAGES_MAX = 100;

  /** The only revision that has batches; whatever is in one is spoken in it. */
  static final Revision REVISION = Revision.R2025_03;

  Batch {
    requests = List.copyOf(requests);
    notes = List.copyOf(notes);
  }

  /**
   * What stands in an array.
   *
   * @param spoken the revision in which it came
   * @throws McpFault where nothing of it is looked at
   */
  static Batch of(ArrayNode array, Revision spoken) throws McpFault {
    if (spoken != REVISION) {
      throw McpFault.envelope(
          McpFault.NO_REQUEST,
          "Only revision %s takes several messages at once".formatted(REVISION.word()));
    }
    if (array.isEmpty() || array.size() > MESSAGES_MAX) {
      throw McpFault.envelope(
          McpFault.NO_REQUEST, "1 to %d messages may come at once".formatted(MESSAGES_MAX));
    }
    var batch = new Batch.Sorting(new ArrayList<>(), new ArrayList<>(), Json.array());
    array.forEach(batch::take);
    return new Batch(batch.requests(), batch.notes(), batch.refusals());
  }

  private record Sorting(List<Message> requests, List<Message> notes, ArrayNode refusals) {

    void take(JsonNode tree) {
      if (Message.isAnswer(tree)) {
        return;
      }
      try {
        var message = Message.of(tree);
        if (message.id().isEmpty()) {
          notes.add(message);
        } else if (message.method().equals("initialize")) {
          throw McpFault.of(McpFault.NO_REQUEST, "'initialize' must come alone");
        } else {
          requests.add(message);
        }
      } catch (McpFault fault) {
        refusals.add(Message.refusal(tree, fault));
      }
    }
  }

  /** Whether nothing is to be answered. */
  boolean isSilent() {
    return requests.isEmpty() && refusals.isEmpty();
  }
}
