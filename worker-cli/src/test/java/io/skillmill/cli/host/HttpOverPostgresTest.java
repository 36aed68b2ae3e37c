package io.skillmill.cli.host;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skillmill.coordination.store.contract.SkillStoreContract;
import io.skillmill.coordination.store.contract.StoreFixture;
import io.skillmill.db.dialect.PostgresServer;
import java.nio.file.Path;

/** The store over HTTP over PostgreSQL keeps to the contract. */
final class HttpOverPostgresTest extends SkillStoreContract {

  @Override
  protected StoreFixture database(Path directory) {
    var server = PostgresServer.find();
    assumeTrue(server.isPresent(), "there is no PostgreSQL");
    var schema = server.get().schema();
    return new Served(schema.address(), schema::close);
  }
}
