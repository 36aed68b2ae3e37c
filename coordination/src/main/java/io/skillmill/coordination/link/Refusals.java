package io.skillmill.coordination.link;

import io.skillmill.coordination.wire.Wire;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.Problem.Kind;
import io.skillmill.schema.problem.ProblemException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The one table from what a server answered, or failed to, to the problem. */
final class Refusals {

  /** The server does not know any more whether it did what was asked. */
  static final int FORGOTTEN = 409;

  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;
  private static final int SERVER_FAILED = 500;

  private static final String CHECK_ADDRESS =
      "Check the address, and that 'skillmill serve' runs there";

  private final String place;

  Refusals(String place) {
    this.place = place;
  }

  /** Whether what was asked for is not there, though the question was right. */
  static boolean isAbsence(Reply reply) {
    return reply.status() == NOT_FOUND
        && told(reply).filter(problem -> problem.kind() == Kind.NOT_FOUND).isPresent();
  }

  ProblemException of(Reply reply) {
    if (!reply.fromStore()) {
      return Problem.store(
              "What answers at %s (status %d) is not a skillmill server"
                  .formatted(place, reply.status()),
              CHECK_ADDRESS)
          .asException();
    }
    var told = told(reply).orElseGet(() -> silent(reply));
    return new Problem(kind(reply, told), told.what(), told.remedy()).asException();
  }

  private Problem silent(Reply reply) {
    return Problem.store(
        "The server at %s refused with status %d".formatted(place, reply.status()),
        "Look at what it printed");
  }

  private static Kind kind(Reply reply, Problem told) {
    int status = reply.status();
    if (status >= SERVER_FAILED || status == TOO_MANY || status == FORGOTTEN) {
      return Kind.STORE;
    }
    return told.kind() == Kind.BUG ? Kind.STORE : told.kind();
  }

  private static Optional<Problem> told(Reply reply) {
    try {
      return Optional.of(Wire.problem(reply.body()));
    } catch (ProblemException _) {
      return Optional.empty();
    }
  }

  /** No reply, and no more tries. */
  ProblemException lost(IOException e) {
    return Problem.store(
            "The server at %s %s".formatted(place, why(e)), CHECK_ADDRESS + ", and the network")
        .causedBy(e);
  }

  private static String why(IOException e) {
    if (e instanceof HttpConnectTimeoutException) {
      return "could not be reached in time";
    }
    if (e instanceof HttpTimeoutException) {
      return "fell silent";
    }
    if (e instanceof ConnectException || e instanceof UnknownHostException) {
      return unknown(e)
          ? "could not be found: its name is not known here"
          : "could not be reached: nobody listens there";
    }
    if (e instanceof SSLException) {
      return "could not be spoken to over TLS: " + e.getMessage();
    }
    return "broke off: " + (e.getMessage() == null ? e.toString() : e.getMessage());
  }

  private static boolean unknown(Throwable e) {
    for (@Nullable Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  /** An answer that is not as it should be. */
  ProblemException garbled(Problem why) {
    return Problem.store(
            "The answer of the server at %s cannot be read: %s".formatted(place, why.what()),
            "Use the same version of skillmill on both sides")
        .asException();
  }

  ProblemException closed() {
    return Problem.store("The store at %s is closed".formatted(place), "Open it again")
        .asException();
  }
}
