package io.skillmill.coordination.skills.generating;

import io.skillmill.coordination.skills.registry.Application;
import io.skillmill.coordination.skills.registry.Outcome;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.db.Database;
import io.skillmill.db.DraftRows;
import io.skillmill.db.DraftRows.Decider;
import io.skillmill.db.DraftRows.Draft;
import io.skillmill.db.Durability;
import io.skillmill.parsers.secrets.Redaction;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatUsage;
import io.skillmill.schema.json.Json;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The skills that models wrote, as a store keeps them: each with how it came to be, and what was
 * decided about it. None of them can be called. Thread-safe, also among processes.
 */
public final class Drafts {

  public static final String DRAFT = "draft";
  public static final String APPROVED = "approved";
  public static final String REJECTED = "rejected";

  /** How many are told. */
  public static final int LIST_MAX = 1_000;

  /** How many are kept of those that were decided about. */
  static final int DECIDED_MAX = 10_000;

  /** Within this one is registered that somebody approves, or the process has died. */
  static final Duration REGISTERING_MAX = Duration.ofMinutes(10);

  private static final int TRANSCRIPT_CHARS_MAX = 200_000;

  private final Database database;
  private final InstantSource clock;

  private Drafts(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  public static Drafts on(Database database) {
    return on(database, InstantSource.system());
  }

  /** The same by another clock. */
  static Drafts on(Database database, InstantSource clock) {
    return new Drafts(database, clock);
  }

  /** How one came to be. */
  record Making(String model, ChatUsage usage, String by) {}

  Generated add(SkillWish wish, Candidate candidate, List<ChatMessage> said, Making making) {
    var application = candidate.application();
    var text =
        new DraftRows.Text(
            Redaction.redact(wish.description()),
            Json.write(application.declaration()),
            application.source().orElse(""),
            Json.write(candidate.examples()),
            transcript(said));
    var made =
        new DraftRows.Making(
            making.model(),
            making.usage().prompt(),
            making.usage().completion(),
            making.by(),
            clock.instant());
    String kind = application.declaration().path("implementation").path("kind").asString("");
    long id = write(rows -> rows.add(application.name(), kind, text, made));
    return new Generated.Kept(id, application.name(), making.usage());
  }

  /** Without secrets, and without its beginning where it is too long. */
  private static String transcript(List<ChatMessage> said) {
    var kept = Json.array();
    int chars = 0;
    for (var message : said.reversed()) {
      var tree = message.toJson();
      tree.put("content", Redaction.redact(message.text()));
      chars += message.text().length();
      if (chars > TRANSCRIPT_CHARS_MAX) {
        break;
      }
      kept.insert(0, tree);
    }
    return Json.write(kept);
  }

  // ---- looks

  /** The newest first, without their texts. */
  public List<Draft> list() {
    return list("");
  }

  /**
   * The same of one state.
   *
   * @param state empty for all
   */
  public List<Draft> list(String state) {
    return database.read(session -> new DraftRows(session).list(state, LIST_MAX));
  }

  public Optional<Draft> find(long id) {
    return database.read(session -> new DraftRows(session).find(id));
  }

  // ---- decisions

  /**
   * Registers one, after it was tried once more; one that is refused stays a draft.
   *
   * @param by who approves it, for the history
   */
  public Outcome approve(long id, Registrar registrar, String by) {
    var draft = find(id);
    var now = clock.instant();
    var decider = new Decider(by, now.truncatedTo(ChronoUnit.MILLIS)); // as it is written
    if (draft.isEmpty() || !write(rows -> rows.approve(id, decider, now.minus(REGISTERING_MAX)))) {
      return absent(id);
    }
    var outcome = registered(draft.get(), registrar, decider);
    if (outcome instanceof Outcome.Accepted accepted) {
      write(rows -> {
        rows.place(id, decider, accepted.revision());
        rows.forget(DECIDED_MAX);
        return true;
      });
    }
    return outcome;
  }

  private Outcome registered(Draft draft, Registrar registrar, Decider decider) {
    var application = application(draft);
    Outcome outcome;
    try {
      outcome = registrar.register(application, decider.by());
      if (outcome instanceof Outcome.Refused refused && refused.why() == Outcome.Why.CHANGED) {
        // By a process that died before it could note it, or by hand.
        outcome = registrar.serving(application).orElseGet(() -> taken(draft));
      }
    } catch (RuntimeException e) {
      try {
        reopen(draft, decider);
      } catch (RuntimeException other) {
        e.addSuppressed(other);
      }
      throw e;
    }
    if (outcome instanceof Outcome.Refused) {
      reopen(draft, decider);
    }
    return outcome;
  }

  private void reopen(Draft draft, Decider decider) {
    write(rows -> {
      rows.reopen(draft.id(), decider);
      return true;
    });
  }

  /** Whoever approves a draft has seen a new skill, and not that it takes the place of another. */
  private static Outcome taken(Draft draft) {
    return new Outcome.Refused(
        draft.skill(),
        Outcome.Why.TAKEN,
        "There is a skill '%s' by now. Remove it first, or reject draft %d and have another written."
            .formatted(draft.skill(), draft.id()));
  }

  /** As it would be registered. */
  private static Application application(Draft draft) {
    var sent = Json.object().put("check", true);
    sent.set("declaration", Json.readOurs(draft.text().declaration()));
    if (!draft.text().source().isEmpty()) {
      sent.put("source", draft.text().source());
    }
    sent.set("examples", Json.readOurs(draft.text().examples()));
    sent.put("if_revision", 0);
    return Application.read(sent);
  }

  /** Has it never be a skill; false where it is no draft. */
  public boolean reject(long id, String by) {
    var now = clock.instant();
    return write(rows -> {
      boolean rejected = rows.reject(id, new Decider(by, now), now.minus(REGISTERING_MAX));
      rows.forget(DECIDED_MAX);
      return rejected;
    });
  }

  private Outcome absent(long id) {
    var draft = find(id);
    if (draft.isEmpty()) {
      return new Outcome.Refused("", Outcome.Why.ABSENT, "There is no draft %d".formatted(id));
    }
    return new Outcome.Refused(draft.get().skill(), Outcome.Why.CHANGED, undecidable(draft.get()));
  }

  /** Why nothing can be decided about one that is there. */
  public static String undecidable(Draft draft) {
    var decision = draft.decision();
    return switch (decision.state()) {
      case REJECTED -> "Draft %d was rejected already".formatted(draft.id());
      case APPROVED ->
          decision.revision().isPresent()
              ? "Draft %d was approved already".formatted(draft.id())
              : "Draft %d is being approved by %s".formatted(draft.id(), decision.by().orElse(""));
      default -> "Somebody else has decided about draft %d; ask again".formatted(draft.id());
    };
  }

  /** One change of the table. */
  @FunctionalInterface
  private interface Change<T> {
    T make(DraftRows rows) throws SQLException;
  }

  private <T> T write(Change<T> change) {
    return database.write(Durability.SYNCED, session -> change.make(new DraftRows(session)));
  }
}
