package io.skillmill.coordination.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk refuses, for a while and then no more: whoever asked is told, nothing that was
 * acknowledged is lost, and work goes on by itself once the disk does.
 */
@Tag("I1")
@Tag("I2")
@Tag("I3")
@Tag("I8")
@Timeout(300)
final class DiskFaultsTest {

  private static final boolean LONG = "long".equals(System.getProperty("skillmill.chaos"));
  private static final int ROUNDS = LONG ? 50 : 2;

  /** Few, because what is stored between them must not fill the disk by itself. */
  private static final int FILLINGS = LONG ? 5 : 2;

  private static final int FAILURES = 3;
  private static final int DEEDS_BETWEEN = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Which system call fails, and how. */
  private record Fault(String call, String error) {}

  @TempDir private Path folder = Path.of("");

  @Test
  void what_was_acknowledged_survives_a_disk_that_is_full_for_a_while() {
    failNowAndThen(new Fault("pwrite64", "ENOSPC"));
  }

  @Test
  void what_was_acknowledged_survives_writes_that_fail_for_a_while() {
    failNowAndThen(new Fault("pwrite64", "EIO"));
  }

  @Test
  void what_was_acknowledged_survives_syncs_that_fail_for_a_while() {
    failNowAndThen(new Fault("fsync", "EIO"));
  }

  private void failNowAndThen(Fault fault) {
    if (!Strace.available()) {
      System.out.println("skipped: failing system calls need strace, which is not here");
      return;
    }
    var address = folder.resolve("store.db").toString();
    try (var fleet = new Fleet(address, folder)) {
      var churner = fleet.churner(List.of());
      for (int round = 0; round < ROUNDS; round++) {
        awaitSeveral(churner, WitnessChurner.DONE, DEEDS_BETWEEN);
        try (var tracer = Strace.failFrom(churner, fault.call(), fault.error(), 1 + round)) {
          awaitSeveral(churner, WitnessChurner.FAILED, FAILURES);
          Strace.stop(tracer);
        }
      }
      awaitSeveral(churner, WitnessChurner.DONE, DEEDS_BETWEEN);
      end(churner);
      fleet.judge().report(fault.error() + " at " + fault.call(), ROUNDS);
    }
  }

  /**
   * The real thing: a small file system in a name space of the process, filled to the last byte.
   */
  @Test
  void what_was_acknowledged_survives_a_small_disk_that_fills_up() throws IOException {
    if (!SmallDisk.available()) {
      System.out.println("skipped: a disk of our own needs root and unshare, which is not here");
      return;
    }
    var place = folder.resolve("disk");
    try (var disk = SmallDisk.at(place, "96m");
        var fleet = new Fleet(place.resolve("store.db").toString(), folder)) {
      var churner = fleet.churner(disk.enter());
      for (int round = 0; round < FILLINGS; round++) {
        awaitSeveral(churner, WitnessChurner.DONE, DEEDS_BETWEEN);
        disk.fill();
        awaitSeveral(churner, WitnessChurner.FAILED, FAILURES);
        disk.empty();
      }
      awaitSeveral(churner, WitnessChurner.DONE, DEEDS_BETWEEN);
      end(churner);
      var copy = folder.resolve("copy.db");
      disk.copy("store.db", copy);
      fleet.judge(copy.toString()).report("a disk that is full", FILLINGS);
    }
  }

  private static void awaitSeveral(Program churner, String word, int times) {
    for (int time = 0; time < times; time++) {
      churner.await(word, PATIENCE);
    }
  }

  private static void end(Program churner) {
    churner.say("end");
    churner.await(WitnessChurner.ALL_DONE, PATIENCE);
    assertThat(churner.ended(PATIENCE)).isTrue();
  }
}
