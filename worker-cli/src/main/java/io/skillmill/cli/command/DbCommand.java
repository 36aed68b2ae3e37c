package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.schema.json.Json;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Looks after the store's file. */
@Command(
    name = "db",
    description = "Check, migrate or back up the store.",
    footerHeading = "%nExamples:%n",
    footer = {"  skillmill db check", "  skillmill db backup store-monday.db"})
final class DbCommand {

  private final Session session;

  DbCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "check",
      description = "Look for damage and broken promises in the store.",
      footerHeading = "%nExamples:%n",
      footer = {"  skillmill db check", "  skillmill db check --json"})
  int check(@Mixin JsonOption json) {
    try (var store = session.existingLocalStore()) {
      var findings = store.check();
      if (json.wanted()) {
        var report = Json.object().put("sound", findings.isEmpty());
        var list = report.putArray("findings");
        findings.forEach(list::add);
        session.terminal().json(report);
      } else if (findings.isEmpty()) {
        session.terminal().line("the store is sound");
      } else {
        findings.forEach(session.terminal()::line);
      }
      return ExitCodes.failedIf(!findings.isEmpty());
    }
  }

  @Command(
      name = "migrate",
      description = {
        "Bring the store to this version's schema.",
        "Opening a store does so too; this command does nothing else."
      },
      footerHeading = "%nExamples:%n",
      footer = {"  skillmill db migrate", "  skillmill db migrate --store /srv/skills.db"})
  int migrate(@Mixin JsonOption json) {
    String place;
    try (var store = session.localStore()) {
      place = store.place();
    }
    if (json.wanted()) {
      session.terminal().json(Json.object().put("store", place).put("migrated", true));
    } else {
      session.terminal().line("%s has this version's schema".formatted(place));
    }
    return ExitCodes.OK;
  }

  @Command(
      name = "backup",
      description = "Copy the store, whole and consistent, while others go on using it.",
      footerHeading = "%nExamples:%n",
      footer = {"  skillmill db backup store-monday.db"})
  int backup(
      @Parameters(paramLabel = "FILE", description = "The copy, which must not exist yet.")
          Path file,
      @Mixin JsonOption json) {
    try (var store = session.existingLocalStore()) {
      store.backup(file);
    }
    if (json.wanted()) {
      session.terminal().json(Json.object().put("backup", file.toString()));
    } else {
      session.terminal().line("copied the store to " + file);
    }
    return ExitCodes.OK;
  }
}
