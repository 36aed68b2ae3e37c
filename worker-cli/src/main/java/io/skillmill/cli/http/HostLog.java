package io.skillmill.cli.http;

/** Hears what a host meets. */
@FunctionalInterface
public interface HostLog {

  /** Something went wrong inside, which clients are not told. */
  void broken(Throwable why);

  /**
   * The same with the request in which it did.
   *
   * @param requestId empty where it is not known
   */
  default void broken(Throwable why, String requestId) {
    broken(why);
  }

  /** A request was answered. */
  default void visited(Visit visit) {}
}
