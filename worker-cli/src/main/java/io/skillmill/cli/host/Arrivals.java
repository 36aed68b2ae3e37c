package io.skillmill.cli.host;

import io.skillmill.cli.http.Refusal;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.wire.Enqueue;
import io.skillmill.coordination.wire.Pack;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings tasks and their sources together. Sources may come ahead of the tasks; they wait here, up
 * to so many bytes, for a source that no task uses has no place in the store. Thread-safe.
 */
final class Arrivals {

  static final long WAITING_BYTES_MAX = 128L << 20;

  private record Waiting(SkillSource source, int bytes) {}

  private final SkillStore store;

  // Guarded by this.
  private final LinkedHashMap<String, Waiting> waiting = new LinkedHashMap<>();
  private long bytes;

  Arrivals(SkillStore store) {
    this.store = store;
  }

  /** Which of these are neither here nor in the store. */
  List<String> missing(List<String> contentHashes) {
    return contentHashes.stream()
        .distinct()
        .filter(hash -> waiting(hash).isEmpty() && store.content(hash).isEmpty())
        .toList();
  }

  void put(String contentHash, byte[] pack) {
    SkillSource source = unpack(contentHash, pack);
    synchronized (this) {
      var before = waiting.remove(contentHash);
      bytes += pack.length - (before == null ? 0 : before.bytes());
      waiting.put(contentHash, new Waiting(source, pack.length));
      var oldest = waiting.values().iterator();
      while (bytes > WAITING_BYTES_MAX && waiting.size() > 1) {
        bytes -= oldest.next().bytes();
        oldest.remove();
      }
    }
  }

  private synchronized Optional<SkillSource> waiting(String contentHash) {
    return Optional.ofNullable(waiting.get(contentHash)).map(Waiting::source);
  }

  List<Enqueued> enqueue(Enqueue enqueue) {
    var along = new HashMap<String, SkillSource>();
    for (var packed : enqueue.contents()) {
      along.put(packed.contentHash(), unpack(packed.contentHash(), packed.bytes()));
    }
    var answers = store.enqueue(enqueue.items().stream().map(item -> task(item, along)).toList());
    enqueue.items().forEach(item -> item.contentHash().ifPresent(this::arrived));
    return answers;
  }

  private NewTask task(Enqueue.Item item, Map<String, SkillSource> along) {
    return item.contentHash()
        .map(hash -> item.task().withSource(along.computeIfAbsent(hash, this::find)))
        .orElse(item.task());
  }

  private SkillSource find(String contentHash) {
    return waiting(contentHash)
        .or(() -> store.content(contentHash))
        .orElseThrow(() ->
            new Refusal(
                Refusal.BAD_REQUEST,
                Problem.usage(
                    "A task names a source that the server has not got",
                    "Send the source along, or ahead with PUT")));
  }

  private synchronized void arrived(String contentHash) {
    var gone = waiting.remove(contentHash);
    bytes -= gone == null ? 0 : gone.bytes();
  }

  private static SkillSource unpack(String contentHash, byte[] pack) {
    try {
      return Pack.read(contentHash, pack);
    } catch (ProblemException e) {
      throw Refusal.of(e.problem());
    }
  }
}
