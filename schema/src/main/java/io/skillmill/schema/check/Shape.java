package io.skillmill.schema.check;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema (2020-12) that someone declared, ready to check values. Never reaches for the
 * network: a schema may refer to itself alone. Thread-safe.
 */
public final class Shape {

  /** How many flaws are told of one value. */
  public static final int FLAWS_MAX = 50;

  private static final String META = "https://json-schema.org/draft/2020-12/schema";

  /**
   * One way in which a value does not fit.
   *
   * @param path from the root to where it is: names, and places in arrays
   * @param rule the keyword that is broken, such as {@code type}
   */
  public record Flaw(List<String> path, String rule, String message) {
    public Flaw {
      path = List.copyOf(path);
    }
  }

  private final JsonNode schema;
  private final boolean laborious;

  /** Answers most values by itself; absent where the schema has words that it does not know. */
  private final QuickSchema.@Nullable Part quick;

  private volatile @Nullable Schema full;

  /** Whether there may be members of members, or choices and references. */
  private final boolean nests;

  private Shape(
      JsonNode schema, boolean laborious, QuickSchema.@Nullable Part quick, @Nullable Schema full) {
    this.schema = schema;
    this.nests = Omissions.mayBeIn(schema);
    this.laborious = laborious;
    this.quick = quick;
    this.full = full;
  }

  /**
   * Takes a schema.
   *
   * @throws IllegalArgumentException where it is none; says why
   */
  public static Shape of(JsonNode schema) {
    if (!schema.isObject()) {
      throw new IllegalArgumentException("A schema is a JSON object");
    }
    boolean refers = refers(schema); // in any case, for what it refuses
    boolean laborious = refers || hasPattern(schema);
    QuickSchema.Part quick = laborious ? null : quick(schema);
    if (quick != null) {
      return new Shape(schema, false, quick, null);
    }
    checkItself(schema);
    return new Shape(schema, laborious, null, compile(schema));
  }

  /**
   * Whether there are values that take any time to check, or more stack than there is: where it has
   * patterns, or refers to itself. Of any other the time is bounded by the sizes of the schema and
   * the value.
   */
  public boolean isLaborious() {
    return laborious;
  }

  private static QuickSchema.@Nullable Part quick(JsonNode schema) {
    try {
      return QuickSchema.compile(schema);
    } catch (RuntimeException _) {
      return null; // a word it does not know, or one that is used wrongly: the full check tells
    }
  }

  /** Whether it has references; those that lead out of it are refused. */
  private static boolean refers(JsonNode part) {
    boolean found = false;
    for (var member : part.properties()) {
      if (member.getKey().equals("$ref") || member.getKey().equals("$dynamicRef")) {
        String target = member.getValue().asString("");
        if (!target.startsWith("#")) {
          throw new IllegalArgumentException(
              "The reference '%s' leads out of the schema".formatted(target));
        }
        found = true;
      }
    }
    for (JsonNode child : part) {
      found |= refers(child);
    }
    return found;
  }

  private static boolean hasPattern(JsonNode part) {
    if (part.has("pattern") || part.has("patternProperties")) {
      return true;
    }
    for (JsonNode child : part) {
      if (hasPattern(child)) {
        return true;
      }
    }
    return false;
  }

  private static void checkItself(JsonNode schema) {
    var errors = registry().getSchema(SchemaLocation.of(META)).validate(schema);
    if (!errors.isEmpty()) {
      Error first = errors.getFirst();
      throw new IllegalArgumentException(
          "It is no JSON Schema: at '%s', %s"
              .formatted(first.getInstanceLocation(), first.getMessage()));
    }
  }

  private static Schema compile(JsonNode schema) {
    try {
      return registry().getSchema(schema);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("It is no JSON Schema: " + e.getMessage(), e);
    }
  }

  private static SchemaRegistry registry() {
    var config =
        SchemaRegistryConfig.builder()
            .locale(Locale.ENGLISH)
            .regularExpressionFactory(Expression::of)
            .build();
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
  }

  /**
   * Every way in which the value does not fit, up to {@link #FLAWS_MAX}; none if it does.
   *
   * @throws java.util.concurrent.CancellationException where the thread is interrupted while a
   *     pattern is looked for
   */
  public List<Flaw> flaws(JsonNode value) {
    if (quick != null && quick.fits(value)) {
      return List.of();
    }
    return full().validate(value).stream().limit(FLAWS_MAX).map(Shape::flaw).toList();
  }

  private Schema full() {
    Schema known = full;
    if (known == null) {
      known = compile(schema);
      full = known;
    }
    return known;
  }

  private static Flaw flaw(Error error) {
    var path = new ArrayList<String>();
    var place = error.getInstanceLocation();
    for (int i = 0; i < place.getNameCount(); i++) {
      path.add(String.valueOf(place.getElement(i)));
    }
    Optional.ofNullable(error.getProperty()).ifPresent(path::add);
    return new Flaw(path, error.getKeyword(), error.getMessage());
  }

  /**
   * The input as a skill gets it: a member that is null where null is not allowed counts as absent,
   * however deep it is, and what is absent at the outermost level has its default. The input given
   * is left as it was.
   */
  public ObjectNode settle(ObjectNode input) {
    ObjectNode meant = nests ? new Omissions(schema).made(input) : input;
    @Nullable ObjectNode settled = null;
    for (var property : schema.path("properties").properties()) {
      String name = property.getKey();
      JsonNode given = meant.get(name);
      boolean absent = given == null || (given.isNull() && !allowsNull(property.getValue()));
      JsonNode byDefault = property.getValue().get("default");
      if (absent && (given != null || byDefault != null)) {
        settled = settled == null ? copy(meant) : settled;
        settled.remove(name);
        if (byDefault != null) {
          settled.set(name, byDefault.deepCopy());
        }
      }
    }
    return settled == null ? meant : settled;
  }

  /** Of the outermost level alone. */
  private static ObjectNode copy(ObjectNode original) {
    return original.objectNode().setAll(original);
  }

  /** By its own words, whatever it refers to. */
  static boolean allowsNull(JsonNode schema) {
    JsonNode type = schema.path("type");
    boolean typed = type.isArray() ? holdsNull(type) : type.asString("null").equals("null");
    return typed
        && (!schema.has("enum") || schema.path("enum").valueStream().anyMatch(JsonNode::isNull))
        && (!schema.has("const") || schema.path("const").isNull());
  }

  private static boolean holdsNull(JsonNode types) {
    return types.valueStream().anyMatch(one -> one.asString("").equals("null"));
  }
}
