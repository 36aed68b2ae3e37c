package io.skillmill.coordination.agents;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skillmill.db.dialect.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The same sessions on PostgreSQL. */
final class AgentSessionsOnPostgresTest extends AgentSessionsTest {

  private PostgresServer.@Nullable Schema schema;

  @Override
  String address() {
    PostgresServer.Schema known = schema;
    if (known == null) {
      var server = PostgresServer.find();
      assumeTrue(server.isPresent(), "there is no PostgreSQL");
      known = server.get().schema();
      schema = known;
    }
    return known.address();
  }

  @AfterEach
  void drop() {
    if (schema != null) {
      schema.close();
    }
  }
}
