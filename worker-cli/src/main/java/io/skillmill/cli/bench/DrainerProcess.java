package io.skillmill.cli.bench;

import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.schema.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The other process of {@link DrainerElsewhere}: does what the lines of its input say. */
final class DrainerProcess {

  private DrainerProcess() {}

  static void main(String[] args) throws IOException {
    SkillWorker.prepareRuntime();
    var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String first = orders.readLine();
    if (first == null) {
      return;
    }
    var json = Json.readOurs(first);
    try (var drainer = new DrainerHere(QueuePlan.of(json), json.path("name").asString())) {
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        obey(drainer, line);
      }
    }
  }

  private static void obey(DrainerHere drainer, String line) {
    String word = line.split(" ", 2)[0];
    String rest = line.substring(word.length()).strip();
    switch (word) {
      case "open" -> {
        drainer.open(rest);
        say("opened");
      }
      case "drain" -> {
        drainer.beginDrain();
        say("drained " + drainer.drained());
      }
      case "wait" -> {
        int tasks = Integer.parseInt(rest);
        drainer.beginWaiting(tasks);
        say("waiting");
        for (int i = 0; i < tasks; i++) {
          say("began " + drainer.began());
        }
      }
      case "leave" -> {
        drainer.leave();
        say("left");
      }
      default -> throw new IllegalArgumentException("There is no order " + word);
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
