package io.skillmill.cli.host;

import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.RemoteSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.store.contract.StoreFixture;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A database that is served over HTTP on this machine, by a server of the test's own. */
final class Served implements StoreFixture {

  private final String address;
  private final Runnable removal;
  private @Nullable LocalSkillStore local;
  private @Nullable StoreHost host;

  Served(String address, Runnable removal) {
    this.address = address;
    this.removal = removal;
  }

  static Settings local(Optional<String> token) {
    return new Settings("127.0.0.1", 0, token, Limits.DEFAULT, "test");
  }

  @Override
  public SkillStore open(InstantSource clock) {
    if (host == null) {
      local = LocalSkillStore.open(address, clock);
      host = StoreHost.open(local, local(Optional.empty()), Throwable::printStackTrace);
    }
    return RemoteSkillStore.open(host.url(), Optional.empty());
  }

  @Override
  public List<String> check() {
    try (var store = LocalSkillStore.open(address)) {
      return store.check();
    }
  }

  @Override
  public void close() {
    if (host != null) {
      host.close();
    }
    if (local != null) {
      local.close();
    }
    removal.run();
  }
}
