package io.skillmill.coordination.store;

import io.skillmill.coordination.store.contract.SkillStoreContract;
import io.skillmill.coordination.store.contract.StoreFixture;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The store on embedded SQLite keeps to the contract. */
final class LocalSkillStoreTest extends SkillStoreContract {

  @Override
  protected StoreFixture database(Path directory) {
    return new File(directory.resolve("store.db"));
  }

  private record File(Path path) implements StoreFixture {

    @Override
    public SkillStore open(InstantSource clock) {
      return LocalSkillStore.open(path, clock);
    }

    @Override
    public List<String> check() {
      try (var store = LocalSkillStore.open(path)) {
        return store.check();
      }
    }
  }
}
