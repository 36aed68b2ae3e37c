package io.skillmill.schema.skill;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One file of a package: its name, size and hash, and its bytes unless they were left out. */
public final class SkillFile {

  private final String name;
  private final long size;
  private final String sha256;
  private final byte @Nullable [] bytes;
  private final boolean link;

  private SkillFile(String name, long size, String sha256, byte @Nullable [] bytes) {
    this(name, size, sha256, bytes, false);
  }

  private SkillFile(String name, long size, String sha256, byte @Nullable [] bytes, boolean link) {
    this.name = name;
    this.size = size;
    this.sha256 = sha256;
    this.bytes = bytes;
    this.link = link;
  }

  public static SkillFile of(String name, byte[] bytes) {
    return new SkillFile(name, bytes.length, Sha256.of(bytes), bytes);
  }

  /** Bytes whose hash is known already. */
  public static SkillFile of(String name, byte[] bytes, String sha256) {
    return new SkillFile(name, bytes.length, sha256, bytes);
  }

  /** A file that is known by name, size and hash alone: too large to carry along. */
  public static SkillFile withoutBytes(String name, long size, String sha256) {
    return new SkillFile(name, size, sha256, null);
  }

  /** A symbolic link, known by where it points to; what is there is never read. */
  public static SkillFile link(String name, long size, String sha256) {
    return new SkillFile(name, size, sha256, null, true);
  }

  /** Whether it is a symbolic link, as far as whoever read it could tell. */
  public boolean isLink() {
    return link;
  }

  /** Package-relative, with forward slashes. */
  public String name() {
    return name;
  }

  public long size() {
    return size;
  }

  public String sha256() {
    return sha256;
  }

  /** The bytes, which the caller must not change; empty where they were left out. */
  public Optional<byte[]> bytes() {
    return Optional.ofNullable(bytes);
  }

  @Override
  public String toString() {
    return name + " (" + size + " bytes)";
  }
}
