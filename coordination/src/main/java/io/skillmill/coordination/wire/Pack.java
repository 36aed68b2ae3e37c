package io.skillmill.coordination.wire;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A source as bytes: one line of JSON that names the files, and then the bytes of those that are
 * not left out, one after the other. Whoever unpacks it computes the hash anew.
 */
public final class Pack {

  /** A file as the line tells it; its bytes come later. */
  private record Entry(String name, long size, String sha256, boolean stored, boolean link) {}

  private record Manifest(String name, String primary, List<Entry> entries) {}

  private static final Codec<Entry> ENTRY = new Codec<>(Pack::writeEntry, Pack::readEntry);

  private static final Call<Boolean, Manifest> LINE =
      Call.get("", Codec.NOTHING, new Codec<>(Pack::writeManifest, Pack::readManifest));

  private Pack() {}

  public static byte[] of(SkillSource source) {
    var entries = source.files().stream().map(Pack::entry).toList();
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(LINE.say(new Manifest(source.name(), source.primary(), entries)));
    bytes.write('\n');
    source.files().forEach(file -> file.bytes().ifPresent(bytes::writeBytes));
    return bytes.toByteArray();
  }

  private static Entry entry(SkillFile file) {
    return new Entry(
        file.name(), file.size(), file.sha256(), file.bytes().isPresent(), file.isLink());
  }

  /**
   * Unpacks a source.
   *
   * @throws ProblemException of kind {@code USAGE} where it is no pack, or that of another source
   */
  public static SkillSource read(String contentHash, byte[] pack) {
    int end = 0;
    while (end < pack.length && pack[end] != '\n') {
      end++;
    }
    Manifest manifest = LINE.answered(Arrays.copyOf(pack, end));
    var files = new ArrayList<SkillFile>();
    int at = Math.min(end + 1, pack.length);
    for (Entry entry : manifest.entries()) {
      if (!entry.stored()) {
        files.add(leftOut(entry));
        continue;
      }
      if (entry.size() < 0 || entry.size() > pack.length - at) {
        throw broken("ends in the middle of %s".formatted(entry.name()));
      }
      int next = at + (int) entry.size();
      files.add(stored(entry, Arrays.copyOfRange(pack, at, next)));
      at = next;
    }
    if (at != pack.length) {
      throw broken("has bytes that belong to no file");
    }
    return checked(contentHash, manifest, files);
  }

  private static SkillFile leftOut(Entry entry) {
    return entry.link()
        ? SkillFile.link(entry.name(), entry.size(), entry.sha256())
        : SkillFile.withoutBytes(entry.name(), entry.size(), entry.sha256());
  }

  private static SkillFile stored(Entry entry, byte[] bytes) {
    var file = SkillFile.of(entry.name(), bytes);
    if (!file.sha256().equals(entry.sha256())) {
      throw broken("holds other bytes as %s than it says".formatted(entry.name()));
    }
    return file;
  }

  private static SkillSource checked(String contentHash, Manifest manifest, List<SkillFile> files) {
    SkillSource source;
    try {
      source = SkillSource.of(manifest.name(), manifest.primary(), files);
    } catch (IllegalArgumentException e) {
      throw broken("is none: " + e.getMessage());
    }
    if (!source.contentHash().equals(contentHash)) {
      throw broken("has the hash %s and not the one it goes by".formatted(source.contentHash()));
    }
    return source;
  }

  private static ProblemException broken(String how) {
    return Problem.usage("A packed source " + how, "Send it again, whole and unchanged")
        .asException();
  }

  private static ObjectNode writeManifest(Manifest manifest) {
    var json = Json.small(3).put("name", manifest.name()).put("primary", manifest.primary());
    Codec.put(json, "files", manifest.entries(), ENTRY);
    return json;
  }

  private static Manifest readManifest(Fields from) {
    return new Manifest(from.text("name"), from.text("primary"), from.list("files", ENTRY));
  }

  private static ObjectNode writeEntry(Entry entry) {
    return Json.small(5)
        .put("name", entry.name())
        .put("size", entry.size())
        .put("sha256", entry.sha256())
        .put("stored", entry.stored())
        .put("link", entry.link());
  }

  private static Entry readEntry(Fields from) {
    return new Entry(
        from.text("name"),
        from.number("size"),
        from.text("sha256"),
        from.flag("stored"),
        from.flag("link"));
  }
}
