package io.skillmill.cli.bench.hosting;

import io.skillmill.cli.bench.OwnProgram;
import io.skillmill.cli.host.Kinds;
import io.skillmill.cli.host.Skills;
import io.skillmill.cli.host.StoreHost;
import io.skillmill.cli.http.Echo;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.cli.render.ToolVersion;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.RunRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures what it costs to host skills, beside a server that does nothing: calls over HTTP, calls
 * among skills, memory, reloads and the start. All on loopback, on a store of its own that is
 * removed again.
 */
public record HostBench(HostPlan plan) {

  private static final String PATH = "/skills/time/run";
  private static final String BODY = "{\"timezone\": \"Asia/Tokyo\"}";
  private static final int DIRECT_CALLS = 20_000;
  private static final int RELOADS = 10;

  /** Runs all of it. */
  public ObjectNode run() {
    try (var folder = Folder.make()) {
      var json = plan.toJson();
      json.set("memory", Weight.measure(plan, Kinds.all())); // first: clients leave garbage behind
      folder.write(plan.skills(), 0);
      json.set("start", Child.measure(folder.path()));
      served(folder, json);
      json.set("nested", Nested.measure());
      json.set("machine", OwnProgram.circumstances());
      return json;
    } catch (IOException e) {
      throw Problem.failed(
              "The measurement broke off (%s)".formatted(e.getMessage()), "Run it again")
          .causedBy(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.failed("The measurement was interrupted", "Run it again").causedBy(e);
    }
  }

  private void served(Folder folder, ObjectNode json) throws IOException, InterruptedException {
    var failures = new ArrayList<Throwable>();
    var settings =
        new Settings("127.0.0.1", 0, Optional.empty(), Limits.DEFAULT, ToolVersion.number());
    var skills = Plan.config(folder.config()).builtins(BundledSkills.alone().skills());
    try (var echo = Echo.open();
        var store = LocalSkillStore.open(folder.path().resolve("bench.db"));
        var hosting = Hosting.open(skills, Kinds.all());
        var host = StoreHost.open(store, Skills.of(hosting), settings, failures::add)) {
      json.set("direct", direct(hosting));
      beside(echo, host, json);
      json.set("reload", reloads(folder, hosting, host));
    }
    if (!failures.isEmpty()) {
      throw new IOException("%d requests failed inside".formatted(failures.size()));
    }
  }

  /** The same skill without any HTTP. */
  private static ObjectNode direct(Hosting hosting) {
    var nanos = new long[DIRECT_CALLS];
    long began = 0;
    for (int i = -DIRECT_CALLS; i < DIRECT_CALLS; i++) {
      long start = System.nanoTime();
      began = i == 0 ? start : began;
      hosting.engine().run(RunRequest.of("time", Json.object().put("timezone", "Asia/Tokyo")));
      nanos[Math.max(0, i)] = System.nanoTime() - start;
    }
    return new Times(nanos, System.nanoTime() - began).toJson();
  }

  /** Rounds in turns, so that whatever else the machine does meets both. */
  private void beside(Echo echo, StoreHost host, ObjectNode json)
      throws IOException, InterruptedException {
    var echoed = new ArrayList<Times>();
    var hosted = new ArrayList<Times>();
    for (int i = -1; i < plan.rounds(); i++) {
      var bare = Clients.call(plan, plan.calls(), echo.port(), "/echo", BODY);
      var full = Clients.call(plan, plan.calls(), host.port(), PATH, BODY);
      if (i >= 0) {
        echoed.add(bare);
        hosted.add(full);
      }
    }
    json.set("echo", median(echoed));
    json.set("hosted", median(hosted));
    var ratio = json.putObject("hosted_to_echo");
    ratio.put("p50", ratio(echoed, hosted, 0.50));
    ratio.put("p95", ratio(echoed, hosted, 0.95));
    ratio.put("p99", ratio(echoed, hosted, 0.99));
  }

  private static ObjectNode median(List<Times> rounds) {
    var sorted =
        rounds.stream()
            .sorted((a, b) -> Double.compare(a.percentile(0.99), b.percentile(0.99)))
            .toList();
    return sorted.get(sorted.size() / 2).toJson();
  }

  /** The median of the ratios of each round. */
  private static double ratio(List<Times> bare, List<Times> full, double share) {
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < bare.size(); i++) {
      ratios.add(full.get(i).percentile(share) / bare.get(i).percentile(share));
    }
    ratios.sort(Double::compare);
    return Math.round(ratios.get(ratios.size() / 2) * 100) / 100.0;
  }

  /** All skills are other ones each time, while clients call without a pause. */
  private ObjectNode reloads(Folder folder, Hosting hosting, StoreHost host)
      throws IOException, InterruptedException {
    var nanos = new long[RELOADS];
    var meanwhile =
        Clients.during(
            plan,
            host.port(),
            new Clients.Call(PATH, BODY),
            () -> {
              for (int i = 0; i < RELOADS; i++) {
                folder.write(plan.skills(), i + 1);
                long start = System.nanoTime();
                hosting.reload();
                nanos[i] = System.nanoTime() - start;
              }
            });
    var times = new Times(nanos, 1);
    return Json.object()
        .put("skills", plan.skills())
        .put("p50_ms", Math.round(times.percentile(0.5) / 1e3))
        .put("longest_ms", Math.round(times.percentile(1) / 1e3))
        .put("calls_meanwhile", meanwhile.calls())
        .put("failed_calls", meanwhile.failed());
  }
}
