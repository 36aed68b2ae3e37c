package io.skillmill.coordination.store;

import io.skillmill.coordination.link.Link;
import io.skillmill.coordination.wire.Call;
import io.skillmill.coordination.wire.Calls;
import io.skillmill.coordination.wire.Enqueue;
import io.skillmill.coordination.wire.Pack;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends tasks to be enqueued. Only those sources go along that the server has not got: small ones
 * in the letter itself, and what does not fit in there ahead of it.
 */
final class Dispatch {

  /** How many bytes of sources go in the letter itself. */
  private static final int ALONG_BYTES_MAX = 4 << 20;

  private final Link link;

  Dispatch(Link link) {
    this.link = link;
  }

  List<Enqueued> enqueue(List<NewTask> batch) {
    var items = batch.stream().map(Dispatch::item).toList();
    var call = keyed(batch) ? Calls.ENQUEUE.repeated(Call.Repeat.BY_KEY) : Calls.ENQUEUE;
    return link.ask(call, new Enqueue(items, along(sources(batch))));
  }

  /** Whether the store itself keeps these tasks from being enqueued twice. */
  private static boolean keyed(List<NewTask> batch) {
    return batch.stream().allMatch(task -> task.dedupeKey().isPresent() && !task.force());
  }

  private static Enqueue.Item item(NewTask task) {
    return new Enqueue.Item(task, task.source().map(SkillSource::contentHash));
  }

  private static Map<String, SkillSource> sources(List<NewTask> batch) {
    var byHash = new LinkedHashMap<String, SkillSource>();
    for (NewTask task : batch) {
      task.source().ifPresent(source -> byHash.putIfAbsent(source.contentHash(), source));
    }
    return byHash;
  }

  private List<Enqueue.Packed> along(Map<String, SkillSource> sources) {
    var along = new ArrayList<Enqueue.Packed>();
    if (sources.isEmpty()) {
      return along;
    }
    int bytes = 0;
    for (String hash : link.ask(Calls.MISSING, List.copyOf(sources.keySet()))) {
      SkillSource source = sources.get(hash);
      if (source != null) {
        byte[] pack = Pack.of(source);
        if (bytes + pack.length <= ALONG_BYTES_MAX) {
          bytes += pack.length;
          along.add(new Enqueue.Packed(hash, pack));
        } else {
          link.put(hash, pack);
        }
      }
    }
    return along;
  }
}
