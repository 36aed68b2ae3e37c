package io.skillmill.coordination.skills.bundled.memory;

import io.skillmill.db.dialect.PostgresPlace;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same memory on PostgreSQL. */
final class KnowledgeGraphOnPostgresTest extends KnowledgeGraphTest {

  @RegisterExtension final PostgresPlace place = new PostgresPlace();

  @Override
  String address() {
    return place.address();
  }
}
