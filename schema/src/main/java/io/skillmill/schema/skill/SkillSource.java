package io.skillmill.schema.skill;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a skill came from, with what lies beside it: a package (a directory with a SKILL.md) or a
 * single file. Immutable; the same bytes under the same names have the same {@link #contentHash}.
 *
 * @param name the directory's name for a package, the file's name for a single file
 * @param primary the name of the file to parse, one of {@code files}
 * @param files all files, in the order of their names
 * @param contentHash SHA-256 over the name and each file's name and bytes
 */
public record SkillSource(String name, String primary, List<SkillFile> files, String contentHash) {

  /** A package or single file from its files, in any order. */
  public static SkillSource of(String name, String primary, List<SkillFile> files) {
    var sorted = files.stream().sorted(Comparator.comparing(SkillFile::name)).toList();
    var hash = new Sha256().part(name).part(primary);
    sorted.forEach(file -> hash.part(file.name()).part(file.sha256()));
    return new SkillSource(name, primary, sorted, hash.hex());
  }

  /** A single file. */
  public static SkillSource single(String name, byte[] bytes) {
    return of(name, name, List.of(SkillFile.of(name, bytes)));
  }

  public SkillSource {
    files = List.copyOf(files);
    if (files.stream().noneMatch(file -> file.name().equals(primary))) {
      throw new IllegalArgumentException(
          "The source %s does not hold its primary file %s".formatted(name, primary));
    }
  }

  public SkillFile primaryFile() {
    return file(primary).orElseThrow();
  }

  public Optional<SkillFile> file(String fileName) {
    return files.stream().filter(file -> file.name().equals(fileName)).findFirst();
  }
}
