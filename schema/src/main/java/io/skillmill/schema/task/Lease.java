package io.skillmill.schema.task;

/**
 * A worker's right to write about a task, made for one claim alone.
 *
 * @param taskId the task
 * @param id 32 hex digits from a secure random source
 */
public record Lease(long taskId, String id) {

  public Lease {
    if (id.length() != 32) {
      throw new IllegalArgumentException("A lease id has 32 hex digits, not '%s'".formatted(id));
    }
  }
}
