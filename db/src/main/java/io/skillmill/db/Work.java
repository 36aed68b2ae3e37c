package io.skillmill.db;

import io.skillmill.db.sql.Session;
import java.sql.SQLException;

/**
 * Something to do in a transaction. It may be run more than once, after a rollback, so it does
 * nothing but talk to the session.
 */
@FunctionalInterface
public interface Work<T> {
  T in(Session session) throws SQLException;
}
