package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.Periods;
import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.coordination.tokens.Right;
import io.skillmill.coordination.tokens.TokenCard;
import io.skillmill.coordination.tokens.Tokens;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Gives out and takes back what clients of a host show. */
@Command(
    name = "token",
    description = {
      "Give out tokens for the hosts on this store, and take them back.",
      "Each opens the routes and skills that it is for. A host honours them at once, and a revoked",
      "one no more after two seconds."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill token create ci --skills time,fetch --expires 90d",
      "  skillmill token create worker-7 --routes store",
      "  skillmill token list",
      "  skillmill token revoke ci"
    })
final class TokenCommand {

  private final Session session;

  TokenCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "create",
      description = "Make a token and print it, this once.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  skillmill token create ci --skills time,fetch --expires 90d",
        "  skillmill token create boss --routes run,store,admin"
      })
  int create(
      @Parameters(paramLabel = "NAME", description = "Whose it is, for lists and logs.")
          String name,
      @Mixin TokenTerms terms,
      @Mixin JsonOption json) {
    Tokens.Issued issued;
    try (var store = session.localStore()) {
      issued = Tokens.on(store.database()).create(terms.wish(name));
    }
    if (json.wanted()) {
      var report = Json.object().put("token", issued.secret());
      report.setAll(told(issued.card(), session.clock().instant()));
      session.terminal().json(report);
    } else {
      session.terminal().line(issued.secret());
      session.terminal().note("keep it now: it is shown this once, and only its hash is stored");
    }
    return ExitCodes.OK;
  }

  @Command(
      name = "list",
      description = "List the tokens, without what opens anything.",
      footerHeading = "%nExamples:%n",
      footer = {"  skillmill token list", "  skillmill token list --all --json"})
  int list(
      @Option(names = "--all", description = "Those that were revoked, too.") boolean all,
      @Mixin JsonOption json) {
    Instant now = session.clock().instant();
    var table =
        new Table(
            Column.word("name"),
            Column.word("state"),
            Column.word("routes"),
            Column.text("skills"),
            Column.word("expires"),
            Column.word("last used"));
    var report = Json.object();
    var list = report.putArray("tokens");
    try (var store = session.existingLocalStore()) {
      for (var card : Tokens.on(store.database()).list()) {
        if (all || card.revoked().isEmpty()) {
          list.add(told(card, now));
          table.row(
              card.name(),
              state(card, now),
              routes(card),
              card.skills().map(names -> String.join(",", names)).orElse("all"),
              ago(card.expires(), now),
              ago(card.lastUsed(), now));
        }
      }
    }
    if (json.wanted()) {
      session.terminal().json(report);
    } else if (table.isEmpty()) {
      session.terminal().line("there are no tokens");
    } else {
      table.print(session.terminal());
    }
    return ExitCodes.OK;
  }

  @Command(
      name = "revoke",
      description = "End a token for good.",
      footerHeading = "%nExamples:%n",
      footer = {"  skillmill token revoke ci"})
  int revoke(
      @Parameters(paramLabel = "NAME", description = "The token's name.") String name,
      @Mixin JsonOption json) {
    try (var store = session.existingLocalStore()) {
      if (!Tokens.on(store.database()).revoke(name)) {
        throw Problem.notFound(
                "There is no token '%s'".formatted(name),
                "See 'skillmill token list' for those that there are")
            .asException();
      }
    }
    if (json.wanted()) {
      session.terminal().json(Json.object().put("revoked", name));
    } else {
      session.terminal().line("revoked '%s'; hosts hear of it within two seconds".formatted(name));
    }
    return ExitCodes.OK;
  }

  private static String ago(Optional<Instant> when, Instant now) {
    return when.map(time -> Periods.relative(time, now)).orElse("never");
  }

  private static String state(TokenCard card, Instant now) {
    if (card.revoked().isPresent()) {
      return "revoked";
    }
    return card.isExpired(now) ? "expired" : "good";
  }

  private static String routes(TokenCard card) {
    return card.rights().stream().sorted().map(Right::word).collect(Collectors.joining(","));
  }

  private static ObjectNode told(TokenCard card, Instant now) {
    var tree = Json.object().put("name", card.name()).put("state", state(card, now));
    var routes = tree.putArray("routes");
    card.rights().stream().sorted().map(Right::word).forEach(routes::add);
    if (card.skills().isPresent()) {
      var skills = tree.putArray("skills");
      card.skills().get().forEach(skills::add);
    } else {
      tree.putNull("skills");
    }
    put(tree, "created_at", Optional.of(card.created()));
    put(tree, "expires_at", card.expires());
    put(tree, "last_used", card.lastUsed());
    put(tree, "revoked_at", card.revoked());
    return tree;
  }

  private static void put(ObjectNode tree, String name, Optional<Instant> when) {
    tree.put(name, when.map(Instant::toString).orElse(null));
  }
}
