package io.skillmill.db.dialect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of loopback for a server that a test ends and starts again at the same place. While it is
 * down, a client's own end could be given a port that the system hands out, even by connecting to
 * itself; so this one is below those on Linux (32768) and macOS (49152).
 */
public final class FixedPort {

  private static final int LOWEST = 12_000;
  private static final int END = 32_000;
  private static final int TRIES = 200;

  private FixedPort() {}

  /** A port that is free now, and that nobody gets who does not ask for it by number. */
  public static int pick() throws IOException {
    for (int tries = 1; ; tries++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, END);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }
}
