package io.skillmill.cli.session;

import io.skillmill.cli.render.Surroundings;
import io.skillmill.cli.render.Terminal;
import io.skillmill.coordination.models.ModelAddress;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.RemoteSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one call of the program works with. */
public final class Session {

  private final Terminal terminal;
  private final GlobalOptions options = new GlobalOptions();
  private Map<String, String> environment;

  public Session(Surroundings surroundings) {
    terminal = new Terminal(surroundings);
    environment = surroundings.environment();
  }

  public Terminal terminal() {
    return terminal;
  }

  public GlobalOptions options() {
    return options;
  }

  /** The environment variables, and what else counts as such. */
  public Map<String, String> environment() {
    return environment;
  }

  /**
   * Takes these for environment variables, too, as far as the environment does not have them. A key
   * for a model that comes from the environment is not sent to an address that comes from a file:
   * the file may be a stranger's.
   */
  public void adopt(Map<String, String> variables) {
    var all = new HashMap<>(variables);
    boolean ownKey =
        !environment.getOrDefault(ModelAddress.KEY_VARIABLE, "").isBlank()
            && !environment.containsKey(ModelAddress.URL_VARIABLE);
    if (ownKey && all.remove(ModelAddress.URL_VARIABLE) != null) {
      terminal()
          .note(
              "the file's %s is left aside, for the key is none of its own; set it where the key is set"
                  .formatted(ModelAddress.URL_VARIABLE));
    }
    all.putAll(environment);
    environment = Map.copyOf(all);
  }

  public InstantSource clock() {
    return InstantSource.system();
  }

  /** The store that is meant, made where it is not there yet. */
  public SkillStore store() {
    String address = address();
    return StoreOption.isServed(address) ? served(address) : LocalSkillStore.open(address);
  }

  /** The same, for commands that work on the database itself. */
  public LocalSkillStore localStore() {
    return LocalSkillStore.open(storeAddress());
  }

  /** The store that is meant; for commands that would find nothing in a new one. */
  public SkillStore existingStore() {
    String address = address();
    return StoreOption.isServed(address) ? served(address) : existing(address);
  }

  /** The same, for commands that work on the database itself. */
  public LocalSkillStore existingLocalStore() {
    return existing(storeAddress());
  }

  /** Whether the database that is meant may be there already; a server's always may. */
  public boolean isStoreThere() {
    String address = storeAddress();
    return !StoreOption.isFile(address) || Files.exists(Path.of(address));
  }

  /** Whether the database is there, or somebody has named it, so that it may be made. */
  public boolean isStoreWanted() {
    return isStoreThere() || options.store().isNamed(environment);
  }

  /** The address of the host that is meant, where the store is one's. */
  public Optional<String> servedAddress() {
    return Optional.of(address()).filter(StoreOption::isServed);
  }

  /** What this client shows to hosts. */
  public Optional<String> token() {
    return TokenOption.ofEnvironment(environment());
  }

  private SkillStore served(String address) {
    return RemoteSkillStore.open(address, TokenOption.ofEnvironment(environment()));
  }

  private static LocalSkillStore existing(String address) {
    if (StoreOption.isFile(address) && !Files.exists(Path.of(address))) {
      throw Problem.store(
              "There is no store at " + address,
              "Run 'skillmill parse' or 'skillmill enqueue' to make one, or name another with"
                  + " --store")
          .asException();
    }
    return LocalSkillStore.openExisting(address);
  }

  /** The address of the database that is meant; it may hold a password. */
  public String storeAddress() {
    String address = address();
    if (StoreOption.isServed(address)) {
      throw Problem.usage(
              "This command works on the database itself, and %s is served by another process"
                  .formatted(address),
              "Run it where the store is, and name the database there with --store")
          .asException();
    }
    return address;
  }

  private String address() {
    return options.store().address(environment);
  }
}
