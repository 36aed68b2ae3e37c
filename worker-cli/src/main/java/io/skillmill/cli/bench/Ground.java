package io.skillmill.cli.bench;

import io.skillmill.cli.host.StoreHost;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.cli.render.ToolVersion;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.db.Scratch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A store for one round of a bench, in the same place as the one that was named; served on loopback
 * where that is to be measured. Closing it removes it.
 */
final class Ground implements AutoCloseable {

  private final Scratch scratch;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final String address;

  private Ground(Scratch scratch, boolean served) {
    this.scratch = scratch;
    open.push(scratch);
    address = served ? serve() : scratch.address();
  }

  static Ground beside(String address, boolean served) {
    return new Ground(Scratch.beside(address), served);
  }

  private String serve() {
    SkillStore store = LocalSkillStore.open(scratch.address());
    open.push(store);
    var settings =
        new Settings("127.0.0.1", 0, Optional.empty(), Limits.DEFAULT, ToolVersion.number());
    var host = StoreHost.open(store, settings, Throwable::printStackTrace);
    open.push(host);
    return host.url();
  }

  /** What drainers open. */
  String address() {
    return address;
  }

  /** Where the store is, for messages; without any password. */
  String place() {
    return scratch.place();
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
