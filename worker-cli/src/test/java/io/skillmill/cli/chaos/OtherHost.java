package io.skillmill.cli.chaos;

import io.skillmill.coordination.chaos.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A host of its own, as far as the network goes: a network name space that one cable leads to. It
 * goes, and the cable with it, when the process ends that holds it.
 */
final class OtherHost implements AutoCloseable {

  /** Addresses that are for documentation and lead nowhere. */
  private static final String HERE = "198.51.100.1";

  private static final String THERE = "198.51.100.2";

  private final Program holder;
  private final String cable;

  private OtherHost(Program holder) {
    this.holder = holder;
    this.cable = "sm" + holder.pid();
  }

  /** Whether this machine lets us make one: for that one has to be root, and have {@code ip}. */
  static boolean available() {
    return "root".equals(System.getProperty("user.name"))
        && succeeds("unshare", "-n", "ip", "link", "set", "lo", "up")
        && succeeds("tc", "-Version");
  }

  static OtherHost start() {
    var script = "ip link set lo up && echo %s && read _".formatted(Program.READY);
    var holder = Program.start(List.of("unshare", "-n", "sh", "-c", script));
    holder.await(Program.READY);
    var host = new OtherHost(holder);
    host.connect();
    return host;
  }

  private void connect() {
    var end = cable + "e";
    var there = Long.toString(holder.pid());
    run("ip", "link", "add", cable, "type", "veth", "peer", "name", end, "netns", there);
    run("ip", "addr", "add", HERE + "/30", "dev", cable);
    run("ip", "link", "set", cable, "up");
    inside("ip", "addr", "add", THERE + "/30", "dev", end);
    inside("ip", "link", "set", end, "up");
  }

  /** The address at which that host finds this one. */
  String addressOfThis() {
    return HERE;
  }

  /** What to put before a command so that it runs on that host. */
  List<String> enter() {
    return List.of("nsenter", "--net", "--target", Long.toString(holder.pid()), "--");
  }

  /** Pulls the cable out. */
  void pull() {
    run("ip", "link", "set", cable, "down");
  }

  void plug() {
    run("ip", "link", "set", cable, "up");
  }

  /** Lets no more through than this, such as {@code 256kbit}. */
  void narrow(String rate) {
    run(
        "tc", "qdisc", "add", "dev", cable, "root", "tbf", "rate", rate, "burst", "16kb", "latency",
        "300ms");
  }

  void widen() {
    run("tc", "qdisc", "del", "dev", cable, "root");
  }

  private void inside(String... command) {
    var all = new ArrayList<>(enter());
    all.addAll(Arrays.asList(command));
    run(all.toArray(String[]::new));
  }

  private static void run(String... command) {
    if (!succeeds(command)) {
      throw new AssertionError(String.join(" ", command) + " failed");
    }
  }

  private static boolean succeeds(String... command) {
    try {
      var process = new ProcessBuilder(command).inheritIO();
      process.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      var started = process.start();
      return started.waitFor(20, TimeUnit.SECONDS) && started.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() {
    holder.close();
  }
}
