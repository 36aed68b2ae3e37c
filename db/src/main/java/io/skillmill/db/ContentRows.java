package io.skillmill.db;

import io.skillmill.db.sql.Session;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The table of contents: each package once, under its hash, however many tasks work on it. The
 * files' bytes stand one after the other in one column; the manifest says which are whose.
 */
public final class ContentRows {

  private final Session session;

  public ContentRows(Session session) {
    this.session = session;
  }

  /** Stores the source, or counts one more use of it where it is stored already. */
  public void use(SkillSource source, Instant now) throws SQLException {
    if (session.change("use_content", source.contentHash()) == 0) {
      var body = new ByteArrayOutputStream();
      String manifest = pack(source, body);
      session.change("add_content", source.contentHash(), manifest, body.toByteArray(), now);
    }
  }

  public Optional<SkillSource> find(String contentHash) throws SQLException {
    return session.row(
        "find_content", row -> unpack(contentHash, row.text(), row.bytes()), contentHash);
  }

  /** Counts one use less. */
  public void drop(String contentHash) throws SQLException {
    session.change("drop_content_use", contentHash);
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
