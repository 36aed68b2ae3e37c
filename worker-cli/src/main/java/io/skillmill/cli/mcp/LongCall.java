package io.skillmill.cli.mcp;

import io.javalin.http.Context;
import io.skillmill.cli.events.EventStream;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Refusal;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * A call that may take long, or several. Its answer is a page, if it comes soon; else it becomes a
 * stream, on which a sign of life now and then finds out whether the client is still there. A call
 * whose client has gone is given up.
 */
final class LongCall {

  private static final long SOON_MILLIS = 500;
  private static final long BETWEEN_MILLIS = 500;

  private final FutureTask<? extends JsonNode> task;

  LongCall(Callable<? extends JsonNode> call) {
    task = new FutureTask<>(call);
  }

  void answer(Context context, Answers answers) {
    Thread.ofVirtual().name("mcp-call").start(task);
    try {
      answers.json(context, Json.utf8(soon(context)));
    } catch (TimeoutException _) {
      stream(context, answers);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A call breaks inside its answer alone", e);
    } catch (InterruptedException _) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw Refusal.broken();
    }
  }

  private JsonNode soon(Context context)
      throws InterruptedException, ExecutionException, TimeoutException {
    return EventStream.isTakenBy(context)
        ? task.get(SOON_MILLIS, TimeUnit.MILLISECONDS)
        : task.get();
  }

  private void stream(Context context, Answers answers) {
    try {
      var stream = EventStream.begin(context, answers);
      stream.breathe();
      stream.send(Json.write(awaited(stream)));
    } catch (IOException _) {
      task.cancel(true); // nobody waits for it any more
    } catch (InterruptedException _) {
      task.cancel(true);
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A call breaks inside its answer alone", e);
    }
  }

  private JsonNode awaited(EventStream stream)
      throws IOException, InterruptedException, ExecutionException {
    while (true) {
      try {
        return task.get(BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        stream.breathe();
      }
    }
  }
}
