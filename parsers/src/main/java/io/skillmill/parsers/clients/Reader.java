package io.skillmill.parsers.clients;

import io.skillmill.parsers.clients.Reading.State;
import io.skillmill.parsers.clients.YamlFields.Outcome;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How a client reads a file.
 *
 * @param files the names that it looks for, in this order
 * @param utf8Only whether bytes that are not UTF-8 stop it
 * @param fence how it finds the frontmatter
 * @param flavour the YAML that it reads
 * @param fallback what it does about frontmatter that is no YAML
 */
record Reader(
    List<String> files, boolean utf8Only, Fence fence, Flavour flavour, Fallback fallback) {

  Reader {
    files = List.copyOf(files);
  }

  static Reader of(JsonNode client) {
    var files = new ArrayList<String>();
    client.path("files").forEach(file -> files.add(file.asString()));
    return new Reader(
        files,
        client.path("utf8_only").asBoolean(false),
        Fence.valueOf(word(client, "fence")),
        Flavour.valueOf(word(client, "yaml")),
        Fallback.valueOf(word(client, "fallback")));
  }

  private static String word(JsonNode client, String member) {
    return client.path(member).asString().replace('-', '_').toUpperCase(Locale.ROOT);
  }

  Reading read(Subject subject) {
    Optional<SkillFile> file =
        files.stream().flatMap(name -> subject.source().file(name).stream()).findFirst();
    if (file.isEmpty()) {
      String seen = subject.source().primary();
      return none(subject, State.NO_FILE, seen, "The file is called " + Texts.quoted(seen));
    }
    String name = file.get().name();
    if (file.get().bytes().isEmpty()) {
      String size = "The file has %d bytes".formatted(file.get().size());
      return none(subject, State.TOO_LARGE, name, size);
    }
    byte[] bytes = file.get().bytes().get();
    if (utf8Only && !isUtf8(bytes)) {
      return none(subject, State.NOT_TEXT, name, "Some bytes of the file are not UTF-8");
    }
    return read(subject, name, new String(bytes, StandardCharsets.UTF_8));
  }

  private static Reading none(Subject subject, State state, String file, String problem) {
    return new Reading(subject, state, Json.object(), Place.startOf(file), problem);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private Reading read(Subject subject, String file, String raw) {
    Fence.Found found = fence.find(raw);
    if (found.yaml().isEmpty()) {
      return new Reading(
          subject, State.NO_FRONTMATTER, Json.object(), Place.startOf(file), found.problem());
    }
    String yaml = found.yaml().get();
    Place start = Place.of(file, found.line(), 1);
    return switch (YamlFields.read(yaml, flavour)) {
      case Outcome.Fields(var fields) ->
          fallback
              .over(yaml, fields)
              .map(other -> new Reading(subject, State.RECOVERED, other, start, ""))
              .orElseGet(() -> new Reading(subject, State.READ, fields, start, ""));
      case Outcome.Other(String what) ->
          recovered(subject, yaml, start, what)
              .orElseGet(() -> new Reading(subject, State.NO_MAPPING, Json.object(), start, what));
      case Outcome.Broken(String what, int line, int column) -> {
        Place where = Place.of(file, found.line() + line, column + 1);
        yield recovered(subject, yaml, where, what)
            .orElseGet(() -> new Reading(subject, State.NO_YAML, Json.object(), where, what));
      }
    };
  }

  private Optional<Reading> recovered(Subject subject, String yaml, Place where, String what) {
    return fallback
        .instead(yaml, flavour)
        .map(fields -> new Reading(subject, State.RECOVERED, fields, where, what));
  }
}
