package io.skillmill.schema.check;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The JSON Schema, compiled once, when the first document is checked. */
final class DecompositionSchema {

  private static final String RESOURCE = "/io/skillmill/schema/skill-decomposition.schema.json";

  private DecompositionSchema() {}

  /** Holds the compiled schema, so that programs that check nothing do not load it. */
  private static final class Compiled {
    static final Schema SCHEMA = compile(text());
  }

  /** The quick form, which most documents need alone. */
  private static final class Quick {
    static final QuickSchema.Part SCHEMA = QuickSchema.compile(Json.readOurs(text()));
  }

  /** Whether the document is valid beyond doubt; where not, the full check must be asked. */
  static boolean certainlyFits(JsonNode document) {
    return Quick.SCHEMA.fits(document);
  }

  static void check(JsonNode document, List<Diagnostic> findings) {
    if (!certainlyFits(document)) {
      checkFully(document, findings);
    }
  }

  static void checkFully(JsonNode document, List<Diagnostic> findings) {
    for (Error error : Compiled.SCHEMA.validate(document)) {
      findings.add(DocumentCheck.finding("document-schema", message(error)));
    }
  }

  private static String message(Error error) {
    String pointer = error.getInstanceLocation().toString();
    return "At %s: %s; make it fit the skill-decomposition schema"
        .formatted(pointer.isEmpty() ? "the root" : pointer, error.getMessage());
  }

  private static String text() {
    try (var in = DecompositionSchema.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("The program is incomplete: it lacks " + RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The program is damaged: cannot read " + RESOURCE, e);
    }
  }

  /** Never reaches for the network: the schema refers to nothing but itself. */
  static Schema compile(String schema) {
    var config =
        SchemaRegistryConfig.builder().locale(Locale.ENGLISH).formatAssertionsEnabled(true).build();
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7, builder -> builder.schemaRegistryConfig(config))
        .getSchema(schema, InputFormat.JSON);
  }
}
