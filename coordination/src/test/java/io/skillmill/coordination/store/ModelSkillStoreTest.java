package io.skillmill.coordination.store;

import io.skillmill.coordination.store.contract.SkillStoreContract;
import io.skillmill.coordination.store.contract.StoreFixture;
import io.skillmill.coordination.store.model.ModelDatabase;
import io.skillmill.coordination.store.model.RandomChoices;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** The model that measures the others keeps to the contract itself. */
final class ModelSkillStoreTest extends SkillStoreContract {

  @Override
  protected StoreFixture database(Path directory) {
    return new Memory(new ModelDatabase(new RandomChoices(new Random())));
  }

  private record Memory(ModelDatabase database) implements StoreFixture {

    @Override
    public SkillStore open(InstantSource clock) {
      return database.open(clock);
    }

    @Override
    public List<String> check() {
      return database.check();
    }
  }
}
