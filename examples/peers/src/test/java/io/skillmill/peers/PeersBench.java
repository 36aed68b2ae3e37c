package io.skillmill.peers;

import io.skillmill.db.dialect.PostgresProcess;
import io.skillmill.schema.json.Json;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs all queues in turn, round by round, on the same PostgreSQL and the same disk, and writes
 * target/peers.json. {@code SKILLMILL_TEST_PG} names a server; else one of our own is started,
 * which flushes to disk. Settings: {@code -Dpeers.tasks}, {@code -Dpeers.rounds}, {@code
 * -Dpeers.only} (part of a name), {@code -Dpeers.engine} (sqlite or postgresql).
 */
class PeersBench {

  private static final int TASKS = Integer.getInteger("peers.tasks", 20_000);
  private static final int ROUNDS = Integer.getInteger("peers.rounds", 3);
  private static final String ONLY = System.getProperty("peers.only", "");
  private static final String ENGINE = System.getProperty("peers.engine", "");
  private static final int RESULT_BYTES = 4_096;

  @TempDir private Path folder;

  @Test
  void all_queues_in_turn() throws Exception {
    var report = Json.object();
    report.put("at", Instant.now().toString()).put("tasks", TASKS).put("rounds", ROUNDS);
    var system = ManagementFactory.getOperatingSystemMXBean();
    report.put("cores", system.getAvailableProcessors());
    report.put("load_average_before", system.getSystemLoadAverage());
    measure(report, new Place("sqlite", folder.resolve("store.db").toString()));
    String given = System.getenv("SKILLMILL_TEST_PG");
    if (given != null) {
      measure(report, new Place("postgresql", given));
    } else {
      try (var server = PostgresProcess.start(List.of())) {
        measure(report, new Place("postgresql", server.address()));
      }
    }
    report.put("load_average_after", system.getSystemLoadAverage());
    Path target = Path.of("target", "peers.json");
    Files.createDirectories(target.getParent());
    Files.writeString(target, Json.write(report));
    System.out.println(Json.write(report));
  }

  private static List<Peer> peers(Place place) throws Exception {
    var peers = new ArrayList<Peer>();
    peers.add(new Skillmill(place, true));
    peers.add(new Skillmill(place, false));
    peers.add(new SkillmillStore(place, 1, true));
    peers.add(new SkillmillStore(place, 1, false));
    peers.add(new SkillmillStore(place, 2, true));
    peers.add(new DbScheduler(place));
    peers.add(new JobRunr(place));
    if (place.isServer()) {
      NodePeer.install()
          .ifPresent(packages -> {
            peers.add(new NodePeer(place, "graphile-worker 0.18.0", packages, "graphile.mjs"));
            peers.add(new NodePeer(place, "pg-boss 12.35.0", packages, "pgboss.mjs"));
          });
    }
    peers.removeIf(peer -> !peer.name().contains(ONLY));
    return peers;
  }

  private static void measure(ObjectNode report, Place place) throws Exception {
    if (!place.engine().contains(ENGINE)) {
      return;
    }
    var onEngine = report.putObject(place.engine());
    List<Peer> peers = peers(place);
    for (int bytes : new int[] {0, RESULT_BYTES}) {
      Map<String, List<Peer.Rate>> rates = new LinkedHashMap<>();
      for (int round = -1; round < ROUNDS; round++) {
        for (Peer peer : peers) {
          run(peer, round < 0 ? Math.min(TASKS, 5_000) : TASKS, bytes)
              .ifPresent(
                  rate -> rates.computeIfAbsent(peer.name(), _ -> new ArrayList<>()).add(rate));
        }
        if (round < 0) {
          rates.clear();
        }
      }
      write(onEngine.putObject(bytes == 0 ? "no_result" : "result_4096"), rates);
    }
  }

  private static Optional<Peer.Rate> run(Peer peer, int tasks, int bytes) {
    try {
      var rate = peer.run(tasks, bytes);
      System.out.printf(
          "%s, %d bytes: %,.0f enqueued/s, %,.0f drained/s%n",
          peer.name(), bytes, rate.enqueued(), rate.drained());
      return Optional.of(rate);
    } catch (Exception e) {
      System.out.println("SKIPPED " + peer.name() + ": " + e);
      return Optional.empty();
    }
  }

  private static void write(ObjectNode json, Map<String, List<Peer.Rate>> rates) {
    double ours = 0;
    for (var each : rates.entrySet()) {
      double drained = median(each.getValue().stream().map(Peer.Rate::drained).toList());
      if (each.getKey().equals("skillmill")) {
        ours = drained;
      }
      var row = json.putObject(each.getKey());
      row.put(
          "enqueued",
          Math.round(median(each.getValue().stream().map(Peer.Rate::enqueued).toList())));
      row.put("drained", Math.round(drained));
      var rounds = row.putArray("drained_rounds");
      each.getValue().forEach(rate -> rounds.add(Math.round(rate.drained())));
      if (ours > 0) {
        row.put("skillmill_to_this", Math.round(100 * ours / drained) / 100.0);
      }
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
