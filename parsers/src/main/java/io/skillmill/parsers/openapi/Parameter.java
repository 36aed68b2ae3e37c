package io.skillmill.parsers.openapi;

import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;

/** One parameter of an operation, whichever version declares it. */
record Parameter(Located value) {

  String name() {
    return value.at("name").text();
  }

  String in() {
    return value.at("in").text();
  }

  String shown() {
    return Shown.brief(name(), 80);
  }

  boolean isRequired() {
    return value.at("required").isTrue();
  }

  /** Its own, that of its only content, or in Swagger the parameter itself. */
  Located schema() {
    if (value.at("schema").isThere()) {
      return value.at("schema");
    }
    for (Located media : value.at("content")) {
      return media.at("schema");
    }
    return value;
  }
}
