package io.skillmill.coordination.store.contract;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/**
 * The conformance suite: what every engine of the store must keep to. An engine runs it all with
 * one subclass that says how to make a fresh database:
 *
 * <pre>{@code
 * final class LocalSkillStoreTest extends SkillStoreContract {
 *   @Override
 *   protected StoreFixture database(Path directory) {
 *     return clock -> LocalSkillStore.open(directory.resolve("store.db"), clock);
 *   }
 * }
 * }</pre>
 *
 * Cases that hold an invariant of the design carry its number as a tag, so that {@code mvn test
 * -Dgroups=I4} runs those for I4.
 */
public abstract class SkillStoreContract {

  /**
   * A fresh database.
   *
   * @param directory an empty directory of this test's own, which goes away with the test
   */
  protected abstract StoreFixture database(Path directory);

  @Nested
  class Enqueue extends EnqueueContract {
    Enqueue() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class Content extends ContentContract {
    Content() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class Dedupe extends DedupeContract {
    Dedupe() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class Claiming extends ClaimContract {
    Claiming() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class ClaimChoice extends ClaimChoiceContract {
    ClaimChoice() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class Finishing extends FinishContract {
    Finishing() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class History extends HistoryContract {
    History() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class Fence extends FenceContract {
    Fence() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class Backoff extends BackoffContract {
    Backoff() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class Release extends ReleaseContract {
    Release() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class Rescue extends RescueContract {
    Rescue() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class Orders extends OrdersContract {
    Orders() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class Prune extends PruneContract {
    Prune() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class Look extends LookContract {
    Look() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class Wait extends WaitContract {
    Wait() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class Concurrency extends ConcurrencyContract {
    Concurrency() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class RandomOperations extends RandomOperationsContract {
    RandomOperations() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class InStepWithTheModel extends ModelContract {
    InStepWithTheModel() {
      super(SkillStoreContract.this::database);
    }
  }

  @Nested
  class Regression extends RegressionContract {
    Regression() {
      super(SkillStoreContract.this::database);
    }
  }
}
