package io.skillmill.peers;

/** A queue that is measured: filled with tasks that do nothing, then emptied. */
interface Peer {

  String name();

  /**
   * One round on an empty queue.
   *
   * @param resultBytes the size of the result of each task; 0 where none is kept
   */
  Rate run(int tasks, int resultBytes) throws Exception;

  /**
   * Tasks per second: put in, and from the first execution until the database says all are done.
   */
  record Rate(double enqueued, double drained) {

    static Rate of(int tasks, long enqueueNanos, long drainNanos) {
      return new Rate(tasks * 1e9 / enqueueNanos, tasks * 1e9 / drainNanos);
    }
  }
}
