package io.skillmill.cli.discovery;

import io.skillmill.schema.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks a host for its catalog, or a single skill for its inventory. Whoever asks sees to the time:
 * an interrupt ends it. Thread-safe.
 */
final class Inquiry implements AutoCloseable {

  /** The largest answer that is read. */
  static final int BYTES_MAX = 4 << 20;

  private static final int OK = 200;
  private static final int REDIRECTS = 300;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int NO_SUCH_METHOD = 405;
  private static final int BAD_REQUEST = 400;

  private final InstantSource clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER) // a token is for the host that was named
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /** Why nothing came of it, in words for people. */
  private static final class SilentException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String why;

    private SilentException(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }

  private record Answer(int status, Optional<JsonNode> tree) {}

  Inquiry(InstantSource clock) {
    this.clock = clock;
  }

  HostReport ask(HostAddress host) throws InterruptedException {
    try {
      return HostReport.answered(host, skills(host), clock.instant());
    } catch (SilentException e) {
      return HostReport.silent(host, e.why);
    }
  }

  private List<FoundSkill> skills(HostAddress host) throws SilentException, InterruptedException {
    Answer catalog = get(host, "/catalog");
    Optional<List<FoundSkill>> listed = catalog.tree().flatMap(tree -> Told.byCatalog(host, tree));
    if (listed.isPresent()) {
      return listed.get();
    }
    if (catalog.tree().filter(Told::isDiscovery).isPresent()) {
      throw new SilentException("It asks other hosts itself; name those");
    }
    Answer inventory = get(host, "/inventory");
    return inventory
        .tree()
        .flatMap(tree -> Told.byInventory(host, tree))
        .orElseThrow(() -> new SilentException("It has neither a catalog nor an inventory"));
  }

  /** Where there is no such page the answer has no tree. */
  private Answer get(HostAddress host, String path) throws SilentException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(host.url() + path)).header("Accept", "application/json");
    host.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    try {
      var response = client.send(request.build(), BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        refuse(host, response);
        byte[] bytes = body.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
          throw new SilentException("Its answer has more than %d bytes".formatted(BYTES_MAX));
        }
        return new Answer(response.statusCode(), tree(response.statusCode(), bytes));
      }
    } catch (IOException e) {
      throw new SilentException(why(e));
    }
  }

  private static void refuse(HostAddress host, HttpResponse<?> response) throws SilentException {
    int status = response.statusCode();
    if (status == OK || status == NOT_FOUND || status == NO_SUCH_METHOD) {
      return;
    }
    if (status == UNAUTHORIZED) {
      throw new SilentException(
          host.token().isEmpty()
              ? "It wants a token; set %s".formatted(host.tokenVariable())
              : "It does not take the token in %s".formatted(host.tokenVariable()));
    }
    if (status == FORBIDDEN) {
      throw new SilentException("It lets nobody see its skills who asks like this (403)");
    }
    if (status >= REDIRECTS && status < BAD_REQUEST) {
      throw new SilentException(
          "It sends elsewhere (%d); name the address itself".formatted(status));
    }
    throw new SilentException("It answered %d".formatted(status));
  }

  private static Optional<JsonNode> tree(int status, byte[] bytes) {
    try {
      return status == OK ? Optional.of(Json.read(bytes)) : Optional.empty();
    } catch (Json.MalformedException _) {
      return Optional.empty();
    }
  }

  private static String why(IOException failure) {
    for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
        return "There is no host of that name";
      }
      if (each instanceof SSLException) {
        return "No safe connection can be made: it speaks no TLS, or its certificate is not"
            + " trusted";
      }
    }
    return failure instanceof ConnectException
        ? "Nothing answers there"
        : "The connection broke off";
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
