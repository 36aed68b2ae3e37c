package io.skillmill.parsers.hosting;

import io.skillmill.parsers.hosting.RuntimeConfig.Changes;
import io.skillmill.parsers.hosting.RuntimeConfig.Entry;
import io.skillmill.parsers.hosting.RuntimeConfig.Reading;
import io.skillmill.parsers.hosting.RuntimeConfig.Server;
import io.skillmill.parsers.hosting.RuntimeConfig.Settings;
import io.skillmill.parsers.located.Shown;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.Implementation.Kind;
import io.skillmill.schema.run.SkillName;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code runtime-config.yaml}. */
final class ConfigFile {

  private static final int PORT_MAX = 65_535;
  private static final int DEPTH_MOST = 64;

  private final Page page;
  private final Fields root;
  private final Map<String, Fields> byName = new HashMap<>();
  private final Map<String, Fields> byMount = new HashMap<>();

  private ConfigFile(Page page) {
    this.page = page;
    this.root = page.fields();
  }

  static Reading read(Path file) {
    String name = String.valueOf(file.getFileName());
    var findings = new ArrayList<Diagnostic>();
    try (var in = Files.newInputStream(file)) {
      var bytes = SkillFile.of(name, in.readNBytes(Page.BYTES_MAX + 1));
      Optional<RuntimeConfig> config =
          Page.read(bytes, findings).flatMap(page -> new ConfigFile(page).config());
      return config.isPresent() && Page.isSound(findings)
          ? new Reading.Sound(config.get(), findings)
          : new Reading.Unsound(findings);
    } catch (IOException _) {
      findings.add(
          Diagnostic.error(
              "config-unreadable",
              "The file cannot be read; see that it is there and that this program may read it",
              Place.startOf(name)));
      return new Reading.Unsound(findings);
    }
  }

  private Optional<RuntimeConfig> config() {
    if (!root.isObject()) {
      return Optional.empty();
    }
    root.allow(Set.of("server", "settings", "skills", "discover", "composition"));
    var skills = skills();
    var config =
        new RuntimeConfig(
            root.below("server").map(ConfigFile::server).orElse(Server.UNSAID),
            root.below("settings").map(ConfigFile::settings).orElse(Settings.UNSAID),
            skills,
            root.texts("discover"),
            root.below("composition").map(ConfigFile::depth).orElse(OptionalInt.empty()));
    return page.isSound() ? Optional.of(config) : Optional.empty();
  }

  private static Server server(Fields server) {
    server.allow(Set.of("host", "port", "reload", "behind_proxy"));
    return new Server(
        server.text("host"),
        server.count("port", 0, PORT_MAX),
        server.flag("reload"),
        server.flag("behind_proxy").orElse(false));
  }

  private static Settings settings(Fields settings) {
    settings.allow(
        Set.of(
            "cors_enabled",
            "cors_origins",
            "auto_reload_config",
            "log_level",
            "deferred_runs",
            "registry",
            "tool_search",
            "events"));
    return new Settings(
        settings.flag("cors_enabled"),
        settings.texts("cors_origins"),
        settings.flag("auto_reload_config"),
        settings.text("log_level"),
        settings.flag("deferred_runs").orElse(false),
        settings.below("registry").map(ConfigFile::registry).orElse(RuntimeConfig.Registry.UNSAID),
        settings.flag("tool_search"),
        settings.below("events").map(ConfigFile::events).orElse(RuntimeConfig.Events.UNSAID));
  }

  private static RuntimeConfig.Events events(Fields events) {
    events.allow(Set.of("payloads"));
    return new RuntimeConfig.Events(events.flag("payloads").orElse(false));
  }

  private static RuntimeConfig.Registry registry(Fields registry) {
    registry.allow(Set.of("kinds", "allow_private"));
    var kinds = new LinkedHashSet<Kind>();
    for (String word : registry.texts("kinds")) {
      Kind.of(word)
          .ifPresentOrElse(
              kinds::add,
              () ->
                  registry
                      .page()
                      .error(
                          "kind-unknown",
                          "%s is no kind of implementation; correct it".formatted(Shown.of(word)),
                          registry.at("kinds")));
    }
    return new RuntimeConfig.Registry(
        registry.has("kinds") ? Optional.of(kinds) : Optional.empty(),
        registry.flag("allow_private").orElse(false));
  }

  private static OptionalInt depth(Fields composition) {
    composition.allow(Set.of("max_depth"));
    return composition.count("max_depth", 1, DEPTH_MOST);
  }

  private List<Entry> skills() {
    var items = root.items("skills");
    if (items.size() > RuntimeConfig.SKILLS_MAX) {
      page.error(
          "too-many-skills",
          "The file lists %d skills and a host takes %d; list fewer"
              .formatted(items.size(), RuntimeConfig.SKILLS_MAX),
          root.at("skills"));
      return List.of();
    }
    var entries = new ArrayList<Entry>();
    for (Fields item : items) {
      if (item.isObject()) {
        entry(item).ifPresent(entries::add);
      }
    }
    return entries;
  }

  private Optional<Entry> entry(Fields item) {
    item.allow(
        Set.of("name", "path", "mount", "enabled", "description", "limits", "settings", "tool"));
    Optional<String> path = path(item);
    Optional<String> name = name(item);
    Optional<String> mount = item.has("mount") ? mount(item) : name;
    boolean enabled = item.flag("enabled").orElse(true);
    var limits = item.below("limits").map(LimitChanges::read).orElse(LimitChanges.NONE);
    if (path.isEmpty() || name.isEmpty() || mount.isEmpty()) {
      return Optional.empty();
    }
    if (enabled) {
      taken(byName, "name", name.get(), item);
      taken(byMount, "mount", mount.get(), item);
    }
    return Optional.of(
        new Entry(
            name.get(),
            mount.get(),
            path.get(),
            enabled,
            new Changes(
                item.text("description"), limits, settingsOf(item), item.flag("tool").orElse(true)),
            page.place(item.located())));
  }

  private static ObjectNode settingsOf(Fields item) {
    return item.below("settings")
        .map(settings -> (ObjectNode) Page.plain(settings.located()))
        .orElseGet(Json::object);
  }

  private Optional<String> path(Fields item) {
    Optional<String> path = item.text("path");
    if (path.isEmpty()) {
      page.error(
          "field-missing",
          "The skill has no path; add path: and the directory that it is in, seen from this file",
          item.located());
      return path;
    }
    try {
      Path _ = Path.of(path.get());
      return path;
    } catch (InvalidPathException _) {
      page.error(
          "path-invalid",
          "%s is no path on this machine; correct it".formatted(Shown.of(path.get())),
          item.at("path"));
      return Optional.empty();
    }
  }

  /** How it is called: as it says, else as it is mounted. */
  private Optional<String> name(Fields item) {
    return item.has("name") || !item.has("mount") ? SkillYaml.name(item) : mount(item);
  }

  private Optional<String> mount(Fields item) {
    Optional<String> mount =
        item.text("mount").map(text -> text.startsWith("/") ? text.substring(1) : text);
    if (mount.isPresent() && !SkillName.isValid(mount.get())) {
      page.error(
          "mount-invalid",
          "The mount %s cannot stand in an address; it must be %s"
              .formatted(Shown.of(mount.get()), SkillName.RULE),
          item.at("mount"));
      return Optional.empty();
    }
    return mount;
  }

  private void taken(Map<String, Fields> holders, String what, String value, Fields item) {
    Fields holder = holders.putIfAbsent(value, item);
    if (holder != null) {
      page.error(
          what + "-doubled",
          "The %s %s is used by %s and by %s; give one of them another, or take one out"
              .formatted(what, Shown.of(value), told(holder), told(item)),
          item.has(what) ? item.at(what) : item.located());
    }
  }

  private String told(Fields item) {
    return "%s (line %d)"
        .formatted(
            Shown.of(item.text("name").or(() -> item.text("path")).orElse("")),
            page.place(item.located()).line());
  }
}
