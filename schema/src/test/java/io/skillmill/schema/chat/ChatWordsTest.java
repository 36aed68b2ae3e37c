package io.skillmill.schema.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.schema.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is said to and by models, as trees and back. */
class ChatWordsTest {

  private static JsonNode tree(String text) {
    return Json.readOurs(text.replace('\'', '"'));
  }

  @Test
  void messages_go_over_and_come_back_as_they_were() {
    var calls = List.of(new ToolCall("1", "time", "{}"), new ToolCall("2", "fetch", "{"));
    List<ChatMessage> messages =
        List.of(
            new ChatMessage.Instruction("Be brief"),
            new ChatMessage.Request("Time?"),
            new ChatMessage.Reply("", calls),
            new ChatMessage.Outcome("1", "noon"),
            new ChatMessage.Reply("Noon", List.of()));
    for (var message : messages) {
      assertThat(ChatMessage.read(message.toJson())).isEqualTo(message);
    }
    assertThat(messages.get(2).toJson().path("content").isNull()).isTrue();
    assertThat(messages.get(4).toJson().has("tool_calls")).isFalse();
    var tools = List.of(new ToolDefinition("time", "Tells it", Json.object()));
    var question = ChatQuestion.of(messages, tools);
    assertThat(ChatQuestion.read(question.toJson("m"))).isEqualTo(question);
    assertThat(ChatQuestion.read(ChatQuestion.forJson(messages).toJson("m")).json()).isTrue();
  }

  @Test
  void answers_of_many_hosts_are_understood() {
    var answer =
        ChatAnswer.read(
            tree(
                "{'model':'m','choices':[{'message':{'content':[{'type':'text','text':'a'},"
                    + "{'type':'text','text':'b'}],'tool_calls':[{'id':'1','type':'function',"
                    + "'function':{'name':'f','arguments':{'x':1}}},{'function':{}}]},"
                    + "'finish_reason':'tool_calls'}],'usage':{'prompt_tokens':-3}}"));
    assertThat(answer.reply().text()).isEqualTo("ab");
    assertThat(answer.reply().calls())
        .containsExactly(new ToolCall("1", "f", "{\"x\":1}"), new ToolCall("", "", ""));
    assertThat(answer.finish()).isEqualTo(ChatAnswer.Finish.TOOL_CALLS);
    assertThat(answer.usage()).isEqualTo(ChatUsage.NONE);
    assertThat(ChatAnswer.read(answer.toJson("1", 1))).isEqualTo(answer);

    var refused =
        ChatAnswer.read(
            tree(
                "{'choices':[{'message':{'content':null,'refusal':'No'},'finish_reason':'eos'}]}"));
    assertThat(refused.reply().text()).isEqualTo("No");
    assertThat(refused.finish()).isEqualTo(ChatAnswer.Finish.STOP);
  }

  @Test
  void what_is_neither_question_nor_answer_is_refused() {
    for (var bad : List.of("[]", "{}", "{'choices':[]}", "{'choices':[{'message':'hi'}]}")) {
      assertThatThrownBy(() -> ChatAnswer.read(tree(bad)))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (var bad : List.of("[]", "{'messages':[]}", "{'messages':[{'role':'cat'}]}")) {
      assertThatThrownBy(() -> ChatQuestion.read(tree(bad)))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(ToolDefinition.readAll(tree("[{'type':'function'},{'function':{'name':'f'}}]")))
        .extracting(ToolDefinition::name)
        .containsExactly("f");
  }
}
