package io.skillmill.coordination.toolloop;

import io.skillmill.coordination.toolloop.Talk.Step;
import io.skillmill.coordination.toolloop.Talk.Stop;
import io.skillmill.coordination.toolloop.Toolbox.Ran;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ToolCall;
import io.skillmill.schema.chat.ToolDefinition;
import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Runs what a model wants to be run, and puts into words what came of it. */
final class Calling {

  /** How many tools run at a time. */
  static final int TOGETHER_MAX = 16;

  /** How often the same call is carried out. */
  static final int EQUAL_MAX = 3;

  /** How often it may be wished for before it is plain that this leads nowhere. */
  static final int EQUAL_WISHES_MAX = 5;

  private final Toolbox toolbox;
  private final Bounds bounds;
  private final Consumer<Step> onlooker;
  private final Map<Wish, Integer> wishes = new HashMap<>();
  private Orders orders = Orders.NONE;
  private int calls;
  private int ids;
  private Optional<Stop> stop = Optional.empty();

  /** What is called with what, however it was spelled. */
  private record Wish(String tool, JsonNode arguments) {}

  Calling(Toolbox toolbox, Bounds bounds, Consumer<Step> onlooker) {
    this.toolbox = toolbox;
    this.bounds = bounds;
    this.onlooker = onlooker;
  }

  /** Those that there are now. */
  List<ToolDefinition> tools() {
    orders = orders.of(toolbox.tools());
    return orders.tools();
  }

  int calls() {
    return calls;
  }

  /** Why there must be no more turns. */
  Optional<Stop> stop() {
    return stop;
  }

  /** The same reply, in which each call has an id of its own. */
  ChatMessage.Reply named(ChatMessage.Reply reply) {
    var taken = reply.calls().stream().map(ToolCall::id).collect(Collectors.toSet());
    var known = new HashSet<String>();
    var named = new ArrayList<ToolCall>();
    for (var call : reply.calls()) {
      boolean own = !call.id().isEmpty() && known.add(call.id());
      named.add(own ? call : new ToolCall(made(taken), call.name(), call.arguments()));
    }
    return new ChatMessage.Reply(reply.text(), named);
  }

  /** An id that is not among those taken, and is from now on. */
  private String made(Set<String> taken) {
    String id;
    do {
      id = "call_" + ++ids;
    } while (!taken.add(id)); // ends: only so many are taken
    return id;
  }

  /** Runs all calls of a reply at the same time; their outcomes come in the order of the calls. */
  List<ChatMessage> run(ChatMessage.Reply reply, Time time) throws InterruptedException {
    if (!reply.text().isEmpty()) {
      onlooker.accept(new Step.Said(reply.text()));
    }
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var places = new Semaphore(TOGETHER_MAX);
      var running = new ArrayList<Future<Ran>>();
      for (var call : reply.calls()) {
        onlooker.accept(new Step.Called(call.name(), call.arguments()));
        var deed = deed(call, time);
        running.add(threads.submit(() -> placed(places, deed)));
      }
      var outcomes = new ArrayList<ChatMessage>();
      for (int i = 0; i < running.size(); i++) {
        outcomes.add(told(reply.calls().get(i), ran(running.get(i), time)));
      }
      return outcomes;
    } finally {
      threads.shutdownNow(); // those still under way are interrupted and not waited for
    }
  }

  private static Ran placed(Semaphore places, Callable<Ran> deed) throws Exception {
    places.acquire();
    try {
      return deed.call();
    } finally {
      places.release();
    }
  }

  /** What is to be done about a call, which may be to say why nothing is done. */
  private Callable<Ran> deed(ToolCall call, Time time) {
    var order = orders.read(call);
    int wished = wishes.merge(new Wish(call.name(), order.arguments()), 1, Integer::sum);
    if (wished >= EQUAL_WISHES_MAX) {
      stop = Optional.of(Stop.REPEATED);
    }
    if (order.flaw().isPresent()) {
      return order.flaw()::get;
    }
    if (wished > EQUAL_MAX) {
      return () ->
          new Ran.Failed(
              "This call was made %d times with the same arguments".formatted(EQUAL_MAX),
              "Use what it gave, or call something else");
    }
    if (calls >= bounds.calls()) {
      stop = Optional.of(Stop.CALLS);
      return () -> new Ran.Failed("All %d calls were made".formatted(bounds.calls()), "");
    }
    calls++;
    return () -> toolbox.run(call.name(), order.input(), time.left());
  }

  private static Ran ran(Future<Ran> running, Time time) throws InterruptedException {
    try {
      return running.get(time.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return new Ran.Failed("It took longer than there was time", "");
    } catch (ExecutionException e) {
      String name = e.getCause() == null ? "error" : e.getCause().getClass().getSimpleName();
      return new Ran.Failed("The tool broke (%s)".formatted(name), "Do without it");
    }
  }

  private ChatMessage told(ToolCall call, Ran ran) {
    String text =
        switch (ran) {
          case Ran.Done done -> cut(Json.write(done.output()));
          case Ran.Failed failed -> cut(Json.write(failure(failed)));
        };
    onlooker.accept(new Step.Returned(call.name(), ran instanceof Ran.Done, text));
    return new ChatMessage.Outcome(call.id(), text);
  }

  private static JsonNode failure(Ran.Failed failed) {
    var tree = Json.object().put("error", failed.what());
    return failed.remedy().isEmpty() ? tree : tree.put("remedy", failed.remedy());
  }

  private String cut(String text) {
    int most = bounds.outcomeChars();
    return text.length() <= most
        ? text
        : "%s… (the first %d of %d characters)"
            .formatted(text.substring(0, most), most, text.length());
  }
}
