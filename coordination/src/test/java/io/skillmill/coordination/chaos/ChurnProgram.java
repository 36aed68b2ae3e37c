package io.skillmill.coordination.chaos;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Enqueues, claims and finishes until it is killed, and says what was acknowledged: {@code enqueued
 * 1 2 3} and {@code finished 1 2}.
 */
final class ChurnProgram {

  private ChurnProgram() {}

  public static void main(String[] arguments) throws IOException {
    var round = arguments[1];
    int batchSize = Integer.parseInt(arguments[2]);
    try (var store = LocalSkillStore.open(Path.of(arguments[0]))) {
      var me = store.register(new WorkerCard("churn", "localhost", 1, 1));
      var request = new ClaimRequest(me, List.of(), Set.of(), batchSize);
      System.out.println(Program.READY);
      while (System.in.read() != '\n') {
        // Wait to be told to go.
      }
      for (int batch = 0; ; batch++) {
        var prefix = "%s/%d/".formatted(round, batch);
        say("enqueued", ids(store.enqueue(batch(prefix, batchSize))));
        var granted = (ClaimAnswer.Granted) store.claim(request);
        say("finished", finish(store, granted.claims()));
      }
    }
  }

  private static List<NewTask> batch(String prefix, int size) {
    return IntStream.range(0, size).mapToObj(number -> task(prefix + number)).toList();
  }

  private static NewTask task(String path) {
    var text = (path + " ").repeat(100);
    var source = SkillSource.single("SKILL.md", text.getBytes(StandardCharsets.UTF_8));
    return NewTask.of(TaskType.PARSE, path).withSource(source);
  }

  private static List<Long> ids(List<Enqueued> answers) {
    return answers.stream().map(Enqueued::taskId).toList();
  }

  private static List<Long> finish(LocalSkillStore store, List<Claim> claims) {
    var answers = store.finish(claims.stream().map(Reports::completed).toList());
    return IntStream.range(0, claims.size())
        .filter(index -> answers.get(index) == FinishAnswer.RECORDED)
        .mapToObj(index -> claims.get(index).taskId())
        .toList();
  }

  private static void say(String what, List<Long> ids) {
    System.out.println(
        what + " " + ids.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    System.out.flush();
  }
}
