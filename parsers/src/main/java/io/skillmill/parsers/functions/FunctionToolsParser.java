package io.skillmill.parsers.functions;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.declared.Declaration;
import io.skillmill.parsers.declared.Format;
import io.skillmill.parsers.located.Outline;
import io.skillmill.schema.skill.SkillSource;
import java.util.stream.Stream;

/**
 * Parses the tools of a request to a language model: OpenAI's chat and responses forms,
 * Anthropic's, Gemini's and the older {@code functions}; in an array, in a whole request, or one by
 * itself.
 */
public final class FunctionToolsParser implements SkillParser {

  private static final String VERSION = "1";

  /** A file that declares functions holds one of them. */
  private static final String[] WORDS =
      Stream.concat(
              Stream.of(
                  "\"input_schema\"",
                  "\"parameters\"",
                  "\"function\"",
                  "\"functions\"",
                  "\"functionDeclarations\"",
                  "\"function_declarations\""),
              ModelTools.words().stream())
          .toArray(String[]::new);

  @Override
  public String name() {
    return "function-tools";
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Fit fit(SkillSource source) {
    Outline outline = Outline.ofJson(source, WORDS);
    Fit best = Fit.NONE;
    for (String holder : new String[] {"", "tools", "functions"}) {
      for (int i = 0; outline.isArray(holder) && i < Outline.ITEMS_MAX; i++) {
        best = better(best, fit(outline, (holder.isEmpty() ? "" : holder + "/") + i + "/"));
      }
    }
    return outline.isObject("") ? better(best, fit(outline, "")) : best;
  }

  /** How well one object fits; a name with parameters may well be something else. */
  private static Fit fit(Outline outline, String prefix) {
    boolean named = outline.isText(prefix + "name");
    String type = outline.text(prefix + "type");
    if (outline.has(prefix + "inputSchema")) {
      return Fit.NONE;
    }
    if ((type.equals("function") && (named || outline.isText(prefix + "function/name")))
        || (type.equals("custom") && (named || outline.isText(prefix + "custom/name")))
        || (named && outline.isObject(prefix + "input_schema"))
        || outline.isArray(prefix + "functionDeclarations")
        || outline.isArray(prefix + "function_declarations")) {
      return Fit.CERTAIN;
    }
    boolean schema = outline.isObject(prefix + "parameters/properties");
    return (named && schema) || ModelTools.any(outline, prefix) ? Fit.LIKELY : Fit.NONE;
  }

  private static Fit better(Fit one, Fit other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    return Declaration.read(
        new Format(this, "tool"),
        source,
        limits,
        declaration -> new FunctionList(declaration).document());
  }
}
