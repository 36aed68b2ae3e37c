package io.skillmill.examples.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The least that can run the queue's SQL: one connection, one thread, the same statement files and
 * the same pragmas, and nothing around them. What the store reaches is measured against this.
 */
final class BareLoop implements AutoCloseable {

  private static final String WORKER = "bare";

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private record Claimed(long taskId, String leaseId, int attempt) {}

  /** On a store that exists already, with its tables. */
  BareLoop(Path file) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    for (String pragma :
        List.of(
            "busy_timeout=10000",
            "synchronous=FULL",
            "journal_size_limit=67108864",
            "wal_autocheckpoint=4000",
            "cache_size=-65536",
            "temp_store=MEMORY")) {
      run("PRAGMA " + pragma);
    }
  }

  void enqueue(int tasks, int batch) throws SQLException {
    for (int from = 0; from < tasks; from += batch) {
      run("BEGIN IMMEDIATE");
      change("add_queue", "default");
      for (int i = from; i < Math.min(tasks, from + batch); i++) {
        addTask("skills/skill-" + i + "/SKILL.md");
      }
      change("add_to_counter", "default", "queued", (long) batch);
      run("COMMIT");
    }
  }

  private void addTask(String path) throws SQLException {
    long now = System.currentTimeMillis();
    PreparedStatement add =
        bound("add_task", "parse", path, now, "default", 0L, now, 0L, 10L, 60_000L);
    for (int i = 10; i <= 13; i++) {
      add.setNull(i, java.sql.Types.NULL);
    }
    try (ResultSet added = add.executeQuery()) {
      added.next();
      change("add_source", path, added.getLong(1));
    }
  }

  /** Claims and finishes until nothing is left; a finish carries the next claim. */
  int drain(int batch, String result) throws SQLException {
    change("add_worker", WORKER, 0L, "incarnation", "host", 1L, 1L);
    int done = 0;
    run("BEGIN IMMEDIATE");
    List<Claimed> claims = claim(batch);
    run("COMMIT");
    while (!claims.isEmpty()) {
      run("BEGIN IMMEDIATE");
      finish(claims, result);
      done += claims.size();
      claims = claim(batch);
      run("COMMIT");
    }
    return done;
  }

  private List<Claimed> claim(int batch) throws SQLException {
    long now = System.currentTimeMillis();
    change("wake_due_tasks", "default", now);
    var claims = new ArrayList<Claimed>(batch);
    try (ResultSet rows =
        bound("claim_tasks", WORKER, now, "default", "[]", (long) batch).executeQuery()) {
      while (rows.next()) {
        claims.add(new Claimed(rows.getLong(1), rows.getString(2), rows.getInt(8)));
      }
    }
    for (Claimed claim : claims) {
      change("add_attempt", claim.taskId(), (long) claim.attempt(), claim.leaseId(), WORKER, now);
    }
    change("add_to_counter", "default", "queued", (long) -claims.size());
    change("add_to_counter", "default", "in_progress", (long) claims.size());
    return claims;
  }

  private void finish(List<Claimed> claims, String result) throws SQLException {
    long now = System.currentTimeMillis();
    String metrics = "{\"duration_seconds\":0.001,\"worker_id\":\"bare\",\"task_type\":\"parse\"}";
    for (Claimed claim : claims) {
      try (ResultSet ended =
          bound("complete_task", now, claim.taskId(), claim.leaseId()).executeQuery()) {
        ended.next();
      }
      PreparedStatement end = bound("end_attempt", now, now, 1L, "completed");
      end.setNull(5, java.sql.Types.NULL);
      end.setLong(6, claim.taskId());
      end.setInt(7, claim.attempt());
      end.executeUpdate();
      PreparedStatement add = bound("add_result", claim.taskId(), result);
      add.setNull(3, java.sql.Types.NULL);
      add.setString(4, metrics);
      add.setLong(5, now);
      add.executeUpdate();
    }
    change("count_completed", (long) claims.size(), WORKER);
    change("add_to_counter", "default", "in_progress", (long) -claims.size());
    change("add_to_counter", "default", "completed", (long) claims.size());
  }

  private void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void change(String name, Object... values) throws SQLException {
    bound(name, values).executeUpdate();
  }

  private PreparedStatement bound(String name, Object... values) throws SQLException {
    PreparedStatement statement = prepared.get(name);
    if (statement == null) {
      statement = connection.prepareStatement(text(name));
      prepared.put(name, statement);
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Long number) {
        statement.setLong(i + 1, number);
      } else {
        statement.setString(i + 1, String.valueOf(values[i]));
      }
    }
    return statement;
  }

  private static String text(String name) {
    for (String folder : List.of("sqlite", "any")) {
      String file = "/io/skillmill/db/sql/%s/%s.sql".formatted(folder, name);
      try (InputStream in = BareLoop.class.getResourceAsStream(file)) {
        if (in != null) {
          return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException("There is no statement " + name + " on the class path");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
