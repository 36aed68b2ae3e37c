package io.skillmill.coordination.wire;

import io.skillmill.schema.task.NewTask;
import java.util.List;
import java.util.Optional;

/**
 * Tasks to be enqueued, with those contents that the server has not got.
 *
 * @param items the tasks
 * @param contents what may be missing
 */
public record Enqueue(List<Item> items, List<Packed> contents) {

  public Enqueue {
    items = List.copyOf(items);
    contents = List.copyOf(contents);
  }

  /**
   * A task without its source, which goes by its hash.
   *
   * @param task the task
   * @param contentHash the hash of its source
   */
  public record Item(NewTask task, Optional<String> contentHash) {}

  /**
   * A source, as {@link Pack} packs it.
   *
   * @param contentHash its hash
   * @param bytes the pack
   */
  @SuppressWarnings("ArrayRecordComponent") // Passed on once, and never compared.
  public record Packed(String contentHash, byte[] bytes) {}
}
