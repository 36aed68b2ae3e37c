package io.skillmill.coordination.work;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a listener throws away from the worker. */
final class Ear {

  private static final Logger LOG = LoggerFactory.getLogger(Ear.class);

  private final WorkerListener listener;

  Ear(WorkerListener listener) {
    this.listener = listener;
  }

  void tell(Consumer<WorkerListener> news) {
    try {
      news.accept(listener);
    } catch (Throwable e) {
      LOG.warn("A worker's listener failed; the worker goes on", e);
    }
  }
}
