package io.skillmill.coordination.agents;

import io.skillmill.db.dialect.PostgresPlace;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same sessions on PostgreSQL. */
final class AgentSessionsOnPostgresTest extends AgentSessionsTest {

  @RegisterExtension final PostgresPlace place = new PostgresPlace();

  @Override
  String address() {
    return place.address();
  }
}
