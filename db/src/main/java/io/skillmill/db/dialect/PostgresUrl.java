package io.skillmill.db.dialect;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The address of a store on PostgreSQL, taken apart. Nothing here shows the password.
 *
 * @param hosts one or several {@code host:port}, as typed
 * @param database still encoded, as it stands in a URL
 * @param schema the schema that holds the tables
 * @param parameters what else was given, by the driver's names: the password, TLS and so on
 */
record PostgresUrl(String hosts, String database, String schema, Map<String, String> parameters) {

  static final String SCHEMA = "skillmill";

  private static final List<String> SCHEMES =
      List.of("jdbc:postgresql:", "postgresql:", "postgres:");

  /** libpq's names for what the driver calls otherwise. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "application_name", "ApplicationName",
          "connect_timeout", "connectTimeout",
          "currentSchema", "schema");

  PostgresUrl {
    parameters = Map.copyOf(parameters);
    if (schema.isBlank() || schema.length() > 63 || schema.indexOf('\0') >= 0) {
      throw bad("names no usable schema", "Give schema= a name of 1 to 63 characters");
    }
  }

  /** What the address says, if it is one of PostgreSQL's. */
  static Optional<PostgresUrl> parse(String address) {
    for (String scheme : SCHEMES) {
      if (address.startsWith(scheme)) {
        return Optional.of(parseRest(address.substring(scheme.length())));
      }
    }
    return Optional.empty();
  }

  private static PostgresUrl parseRest(String rest) {
    int query = rest.indexOf('?');
    var parameters = parameters(query < 0 ? "" : rest.substring(query + 1));
    String path = query < 0 ? rest : rest.substring(0, query);
    if (!path.startsWith("//")) {
      path = "//localhost/" + path;
    }
    path = path.substring(2);
    int slash = path.indexOf('/');
    String authority = slash < 0 ? path : path.substring(0, slash);
    String database = slash < 0 ? "" : path.substring(slash + 1);
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      credentials(authority.substring(0, at), parameters);
    }
    String hosts = authority.substring(at + 1);
    Optional<String> schema = Optional.ofNullable(parameters.remove("schema"));
    return new PostgresUrl(
        hosts.isEmpty() ? "localhost" : hosts,
        database.isEmpty() ? parameters.getOrDefault("user", "") : database,
        schema.orElse(SCHEMA),
        parameters);
  }

  private static void credentials(String text, Map<String, String> into) {
    int colon = text.indexOf(':');
    into.put("user", decode(colon < 0 ? text : text.substring(0, colon)));
    if (colon >= 0) {
      into.put("password", decode(text.substring(colon + 1)));
    }
  }

  private static TreeMap<String, String> parameters(String query) {
    var parameters = new TreeMap<String, String>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String name = decode(pair.substring(0, equals));
        parameters.put(ALIASES.getOrDefault(name, name), decode(pair.substring(equals + 1)));
      } else if (!pair.isEmpty()) {
        throw bad("has a parameter without a value", "Write each one as name=value");
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Neither the text nor the cause is shown: it may be the password.
      throw bad("has a % that begins no character", "Write a % in a name or password as %25");
    }
  }

  private static ProblemException bad(String what, String remedy) {
    return Problem.usage("The PostgreSQL address of the store " + what, remedy).asException();
  }

  /** As the driver takes it, without user and password. */
  String jdbc() {
    return "jdbc:postgresql://" + hosts + "/" + database;
  }

  PostgresUrl withSchema(String other) {
    return new PostgresUrl(hosts, database, other, parameters);
  }

  /** As it is parsed again; with the password, so never to be shown. */
  String address() {
    var address = new StringBuilder("postgresql://" + hosts + "/" + database + "?schema=");
    address.append(encode(schema));
    new TreeMap<>(parameters)
        .forEach((name, value) ->
            address.append('&').append(encode(name)).append('=').append(encode(value)));
    return address.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The schema as it is written in SQL. */
  String quotedSchema() {
    return '"' + schema.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    String shown = "postgresql://" + hosts + "/" + database;
    return schema.equals(SCHEMA) ? shown : shown + "?schema=" + schema;
  }
}
