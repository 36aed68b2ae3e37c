package io.skillmill.db.dialect;

/** A mouth that tells other processes of commits of this one. */
public interface Herald extends AutoCloseable {

  /** Something was committed that others may wait for. Returns at once. */
  void tell();

  @Override
  void close();
}
