package io.skillmill.coordination.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.agents.ConsumerAgent.Entry;
import io.skillmill.coordination.models.ChatModel;
import io.skillmill.coordination.models.scripted.ScriptedModel;
import io.skillmill.coordination.toolloop.Bounds;
import io.skillmill.coordination.toolloop.Talk.Stop;
import io.skillmill.coordination.toolloop.Toolbox.Ran;
import io.skillmill.db.Database;
import io.skillmill.schema.chat.ChatAnswer;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatQuestion;
import io.skillmill.schema.chat.ToolCall;
import io.skillmill.schema.chat.ToolDefinition;
import io.skillmill.schema.json.Json;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What an agent keeps of a talk, what it tells its model of it, and where it stops. */
@Timeout(120)
class ConsumerAgentTest {

  /** One that says as many letters as it is asked for. */
  private static final SkillShelf LETTERS =
      new SkillShelf() {
        @Override
        public List<ToolDefinition> tools() {
          return List.of(
              new ToolDefinition("letters", "Letters", Json.object().put("type", "object")));
        }

        @Override
        public List<Fitting> fitting(String words) {
          return List.of();
        }

        @Override
        public Came run(String tool, ObjectNode input, Duration atMost) {
          var text = Json.object().put("text", "x".repeat(input.path("count").asInt()));
          return new Came("letters", new Ran.Done(text), "0".repeat(32));
        }
      };

  @TempDir Path directory;
  private Database database;
  private AgentSessions sessions;
  private ScriptedModel scripted;
  private ChatModel model;
  private volatile Function<ChatQuestion, ChatAnswer> script = _ -> ScriptedModel.says("Well");

  @BeforeEach
  void open() {
    database = Database.open(directory.resolve("store.db"));
    sessions = AgentSessions.on(database);
    scripted = ScriptedModel.open(question -> script.apply(question));
    model = ChatModel.at(scripted.address());
  }

  @AfterEach
  void close() {
    model.close();
    scripted.close();
    database.close();
  }

  private ConsumerAgent agent() {
    return ConsumerAgent.of(model, sessions, Optional.empty());
  }

  private AgentAnswer ask(ConsumerAgent agent, String session, String text) {
    try (var seat = (Entry.Seat) agent.enter(session, "me")) {
      return seat.ask(new AgentWish(text, true), LETTERS, _ -> {});
    }
  }

  private static ChatAnswer letters(int count) {
    var arguments = "{\"count\":%d}".formatted(count);
    return ScriptedModel.calls(new ToolCall("a", "letters", arguments));
  }

  @Test
  void a_bound_ends_a_turn_and_the_talk_can_go_on() {
    script = question -> letters(question.messages().size());
    String session = sessions.begin("me", "").id();
    var calls = ask(agent().within(new Bounds(9, 2, 100_000, LONG, 1_000)), session, "Many");
    assertThat(calls.stop()).isEqualTo(Stop.CALLS);
    assertThat(calls.actions()).hasSize(3).last().isInstanceOf(Action.Failed.class);
    var tokens = ask(agent().within(new Bounds(9, 9, 1, LONG, 1_000)), session, "Many");
    assertThat(tokens.stop()).isEqualTo(Stop.TOKENS);
    script = _ -> ScriptedModel.says("At last");
    assertThat(ask(agent(), session, "Well?").message()).isEqualTo("At last");

    var told = ChatQuestion.read(scripted.asked().getLast()).messages();
    assertThat(told).filteredOn(ChatMessage.Reply.class::isInstance).hasSize(6);
    assertThat(told.get(told.size() - 2).text()).contains("no tokens left");
  }

  @Test
  void what_was_done_is_told_also_where_the_store_cannot_keep_it() {
    String session = sessions.begin("me", "").id();
    script =
        question -> {
          if (question.messages().getLast() instanceof ChatMessage.Outcome) {
            breakStore();
            return ScriptedModel.says("It is done");
          }
          return letters(2);
        };
    var answer = ask(agent(), session, "Do it");
    assertThat(answer.standing()).isEqualTo(AgentAnswer.Standing.LOST);
    assertThat(answer.message()).isEqualTo("It is done");
    assertThat(answer.actions()).hasSize(1);
    assertThat(answer.problem().orElseThrow().what()).contains("could not keep this turn");
  }

  private void breakStore() {
    String url = "jdbc:sqlite:" + directory.resolve("store.db");
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("DROP TABLE agent_messages");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void the_model_is_told_the_latest_turns_and_no_more_than_there_is_room_for() {
    String session = sessions.begin("me", "").id();
    for (int i = 0; i < 9; i++) {
      ask(agent(), session, "Said for the %d. time%s".formatted(i, " or so".repeat(2_500)));
    }
    String told = Json.write(scripted.asked().getLast().path("messages"));
    assertThat(told.length()).isLessThan(Recollection.TOLD_CHARS_MAX + 25_000);
    assertThat(told)
        .contains("for the 8. time", "for the 7. time", "for the 3. time")
        .doesNotContain("for the 0.", "for the 1.");
  }

  @Test
  void a_turn_that_there_is_no_room_for_is_told_as_question_and_answer() {
    script =
        question -> {
          long outcomes =
              question.messages().stream().filter(ChatMessage.Outcome.class::isInstance).count();
          return outcomes < 8 ? letters(18_000 + (int) outcomes) : ScriptedModel.says("Enough");
        };
    String session = sessions.begin("me", "").id();
    ask(agent(), session, "Very many letters");
    script = _ -> ScriptedModel.says("Well");
    ask(agent(), session, "How many?");
    assertThat(ChatQuestion.read(scripted.asked().getLast()).messages())
        .extracting(ChatMessage::text)
        .endsWith("Very many letters", "Enough", "How many?")
        .hasSize(4);
  }

  @Test
  void what_is_kept_is_bounded_and_stays_json() {
    var arguments = Json.write(Json.object().put("count", 50_000).put("why", "y".repeat(30_000)));
    script =
        question ->
            switch (question.messages().getLast()) {
              case ChatMessage.Request _ ->
                  ScriptedModel.calls(
                      new ToolCall("a", "letters", arguments), new ToolCall("b", "letters", "{"));
              default -> ScriptedModel.says("z".repeat(30_000));
            };
    String session = sessions.begin("me", "").id();
    var answer = ask(agent(), session, "Letters");
    assertThat(answer.message()).hasSize(30_000);

    var kept = sessions.messages(sessions.find(session, "me").orElseThrow());
    assertThat(kept).hasSize(5);
    assertThat(kept)
        .allSatisfy(said -> {
          assertThat(said.message().length()).isLessThan(Recollection.MESSAGE_CHARS_MAX + 500);
          assertThat(said.actions().length()).isLessThan(2 * Action.PART_CHARS_MAX + 1_000);
        });
    var reply = (ChatMessage.Reply) ChatMessage.read(Json.readOurs(kept.get(1).message()));
    assertThat(reply.calls()).hasSize(2).allSatisfy(call -> Json.readOurs(call.arguments()));
  }

  @Test
  void an_interrupt_ends_a_turn_which_is_kept_and_stays() throws InterruptedException {
    var asked = new CountDownLatch(1);
    script =
        _ -> {
          asked.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the model is closed
          }
          return ScriptedModel.says("Too late");
        };
    String session = sessions.begin("me", "").id();
    var stops = new Stop[1];
    var interrupted = new boolean[1];
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              stops[0] = ask(agent(), session, "Wait").stop();
              interrupted[0] = Thread.currentThread().isInterrupted();
            });
    asked.await();
    thread.interrupt();
    thread.join();
    assertThat(stops[0]).isEqualTo(Stop.CANCELLED);
    assertThat(interrupted[0]).isTrue();
    assertThat(sessions.messages(sessions.find(session, "me").orElseThrow())).hasSize(2);
  }

  @Test
  void a_wish_says_something() {
    assertThatThrownBy(() -> new AgentWish(" ", false)).hasMessageContaining("not said");
    assertThatThrownBy(() -> new AgentWish("x".repeat(20_001), false))
        .hasMessageContaining("20000");
    assertThatThrownBy(() -> new AgentWish("\ud83d", false)).hasMessageContaining("half");
    assertThat(agent().enter("nothing", "me")).isInstanceOf(Entry.Absent.class);
  }
}
