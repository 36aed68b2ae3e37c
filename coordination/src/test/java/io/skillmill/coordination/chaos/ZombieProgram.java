package io.skillmill.coordination.chaos;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.WorkerCard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Claims a task and does as it is told: {@code beat}, {@code progress}, {@code finish}. It says
 * what the store answered.
 */
final class ZombieProgram {

  private ZombieProgram() {}

  public static void main(String[] arguments) throws IOException {
    try (var store = LocalSkillStore.open(Path.of(arguments[0]))) {
      var me = store.register(new WorkerCard("zombie", "localhost", 1, 1));
      var request = new ClaimRequest(me, List.of(), Set.of(), 1);
      var claim = ((ClaimAnswer.Granted) store.claim(request)).claims().getFirst();
      var held = List.of(claim.lease());
      System.out.println(Program.READY);
      var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        System.out.println(
            switch (order) {
              case "beat" -> store.heartbeat(new Beat(me, held, held));
              case "progress" -> "progress " + progress(store, claim.lease());
              case "finish" -> store.finish(List.of(Reports.completed(claim))).getFirst();
              default -> "unknown order " + order;
            });
      }
    }
  }

  private static boolean progress(LocalSkillStore store, Lease lease) {
    return store.progress(lease, "{\"by\":\"zombie\"}");
  }
}
