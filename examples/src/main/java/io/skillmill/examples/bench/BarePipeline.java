package io.skillmill.examples.bench;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The least that could be called parsing a skill, from the same libraries: the file's text, its
 * YAML, its Markdown with the places of its blocks, a result of a few kilobytes (the headings and
 * where the list items stand), checked against a small schema and written as JSON. No element is
 * classified and nothing is recovered.
 */
final class BarePipeline {

  private static final int RESULT_CHARS = 4_000;

  private static final String SCHEMA =
      """
      {"$schema":"http://json-schema.org/draft-07/schema#","type":"object",
       "required":["name","headings","items"],
       "properties":{"name":{"type":"string"},
        "headings":{"type":"array","items":{"type":"object","required":["level","line"],
         "properties":{"level":{"type":"integer","minimum":1},
          "line":{"type":"integer","minimum":0}}}},
        "items":{"type":"array","items":{"type":"integer","minimum":0}},
        "text":{"type":"string"}}}
      """;

  private final Parser markdown =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  private final Load yaml = new Load(LoadSettings.builder().build());

  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(SCHEMA, InputFormat.JSON);

  /** Takes one file through; answers how many bytes came out. */
  int run(Path file) throws IOException {
    // Bytes that are no UTF-8 must not end the run, so this is not readString.
    var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    int end = text.startsWith("---") ? text.indexOf("\n---", 3) : -1;
    var result = Json.object().put("name", end < 0 ? "" : name(text.substring(4, end)));
    collect(text.substring(end < 0 ? 0 : end + 4), result);
    result.put("text", text.substring(0, Math.min(RESULT_CHARS, text.length())));
    if (!schema.validate(result).isEmpty()) {
      throw new IllegalStateException("The bare pipeline made an unsound result of " + file);
    }
    return Json.utf8(result).length;
  }

  private String name(String frontmatter) {
    try {
      return yaml.loadFromString(frontmatter) instanceof java.util.Map<?, ?> fields
          ? String.valueOf(fields.get("name"))
          : "";
    } catch (YamlEngineException _) {
      return "";
    }
  }

  private void collect(String body, ObjectNode result) {
    ArrayNode headings = result.putArray("headings");
    ArrayNode items = result.putArray("items");
    markdown
        .parse(body)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Heading heading) {
                headings
                    .addObject()
                    .put("level", heading.getLevel())
                    .put("line", heading.getSourceSpans().getFirst().getLineIndex());
              }

              @Override
              public void visit(ListItem item) {
                items.add(item.getSourceSpans().getFirst().getLineIndex());
                visitChildren(item);
              }
            });
  }
}
