package io.skillmill.db.dialect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A place on PostgreSQL for one test, made when it asks for it and dropped after it. A test is
 * skipped where there is no PostgreSQL.
 *
 * <pre>{@code
 * @RegisterExtension final PostgresPlace place = new PostgresPlace();
 * }</pre>
 */
public final class PostgresPlace implements AfterEachCallback {

  private PostgresServer.@Nullable Schema schema;

  /** Where the store of the test is. */
  public String address() {
    PostgresServer.Schema known = schema;
    if (known == null) {
      var server = PostgresServer.find();
      assumeTrue(server.isPresent(), "there is no PostgreSQL");
      known = server.get().schema();
      schema = known;
    }
    return known.address();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (schema != null) {
      schema.close();
      schema = null;
    }
  }
}
