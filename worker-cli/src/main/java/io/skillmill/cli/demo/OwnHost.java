package io.skillmill.cli.demo;

import io.skillmill.cli.host.Kinds;
import io.skillmill.cli.host.Skills;
import io.skillmill.cli.host.StoreHost;
import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Settings;
import io.skillmill.cli.render.Terminal;
import io.skillmill.cli.render.ToolVersion;
import io.skillmill.coordination.models.ChatModel;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.coordination.store.LocalSkillStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;

/** A host of a demonstration's own, on a free port and in a folder that goes with it. */
final class OwnHost implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String CONFIG = "runtime-config.yaml";

  private final Opened opened = new Opened();
  private final Examples folder;
  private final LocalSkillStore store;
  private final Registrar registrar;
  private final StoreHost host;

  /**
   * Hosts an example.
   *
   * @param example its folder among the examples
   * @param model who writes skills on it
   */
  OwnHost(String example, Optional<ChatModel> model, Terminal terminal) {
    try {
      folder = Examples.unpacked(example);
      opened.closing(folder::close);
      store = LocalSkillStore.open(folder.path().resolve("store.db").toString());
      opened.closing(store::close);
      registrar = Registrar.open(store.database(), plan(), Kinds.all());
      opened.closing(registrar::close);
      host = served(model, terminal);
      opened.closing(host::abandon); // whoever had asked is this program itself
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
    registrar
        .hosting()
        .snapshot()
        .failed()
        .forEach(failed ->
            terminal.note("'%s' is left out: %s".formatted(failed.configName(), failed.why())));
  }

  private Plan plan() {
    var builtins = new HashMap<>(BundledSkills.on(store.database()).skills());
    // A page of this host is all that there surely is to be fetched.
    builtins.computeIfPresent(
        "fetch",
        (_, make) -> settings -> make.apply(settings.deepCopy().put("allow_private", true)));
    return Plan.config(config()).builtins(builtins);
  }

  private StoreHost served(Optional<ChatModel> model, Terminal terminal) {
    var settings =
        new Settings(LOOPBACK, 0, Optional.empty(), Limits.DEFAULT, ToolVersion.number());
    return StoreHost.open(
        store,
        Skills.of(registrar, true).asking(model),
        settings,
        why -> terminal.note("it broke: " + why));
  }

  String url() {
    return host.url();
  }

  Path config() {
    return folder.path().resolve(CONFIG);
  }

  @Override
  public void close() {
    opened.close();
  }
}
