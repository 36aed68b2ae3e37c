package io.skillmill.coordination.skills.generating;

import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** What a model is told to write. */
final class Assignment {

  /** How much is told of the skills that there are. */
  static final int SKILLS_CHARS_MAX = 60_000;

  private static final String RULES =
      """
      You write skills for a host that runs skills. Answer with one JSON object and nothing else:

      {"declaration": {"name": "circle_area", "description": "…", "version": "0.1.0",
                       "inputs": {"radius": {"type": "number", "description": "…"}},
                       "outputs": {"area": {"type": "number"}},
                       "implementation": {"kind": "javascript"}},
       "source": "function circle_area({radius}) { … }",
       "examples": [{"input": {"radius": 2}, "output": {"area": 12.566370614359172}}]}

      - A name is 1 to 64 letters, digits, _ or -, in small letters. It must be none of those below.
      - Inputs and outputs are members with a type (string, number, integer, boolean, object, array), or
        a JSON Schema of the type object. An input that may be left out has "required": false.
      - An output is always a JSON object.
      - Write one to five examples that are quick and change nothing. Each is run before anybody sees the
        skill. Leave out "output" where it is not the same each time.
      - The kinds:
        composite: no source. "implementation": {"kind": "composite",
          "steps": [{"id": "product", "call": "calculator",
                     "with": {"operation": "multiply", "a": "${inputs.x}", "b": "${inputs.x}"}}],
          "return": {"result": "${steps.product.result.result}"}}
        javascript: a function of the skill's name, which is called with the input as its one argument.
          No files, no network, no modules. call_skill(name, {…}) gives another skill's output.
        python: a function of the skill's name with the inputs as keyword arguments; the standard library
          alone, no network. call_skill("name", key=value) gives another skill's output.
      - Where a skill below does a part of the work, call it instead of writing that part again. Call
        none that is not below, and never the skill itself.
      - Of the kinds take composite if steps are all it needs, else javascript, unless told otherwise.
      """;

  private Assignment() {}

  /** What every wish comes with. */
  static ChatMessage instruction(Snapshot skills) {
    return new ChatMessage.Instruction(RULES + "\nThe skills that there are:\n" + listed(skills));
  }

  private static String listed(Snapshot skills) {
    var text = new StringBuilder();
    var offered = skills.offered();
    int left = offered.size();
    for (Mounted skill : offered) {
      String line = Json.write(told(skill)) + "\n";
      if (text.length() + line.length() > SKILLS_CHARS_MAX) {
        return text + "… and %d others, which you do not know\n".formatted(left);
      }
      text.append(line);
      left--;
    }
    return text.isEmpty() ? "none\n" : text.toString();
  }

  private static ObjectNode told(Mounted mounted) {
    var skill = mounted.skill().declaration();
    var tree = Json.object().put("name", mounted.configName());
    tree.put("description", skill.description());
    tree.set("inputs", skill.inputs());
    tree.set("outputs", skill.outputs());
    return tree;
  }

  static ChatMessage wish(SkillWish wish) {
    var text = new StringBuilder("Write this skill: ").append(wish.description());
    wish.name().ifPresent(name -> text.append("\nIts name is ").append(name).append('.'));
    if (wish.kind().isPresent() || wish.kinds().size() < SkillWish.KINDS.size()) {
      text.append("\nIts kind is ").append(wish.kindWords()).append('.');
    }
    wish.inputs()
        .map(Json::write)
        .ifPresent(inputs -> text.append("\nIt takes these inputs: ").append(inputs));
    return new ChatMessage.Request(text.toString());
  }

  /** What is wrong with what the model wrote. */
  static ChatMessage again(String flaw) {
    return new ChatMessage.Request(
        "That was tried, and it does not do: %s\nSend the whole JSON object again, corrected."
            .formatted(flaw));
  }
}
