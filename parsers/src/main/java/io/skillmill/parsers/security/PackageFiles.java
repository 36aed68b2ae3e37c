package io.skillmill.parsers.security;

import io.skillmill.parsers.detect.MixedWords;
import io.skillmill.parsers.detect.PlainText;
import io.skillmill.parsers.rules.SecurityRule;
import io.skillmill.parsers.text.FirstBytes;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Looks at the files of a package themselves: what they are, and what they are called. */
final class PackageFiles {

  private static final int FINDINGS_MAX = TextScan.FINDINGS_MAX;

  private static final Set<String> PROGRAMS =
      Set.of(
          "exe",
          "dll",
          "so",
          "dylib",
          "msi",
          "scr",
          "com",
          "pkg",
          "dmg",
          "deb",
          "rpm",
          "apk",
          "appimage",
          "lnk",
          "pyc",
          "class",
          "node");

  private static final Set<String> ARCHIVES =
      Set.of("zip", "7z", "rar", "tar", "tgz", "gz", "xz", "bz2", "zst", "jar", "whl", "iso");

  /** What each detector says of a file: a trait, or nothing where it does not mind it. */
  private static final Map<String, Function<SkillFile, Optional<String>>> DETECTORS =
      Map.of(
          "symbolic-links",
          file -> file.isLink() ? Optional.of("") : Optional.empty(),
          "programs",
          PackageFiles::program,
          "archives",
          PackageFiles::archive,
          "lookalike-names",
          file -> MixedWords.deceives(file.name()) ? Optional.of("") : Optional.empty());

  private final Map<SecurityRule, Function<SkillFile, Optional<String>>> rules =
      new LinkedHashMap<>();

  PackageFiles(List<SecurityRule> pack) {
    for (SecurityRule rule : pack) {
      Optional.ofNullable(DETECTORS.get(rule.detector()))
          .ifPresent(detector -> rules.put(rule, detector));
    }
  }

  static boolean knows(String detector) {
    return DETECTORS.containsKey(detector);
  }

  void scan(SkillSource source, List<SecurityFinding> findings) {
    rules.forEach((rule, detector) -> {
      int count = 0;
      for (SkillFile file : source.files()) {
        Optional<String> trait = detector.apply(file);
        if (trait.isPresent() && ++count <= FINDINGS_MAX) {
          finding(rule, file, trait.get()).ifPresent(findings::add);
        }
      }
      if (count > FINDINGS_MAX) {
        findings.add(TextScan.leftOut(source.primary(), rule, count - FINDINGS_MAX));
      }
    });
  }

  private static Optional<SecurityFinding> finding(
      SecurityRule rule, SkillFile file, String trait) {
    return rule.severity(List.of(trait, "file"), List.of())
        .map(severity ->
            new SecurityFinding(
                rule.id(),
                severity,
                "%s; %s".formatted(rule.message(), rule.remedy()),
                Place.startOf(file.name()),
                "file",
                PlainText.of(file.name())));
  }

  private static Optional<String> program(SkillFile file) {
    byte[] bytes = file.bytes().orElse(new byte[0]);
    boolean program =
        FirstBytes.are(bytes, 0x7F, 'E', 'L', 'F')
            || FirstBytes.are(bytes, 'M', 'Z', 0x90, 0)
            || FirstBytes.are(bytes, 0xCF, 0xFA, 0xED, 0xFE)
            || FirstBytes.are(bytes, 0xCA, 0xFE, 0xBA, 0xBE)
            || (PROGRAMS.contains(ending(file)) && !file.isLink());
    return program ? Optional.of("") : Optional.empty();
  }

  private static Optional<String> archive(SkillFile file) {
    byte[] bytes = file.bytes().orElse(new byte[0]);
    if (FirstBytes.are(bytes, 'P', 'K', 3, 4)) {
      boolean encrypted = bytes.length > 6 && (bytes[6] & 1) == 1;
      return Optional.of(encrypted ? "encrypted" : "");
    }
    return ARCHIVES.contains(ending(file)) && !file.isLink() ? Optional.of("") : Optional.empty();
  }

  private static String ending(SkillFile file) {
    String name = file.name();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
