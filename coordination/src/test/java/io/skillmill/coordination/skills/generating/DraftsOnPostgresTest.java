package io.skillmill.coordination.skills.generating;

import io.skillmill.db.dialect.PostgresPlace;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Drafts on a server. */
final class DraftsOnPostgresTest extends DraftsContract {

  @RegisterExtension final PostgresPlace place = new PostgresPlace();

  @Override
  String address() {
    return place.address();
  }
}
