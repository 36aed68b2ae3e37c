package io.skillmill.parsers.functions;

import io.skillmill.parsers.declared.Members;
import io.skillmill.parsers.located.Located;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Whose way of declaring a function a tool follows. */
enum FunctionForm {
  /** {@code {"type": "function", "function": {"name": …}}}. */
  OPENAI_CHAT(
      "openai-chat",
      64,
      "parameters",
      "name:text! description:text parameters:object strict:flag|null output_schema:object"),

  /** {@code {"type": "function", "name": …}}. */
  OPENAI_RESPONSES(
      "openai-responses",
      128,
      "parameters",
      """
      type:text! name:text! description:text|null parameters:object|null strict:flag|null \
      output_schema:object|null defer_loading:flag allowed_callers:list|null\
      """),

  /** {@code {"name": …, "input_schema": …}}. */
  ANTHROPIC(
      "anthropic",
      128,
      "input_schema",
      """
      type:text|null name:text! description:text input_schema:object! cache_control:object|null \
      strict:flag defer_loading:flag allowed_callers:list input_examples:list \
      eager_input_streaming:flag|null\
      """),

  /** A member of {@code functions}, from before there were tools. */
  OPENAI_FUNCTIONS(
      "openai-functions", 64, "parameters", "name:text! description:text parameters:object"),

  /** A member of {@code functionDeclarations}. */
  GEMINI(
      "gemini",
      128,
      "parameters",
      """
      name:text! description:text! parameters:object parametersJsonSchema:any \
      parameters_json_schema:any response:object responseJsonSchema:any \
      response_json_schema:any behavior:text\
      """),

  /** {@code {"type": "custom", …}}: takes any text, or one of a grammar. */
  CUSTOM(
      "openai-custom",
      128,
      "",
      """
      type:text name:text! description:text format:object defer_loading:flag allowed_callers:list\
      """),

  /** A tool of the model's own, known by its type alone. */
  BUILT_IN("built-in", 128, "", "type:text!");

  final String word;
  final int nameMax;
  final String inputMember;
  private final String table;

  FunctionForm(String word, int nameMax, String inputMember, String members) {
    this.word = word;
    this.nameMax = nameMax;
    this.inputMember = inputMember;
    this.table = members;
  }

  /** Made when a tool is held to them. */
  private static final class Tables {
    static final Map<FunctionForm, Members> OF = new EnumMap<>(FunctionForm.class);

    static {
      for (FunctionForm form : values()) {
        OF.put(form, Members.of("function", form.table));
      }
    }
  }

  Members members() {
    return Objects.requireNonNull(Tables.OF.get(this));
  }

  /**
   * The form of one tool.
   *
   * @param tool as it stands in its list
   * @param holder the name of that list; empty where there is none
   */
  static FunctionForm of(Located tool, String holder) {
    String type = tool.at("type").text();
    if (type.equals("function")) {
      return tool.at("function").isObject() ? OPENAI_CHAT : OPENAI_RESPONSES;
    }
    if (tool.at("input_schema").isThere()) {
      return ANTHROPIC;
    }
    if (type.equals("custom")) {
      return CUSTOM;
    }
    if (holder.equals("functionDeclarations") || holder.equals("function_declarations")) {
      return GEMINI;
    }
    return type.isEmpty() || tool.at("parameters").isThere() ? OPENAI_FUNCTIONS : BUILT_IN;
  }

  /** The object that holds the name: the tool itself, or what it wraps. */
  Located inner(Located tool) {
    return switch (this) {
      case OPENAI_CHAT -> tool.at("function");
      case CUSTOM -> tool.at("custom").isObject() ? tool.at("custom") : tool;
      default -> tool;
    };
  }
}
