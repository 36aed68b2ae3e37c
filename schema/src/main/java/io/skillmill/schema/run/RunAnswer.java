package io.skillmill.schema.run;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What came of a run. */
public sealed interface RunAnswer {

  /** The calls that were made, where the caller wished to know. */
  Optional<CallTrace> trace();

  /** The same without the calls. */
  default RunAnswer withoutTrace() {
    return switch (this) {
      case Done done -> new Done(done.output(), done.traceId(), Optional.empty());
      case Failed failed -> new Failed(failed.failure(), failed.traceId(), Optional.empty());
    };
  }

  /** Under which the run is found in logs. */
  String traceId();

  /** The skill's output. */
  record Done(JsonNode output, String traceId, Optional<CallTrace> trace) implements RunAnswer {}

  /** There is none. */
  record Failed(RunFailure failure, String traceId, Optional<CallTrace> trace)
      implements RunAnswer {}
}
