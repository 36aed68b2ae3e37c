package io.skillmill.cli.host;

import io.skillmill.coordination.store.contract.SkillStoreContract;
import io.skillmill.coordination.store.contract.StoreFixture;
import java.nio.file.Path;

/** The store over HTTP over embedded SQLite keeps to the contract. */
final class HttpOverSqliteTest extends SkillStoreContract {

  @Override
  protected StoreFixture database(Path directory) {
    return new Served(directory.resolve("store.db").toString(), () -> {});
  }
}
