package io.skillmill.coordination.skills.registry;

import io.skillmill.db.dialect.PostgresPlace;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same registry on PostgreSQL. */
final class RegistrarOnPostgresTest extends RegistrarTest {

  @RegisterExtension final PostgresPlace place = new PostgresPlace();

  @Override
  String address() {
    return place.address();
  }
}
