package io.skillmill.cli.session;

import io.skillmill.cli.render.Surroundings;
import io.skillmill.cli.render.Terminal;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** What one call of the program works with. */
public final class Session {

  private final Surroundings surroundings;
  private final Terminal terminal;
  private final GlobalOptions options = new GlobalOptions();

  public Session(Surroundings surroundings) {
    this.surroundings = surroundings;
    terminal = new Terminal(surroundings);
  }

  public Terminal terminal() {
    return terminal;
  }

  public GlobalOptions options() {
    return options;
  }

  /** The environment variables. */
  public Map<String, String> environment() {
    return surroundings.environment();
  }

  public InstantSource clock() {
    return InstantSource.system();
  }

  /** The store that is meant, made where it is not there yet. */
  public LocalSkillStore store() {
    return LocalSkillStore.open(storeAddress());
  }

  /** The store that is meant; for commands that would find nothing in a new one. */
  public LocalSkillStore existingStore() {
    String address = storeAddress();
    if (StoreOption.isFile(address) && !Files.exists(Path.of(address))) {
      throw Problem.store(
              "There is no store at " + address,
              "Run 'skillmill parse' or 'skillmill enqueue' to make one, or name another with"
                  + " --store")
          .asException();
    }
    return LocalSkillStore.openExisting(address);
  }

  /** The address of the store that is meant; it may hold a password. */
  public String storeAddress() {
    return options.store().address(surroundings.environment());
  }
}
