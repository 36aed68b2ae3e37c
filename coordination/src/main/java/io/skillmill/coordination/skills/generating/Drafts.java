package io.skillmill.coordination.skills.generating;

import io.skillmill.coordination.skills.registry.Application;
import io.skillmill.coordination.skills.registry.Outcome;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.db.Database;
import io.skillmill.db.DraftRows;
import io.skillmill.db.DraftRows.Draft;
import io.skillmill.db.Durability;
import io.skillmill.parsers.secrets.Redaction;
import io.skillmill.schema.chat.ChatMessage;
import io.skillmill.schema.chat.ChatUsage;
import io.skillmill.schema.json.Json;
import java.sql.SQLException;
import java.time.InstantSource;
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

  private static final int TRANSCRIPT_CHARS_MAX = 200_000;

  private final Database database;
  private final InstantSource clock;

  private Drafts(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  public static Drafts on(Database database) {
    return new Drafts(database, InstantSource.system());
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
    return database.read(session -> new DraftRows(session).list(LIST_MAX));
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
    if (draft.isEmpty() || !write(rows -> rows.approve(id, by, clock.instant()))) {
      return absent(id, draft);
    }
    var outcome = registered(draft.get(), registrar, by);
    if (outcome instanceof Outcome.Accepted accepted) {
      write(rows -> {
        rows.place(id, accepted.revision());
        return true;
      });
    }
    return outcome;
  }

  private Outcome registered(Draft draft, Registrar registrar, String by) {
    boolean accepted = false;
    try {
      var outcome = registrar.register(application(draft), by);
      accepted = outcome instanceof Outcome.Accepted;
      return outcome;
    } finally {
      if (!accepted) {
        write(rows -> {
          rows.reopen(draft.id());
          return true;
        });
      }
    }
  }

  /** As it would be registered. */
  private static Application application(Draft draft) {
    var sent = Json.object().put("check", true);
    sent.set("declaration", Json.readOurs(draft.text().declaration()));
    if (!draft.text().source().isEmpty()) {
      sent.put("source", draft.text().source());
    }
    sent.set("examples", Json.readOurs(draft.text().examples()));
    return Application.read(sent);
  }

  /** Has it never be a skill; false where it is no draft. */
  public boolean reject(long id, String by) {
    return write(rows -> rows.reject(id, by, clock.instant()));
  }

  private static Outcome absent(long id, Optional<Draft> draft) {
    String state = draft.map(each -> each.decision().state()).orElse("");
    return new Outcome.Refused(
        draft.map(Draft::skill).orElse(""),
        state.isEmpty() ? Outcome.Why.ABSENT : Outcome.Why.CHANGED,
        state.isEmpty()
            ? "There is no draft %d".formatted(id)
            : "Draft %d was %s already".formatted(id, state));
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
