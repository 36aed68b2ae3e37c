package io.skillmill.parsers.detect;

import io.skillmill.parsers.secrets.Secret;

/** Detectors of keys, tokens and passwords. */
final class SecretDetectors {

  private SecretDetectors() {}

  /** Those whose form says what they are. */
  static void formed(View view, Detector.Sink sink) {
    secrets(view, true, sink);
  }

  /** Those that are assigned to a telling name. */
  static void assigned(View view, Detector.Sink sink) {
    secrets(view, false, sink);
  }

  private static void secrets(View view, boolean certain, Detector.Sink sink) {
    for (Secret secret : view.redaction().secrets()) {
      if (secret.certain() == certain) {
        sink.found(secret.start(), secret.end(), "", secret.kind());
      }
    }
  }
}
