package io.skillmill.coordination.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skillmill.coordination.store.contract.SkillStoreContract;
import io.skillmill.coordination.store.contract.StoreFixture;
import io.skillmill.db.dialect.PostgresServer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The store on PostgreSQL keeps to the contract. */
final class PostgresSkillStoreTest extends SkillStoreContract {

  @Override
  protected StoreFixture database(Path directory) {
    var server = PostgresServer.find();
    assumeTrue(server.isPresent(), "there is no PostgreSQL");
    return new Schema(server.get().schema());
  }

  private record Schema(PostgresServer.Schema schema) implements StoreFixture {

    @Override
    public SkillStore open(InstantSource clock) {
      return LocalSkillStore.open(schema.address(), clock);
    }

    @Override
    public List<String> check() {
      try (var store = LocalSkillStore.open(schema.address())) {
        return store.check();
      }
    }

    @Override
    public void close() {
      schema.close();
    }
  }
}
