package io.skillmill.db;

import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The table of contents: each package once, under its hash, however many tasks work on it. The
 * files' bytes stand one after the other in one column; the manifest says which are whose.
 */
public final class ContentRows {

  private static final long BYTES_AT_ONCE_MAX = 4 << 20;

  private final Session session;

  public ContentRows(Session session) {
    this.session = session;
  }

  /** Stores each source, or counts one more use of it where it is stored already. */
  public void use(List<SkillSource> sources, Instant now) throws SQLException {
    var bySource = new TreeMap<String, SkillSource>();
    sources.forEach(source -> bySource.putIfAbsent(source.contentHash(), source));
    var uses = uses(sources.stream().map(SkillSource::contentHash).toList());
    var known = session.rowsOfAll("use_content", Row::text, rows(uses));
    bySource.keySet().removeAll(Set.copyOf(known));
    var rows = new ArrayList<@Nullable Object[]>();
    long bytes = 0;
    for (SkillSource source : bySource.values()) {
      var body = new ByteArrayOutputStream();
      String manifest = pack(source, body);
      String hash = source.contentHash();
      rows.add(Session.values(hash, manifest, body.toByteArray(), uses.get(hash), now));
      bytes += body.size();
      if (bytes > BYTES_AT_ONCE_MAX) {
        session.changeAll("add_content", rows);
        rows.clear();
        bytes = 0;
      }
    }
    session.changeAll("add_content", rows);
  }

  private static SortedMap<String, Long> uses(List<String> contentHashes) {
    var uses = new TreeMap<String, Long>();
    contentHashes.forEach(hash -> uses.merge(hash, 1L, Long::sum));
    return uses;
  }

  private static List<@Nullable Object[]> rows(SortedMap<String, Long> uses) {
    return uses.entrySet().stream()
        .map(use -> Session.values(use.getKey(), use.getValue()))
        .toList();
  }

  public Optional<SkillSource> find(String contentHash) throws SQLException {
    return session.row(
        "find_content", row -> unpack(contentHash, row.text(), row.bytes()), contentHash);
  }

  /** Counts one use less of each. */
  public void drop(List<String> contentHashes) throws SQLException {
    session.changeAll("drop_content_use", rows(uses(contentHashes)));
  }

  /** Removes what nothing uses. */
  public long removeUnused() throws SQLException {
    return session.change("remove_unused_contents");
  }

  private static String pack(SkillSource source, ByteArrayOutputStream body) {
    var files = Json.array();
    for (SkillFile file : source.files()) {
      files
          .addObject()
          .put("name", file.name())
          .put("size", file.size())
          .put("sha256", file.sha256())
          .put("stored", file.bytes().isPresent());
      file.bytes().ifPresent(body::writeBytes);
    }
    var manifest = Json.object().put("name", source.name()).put("primary", source.primary());
    manifest.set("files", files);
    return Json.write(manifest);
  }

  private static SkillSource unpack(String contentHash, String manifestText, byte[] body) {
    JsonNode manifest = Json.readOurs(manifestText);
    var files = new ArrayList<SkillFile>();
    int at = 0;
    for (JsonNode entry : manifest.path("files")) {
      String name = entry.path("name").asString();
      long size = entry.path("size").asLong();
      String sha256 = entry.path("sha256").asString();
      if (entry.path("stored").asBoolean()) {
        int end = at + Math.toIntExact(size);
        files.add(SkillFile.of(name, Arrays.copyOfRange(body, at, end), sha256));
        at = end;
      } else {
        files.add(SkillFile.withoutBytes(name, size, sha256));
      }
    }
    return new SkillSource(
        manifest.path("name").asString(), manifest.path("primary").asString(), files, contentHash);
  }
}
