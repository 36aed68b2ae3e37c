package io.skillmill.coordination.tokens;

import io.skillmill.db.Database;
import io.skillmill.db.Durability;
import io.skillmill.db.TokenRows;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The tokens of a store, which every host on it honours. Thread-safe.
 *
 * <pre>{@code
 * var issued = Tokens.on(store.database()).create(wish);
 * System.out.println(issued.secret()); // now or never
 * }</pre>
 *
 * <p>A token is 256 random bits, and only its SHA-256 is kept. That is enough: a slow hash guards
 * what people think up, and nobody finds 256 random bits by trying, whatever the hash costs.
 */
public final class Tokens {

  /** How many there may be that were not revoked. */
  public static final int LIVE_MAX = 10_000;

  /** By which people, and programs that look for secrets, tell one. */
  public static final String PREFIX = "skm_";

  private static final int SECRET_BYTES = 32;

  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  private Tokens(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  public static Tokens on(Database database) {
    return new Tokens(database, InstantSource.system());
  }

  /** The same with another clock, which decides what has expired. */
  public Tokens at(InstantSource other) {
    return new Tokens(database, other);
  }

  /**
   * A token that was just made.
   *
   * @param secret what its holder shows; it cannot be had again
   */
  public record Issued(String secret, TokenCard card) {
    /** Secrets do not belong in a log. */
    @Override
    public String toString() {
      return "Issued[" + card + "]";
    }
  }

  /**
   * Makes one.
   *
   * @throws io.skillmill.schema.problem.ProblemException where one of this name is there
   */
  public Issued create(TokenWish wish) {
    String secret = secret();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var grant =
        new TokenRows.Grant(
            wish.name(),
            digest(secret),
            wish.rights().stream().map(Right::word).sorted().collect(Collectors.joining(",")),
            wish.skills().map(names -> String.join(",", names)),
            now,
            wish.life().map(now::plus));
    boolean added =
        database.write(
            Durability.SYNCED,
            session -> {
              var rows = new TokenRows(session);
              return rows.countLive() < LIVE_MAX && rows.add(grant);
            });
    if (!added) {
      throw refused(wish.name());
    }
    return new Issued(
        secret, card(new TokenRows.Token(0, grant, Optional.empty(), Optional.empty())));
  }

  private RuntimeException refused(String name) {
    boolean full = database.read(session -> new TokenRows(session).countLive()) >= LIVE_MAX;
    return full
        ? Problem.usage(
                "There are %d tokens already".formatted(LIVE_MAX),
                "Revoke those that nobody needs with: skillmill token revoke NAME")
            .asException()
        : Problem.usage(
                "There is a token '%s' already".formatted(name),
                "Choose another name, or revoke that one first")
            .asException();
  }

  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String digest(String secret) {
    return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** All of them, oldest first; the revoked ones too. */
  public List<TokenCard> list() {
    return database.read(session -> new TokenRows(session).list()).stream()
        .map(Tokens::card)
        .toList();
  }

  /** Ends one for good; false where there is none of this name. */
  public boolean revoke(String name) {
    return database.write(
        Durability.SYNCED, session -> new TokenRows(session).revoke(name, clock.instant()));
  }

  /** Whether anybody holds one that is good now. */
  public boolean isAnyGood() {
    Instant now = clock.instant();
    return database.read(session -> new TokenRows(session).live()).stream()
        .anyMatch(token -> !card(token).isExpired(now));
  }

  /** What judges the tokens that are shown. */
  public Keyring keyring() {
    return keyring(System::nanoTime);
  }

  Keyring keyring(LongSupplier nanoTime) {
    return new Keyring(database, clock, nanoTime);
  }

  static TokenCard card(TokenRows.Token token) {
    var grant = token.grant();
    return new TokenCard(
        grant.name(),
        rights(grant.rights()),
        grant.skills().map(Tokens::words),
        grant.created(),
        grant.expires(),
        token.lastUsed(),
        token.revoked());
  }

  /** A right that a newer version has made means nothing here. */
  private static Set<Right> rights(String words) {
    var rights = EnumSet.noneOf(Right.class);
    words(words).forEach(word -> Right.of(word).ifPresent(rights::add));
    return rights;
  }

  private static List<String> words(String words) {
    return Arrays.stream(words.split(",", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
