package io.skillmill.cli.mcp;

import io.javalin.http.Context;
import io.skillmill.cli.http.Desk;
import io.skillmill.cli.http.Refusal;
import io.skillmill.cli.telemetry.TracePlace;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.CredentialNeed;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds out from a request who asks, and on which terms. */
final class Door {

  static final String CREDENTIAL = "Skillmill-Credential-";
  private static final String CHAIN = "Skillmill-Chain";

  private final Hosting hosting;

  Door(Hosting hosting) {
    this.hosting = hosting;
  }

  /**
   * Who sent a request.
   *
   * @param meta what the message says of itself, which may place it in a trace
   */
  Asker asker(Context context, JsonNode meta) {
    var skills = hosting.snapshot();
    String header = context.header(TracePlace.HEADER);
    JsonNode inside = meta.path(TracePlace.HEADER);
    var terms =
        new Asker.Terms(
            credentials(context, skills),
            TracePlace.of(header == null && inside.isString() ? inside.asString() : header),
            above(context));
    return new Asker(skills, Desk.caller(context), manner(context, skills), terms);
  }

  /** Who is to be told of changes. */
  Listening.Viewer viewer(Context context) {
    return new Listening.Viewer(Desk.caller(context), manner(context, hosting.snapshot()).search());
  }

  private static Asker.Manner manner(Context context, Snapshot skills) {
    String tools = Optional.ofNullable(context.queryParam("tools")).orElse("");
    boolean search =
        switch (tools) {
          case "search" -> true;
          case "all" -> false;
          case "" -> skills.config().settings().toolSearch().orElse(false);
          default -> throw unknown("tools", "search or all");
        };
    return new Asker.Manner(search, pageMax(context));
  }

  private static int pageMax(Context context) {
    String page = context.queryParam("page");
    if (page == null) {
      return Asker.Manner.PAGE_MAX;
    }
    try {
      int most = Integer.parseInt(page);
      if (most >= 1 && most <= Asker.Manner.PAGE_MAX) {
        return most;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw unknown("page", "1 to " + Asker.Manner.PAGE_MAX);
  }

  private static Refusal unknown(String parameter, String known) {
    return new Refusal(
        Refusal.BAD_REQUEST,
        Problem.usage(
            "The parameter '%s' of the address is not understood".formatted(parameter),
            "Give it one of: " + known));
  }

  /** Those that a hosted skill declares: {@code API_KEY} comes as {@code …-API-KEY}. */
  private static Map<String, String> credentials(Context context, Snapshot skills) {
    var given = new HashMap<String, String>();
    context
        .headerMap()
        .forEach((name, value) -> {
          if (name.regionMatches(true, 0, CREDENTIAL, 0, CREDENTIAL.length())) {
            given.put(plain(name.substring(CREDENTIAL.length())), value);
          }
        });
    if (given.isEmpty()) {
      return given;
    }
    var known = new HashMap<String, String>();
    skills.mounted().stream()
        .flatMap(skill -> skill.skill().declaration().credentials().stream())
        .map(CredentialNeed::name)
        .filter(name -> given.containsKey(plain(name)))
        .forEach(name -> known.put(name, given.getOrDefault(plain(name), "")));
    return known;
  }

  private static String plain(String name) {
    return name.replace('_', '-').toLowerCase(Locale.ROOT);
  }

  private static List<String> above(Context context) {
    String chain = Optional.ofNullable(context.header(CHAIN)).orElse("");
    return Stream.of(chain.split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }
}
