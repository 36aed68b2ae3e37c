package io.skillmill.coordination.chaos;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One connection through a {@link BadLink}: two sockets, and what became of the bytes between. */
final class Wire {

  private static final int PIECE_BYTES_MAX = 16_384;

  private final BadLink link;
  private final Socket client;
  private volatile @Nullable Socket server;
  private volatile boolean requestsLost;
  private volatile boolean repliesLost;
  private volatile boolean doomed;
  private volatile boolean cut;

  Wire(BadLink link, Socket client) {
    this.link = link;
    this.client = client;
  }

  void open() {
    link.opened(this);
    Thread.ofVirtual().start(this::run);
  }

  /** Whether it has lost bytes that its ends will wait for in vain. */
  boolean useless() {
    return requestsLost || repliesLost;
  }

  private void run() {
    try {
      client.setTcpNoDelay(true);
      var mode = link.awaitMoving();
      if (mode == BadLink.Mode.SWALLOW || mode == BadLink.Mode.HALF_OPEN) {
        requestsLost = true; // Nobody is ever asked.
      } else {
        var connected = link.connect();
        server = connected;
        if (cut) {
          reset(connected);
        }
        Thread.ofVirtual().start(() -> pump(connected, client, false));
      }
      pump(client, server, true);
    } catch (IOException e) {
      cut(); // The server takes no connections.
    }
  }

  private void pump(Socket from, @Nullable Socket to, boolean requests) {
    var piece = new byte[PIECE_BYTES_MAX];
    try {
      for (int read = read(from, piece); read >= 0; read = read(from, piece)) {
        delay();
        doomed |= requests && link.isFatal(piece, read);
        if (doomed && !requests) {
          link.lose(read);
          cut();
        } else if (loses(link.awaitMoving(), requests)) {
          link.lose(read);
        } else if (to != null) {
          to.getOutputStream().write(piece, 0, read);
        }
      }
    } catch (IOException e) {
      // One of the two is gone; below the other is told.
    }
    if (!loses(link.awaitMoving(), requests) || requests) {
      end();
    }
  }

  private static int read(Socket from, byte[] piece) throws IOException {
    return from.getInputStream().read(piece);
  }

  private void delay() {
    long end = System.nanoTime() + link.delayNanos();
    for (long left = link.delayNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Once something is lost, whatever follows it is of no use to anybody. */
  private boolean loses(BadLink.Mode mode, boolean requests) {
    boolean all = mode == BadLink.Mode.SWALLOW || mode == BadLink.Mode.HALF_OPEN;
    if (requests) {
      requestsLost |= all;
      return requestsLost;
    }
    repliesLost |= all || mode == BadLink.Mode.LOSE_REPLIES;
    return repliesLost;
  }

  /** The server hears that the client is gone; the client hears nothing. */
  void closeServerSide() {
    requestsLost = true;
    repliesLost = true;
    close(server);
  }

  private void end() {
    close(client);
    close(server);
    link.ended(this);
  }

  void cut() {
    cut = true;
    reset(client);
    var other = server;
    if (other != null) {
      reset(other);
    }
    link.ended(this);
  }

  /** Closes in a way that the other end meets as a reset. */
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
    close(socket);
  }

  private static void close(@Nullable Socket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // It is gone, which is what was wanted.
    }
  }
}
