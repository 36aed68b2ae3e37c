package io.skillmill.parsers.openapi;

import io.skillmill.parsers.declared.Hints;
import io.skillmill.parsers.located.Located;
import java.util.Locale;

/**
 * Where an operation is called.
 *
 * @param path what it is called by: a path, or the name of a webhook
 * @param item what the path leads to, with what all its operations share
 * @param operation what one method does there
 * @param incoming whether it is the API that calls
 */
record Endpoint(Located path, Located item, Located operation, boolean incoming) {

  String method() {
    return operation.name();
  }

  /** Its id, or what the method and the path make. */
  String name() {
    String id = operation.at("operationId").text().strip();
    return id.isEmpty() ? method().toUpperCase(Locale.ROOT) + " " + path.name() : id;
  }

  Hints hints() {
    return incoming ? Hints.of("await_input") : Hints.ofMethod(method());
  }
}
