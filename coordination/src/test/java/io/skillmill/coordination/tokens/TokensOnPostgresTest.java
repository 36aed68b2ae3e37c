package io.skillmill.coordination.tokens;

import io.skillmill.db.dialect.PostgresPlace;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same on PostgreSQL. */
final class TokensOnPostgresTest extends TokensTest {

  @RegisterExtension final PostgresPlace place = new PostgresPlace();

  @Override
  String address() {
    return place.address();
  }
}
