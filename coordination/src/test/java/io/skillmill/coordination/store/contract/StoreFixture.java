package io.skillmill.coordination.store.contract;

import io.skillmill.coordination.store.SkillStore;
import java.time.InstantSource;
import java.util.List;

/**
 * One database of the engine under test, fresh for each test. Every store it opens works on that
 * same database, as the stores of several processes would; a store that is closed can be opened
 * again.
 */
public interface StoreFixture extends AutoCloseable {

  /** Opens a store on the database. The suite closes it. */
  SkillStore open(InstantSource clock);

  /** What the engine's own check finds wrong with the database; nothing, if all is well. */
  default List<String> check() {
    return List.of();
  }

  /** Removes the database, after all its stores were closed. */
  @Override
  default void close() {}
}
