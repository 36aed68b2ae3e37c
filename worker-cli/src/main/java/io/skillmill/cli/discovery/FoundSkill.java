package io.skillmill.cli.discovery;

import io.skillmill.cli.finding.Sayings;
import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A skill as its host tells of it, at the address where it was found: what a host says of its own
 * address may be wrong, and need not be believed.
 *
 * @param host the address of the host that was asked
 * @param about what is told on, and nothing else that the host may have said
 */
record FoundSkill(String host, ObjectNode about) {

  /** What is longer is cut. */
  static final int TEXT_LENGTH_MAX = 4_096;

  /** What comes after so many in a list is left out. */
  static final int LIST_LENGTH_MAX = 100;

  private static final String NAME = "name";
  private static final List<String> TEXTS =
      List.of(
          "description",
          "version",
          "category",
          "complexity",
          "performance",
          "typical_workflow_position",
          "implementation",
          "mount_path");
  private static final List<String> LISTS =
      List.of(
          "use_cases",
          "example_queries",
          "input_types",
          "output_types",
          "dependencies",
          "works_well_with",
          "tags",
          "required_credentials");

  /**
   * A skill at a path of a host.
   *
   * @param said what the host says of it
   * @param path beginning with a slash, or empty
   */
  static FoundSkill of(HostAddress host, String path, JsonNode said) {
    String url = host.url() + path;
    String name = text(said.path(NAME));
    var about = Json.object().put(NAME, name.isEmpty() ? last(url) : name);
    for (String field : TEXTS) {
      if (said.path(field).isString()) {
        about.put(field, text(said.path(field)));
      }
    }
    for (String field : LISTS) {
      var list = about.putArray(field);
      texts(said.path(field)).forEach(list::add);
    }
    if (said.path("supports_credential_injection").isBoolean()) {
      about.set("supports_credential_injection", said.path("supports_credential_injection"));
    }
    about.put("status", "available").put("host", host.url()).put("base_url", url);
    about
        .putObject("endpoints")
        .put("inventory", url + "/inventory")
        .put("schema", url + "/schema")
        .put("run", url + "/run");
    return new FoundSkill(host.url(), about);
  }

  private static String last(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static String text(JsonNode said) {
    String text = said.asString("").strip();
    return text.length() <= TEXT_LENGTH_MAX ? text : text.substring(0, TEXT_LENGTH_MAX);
  }

  private static List<String> texts(JsonNode said) {
    var texts = new ArrayList<String>();
    for (JsonNode item : said) {
      if (item.isString() && texts.size() < LIST_LENGTH_MAX) {
        texts.add(text(item));
      }
    }
    return texts;
  }

  String said(String field) {
    return about.path(field).asString("");
  }

  Sayings sayings() {
    var texts = new ArrayList<>(List.of(said(NAME), said("mount_path"), said("description")));
    texts.addAll(texts(about.path("use_cases")));
    texts.addAll(texts(about.path("example_queries")));
    var tags = texts(about.path("tags"));
    texts.addAll(tags);
    return new Sayings(said("category"), said("complexity"), tags, texts);
  }
}
