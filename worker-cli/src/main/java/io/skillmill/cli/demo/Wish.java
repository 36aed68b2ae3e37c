package io.skillmill.cli.demo;

import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a sentence asks for.
 *
 * @param tool a word of the tool's name
 */
record Wish(String tool, ObjectNode arguments) {

  private static final Map<String, String> ZONES = zones();

  private static final Pattern TIME =
      Pattern.compile(
          "\\b(what time|time is it|the time|(current|local) time|time (in|at|now))\\b");

  private static final List<String> REMEMBERING = List.of("remember that ", "remember ");
  private static final List<String> RECALLING = List.of("what do you know", "what do i ", "recall");

  private static Map<String, String> zones() {
    var zones = new LinkedHashMap<String, String>();
    zones.put("tokyo", "Asia/Tokyo");
    zones.put("london", "Europe/London");
    zones.put("paris", "Europe/Paris");
    zones.put("berlin", "Europe/Berlin");
    zones.put("new york", "America/New_York");
    zones.put("sydney", "Australia/Sydney");
    zones.put("kathmandu", "Asia/Kathmandu");
    zones.put("mars", "Mars/Olympus_Mons");
    return zones;
  }

  /** Those of a sentence, in the order in which they are to be called. */
  static List<Wish> in(String sentence) {
    var wishes = new ArrayList<Wish>();
    String small = Screenplay.small(sentence);
    if (TIME.matcher(small).find() && REMEMBERING.stream().noneMatch(small::startsWith)) {
      wishes.addAll(times(small));
    }
    address(sentence)
        .ifPresent(url ->
            wishes.add(new Wish("fetch", Json.object().put("url", url).put("as_markdown", true))));
    if (wishes.isEmpty()) {
      named(sentence).ifPresent(wishes::add);
    }
    if (wishes.isEmpty()) {
      memory(sentence, small).ifPresent(wishes::add);
    }
    return wishes;
  }

  private static List<Wish> times(String small) {
    var wishes = new ArrayList<Wish>();
    ZONES.forEach((town, zone) -> {
      if (small.contains(town)) {
        wishes.add(new Wish("time", Json.object().put("timezone", zone)));
      }
    });
    return wishes.isEmpty() ? List.of(new Wish("time", Json.object())) : wishes;
  }

  private static Optional<String> address(String sentence) {
    for (String word : sentence.split(" ", -1)) {
      if (word.startsWith("http://") || word.startsWith("https://")) {
        int end = word.length();
        while (end > 0 && "?.,!".indexOf(word.charAt(end - 1)) >= 0) {
          end--;
        }
        return Optional.of(word.substring(0, end));
      }
    }
    return Optional.empty();
  }

  /** A tool by its name: use NAME with x=1, y=2 and z=3. */
  private static Optional<Wish> named(String sentence) {
    String[] words = sentence.split(" ", -1);
    if (words.length < 2 || !Screenplay.small(words[0]).equals("use")) {
      return Optional.empty();
    }
    var arguments = Json.object();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        put(arguments, word.substring(0, equals), word.substring(equals + 1).replace(",", ""));
      }
    }
    return Optional.of(new Wish(words[1], arguments));
  }

  private static void put(ObjectNode arguments, String name, String value) {
    try {
      arguments.put(name, Integer.parseInt(value));
    } catch (NumberFormatException _) {
      arguments.put(name, value);
    }
  }

  private static Optional<Wish> memory(String sentence, String small) {
    for (String word : REMEMBERING) {
      int at = small.indexOf(word);
      if (at >= 0) {
        return Optional.of(new Wish("memory", noted(sentence.substring(at + word.length()))));
      }
    }
    return RECALLING.stream().anyMatch(small::contains)
        ? Optional.of(new Wish("memory", Json.object().put("operation", "read_graph")))
        : Optional.empty();
  }

  private static ObjectNode noted(String fact) {
    var arguments = Json.object().put("operation", "create_entities");
    arguments
        .putArray("entities")
        .addObject()
        .put("name", "person")
        .put("entityType", "person")
        .putArray("observations")
        .add(fact.strip());
    return arguments;
  }
}
