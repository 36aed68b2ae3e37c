package io.skillmill.cli.report;

import io.skillmill.cli.report.Format.Terms;
import io.skillmill.parsers.verdict.Finding;
import io.skillmill.parsers.verdict.Profile;
import io.skillmill.parsers.verdict.Verdict;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.Diagnostic;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * XML as JUnit writes it: a suite for each profile, a case for each skill. The suites' numbers
 * stand before their cases, so cases wait in files until the end, whatever their number.
 */
final class JunitReport implements Report {

  private final Sheet sheet;
  private final Terms terms;
  private final Map<String, Suite> suites = new LinkedHashMap<>();

  JunitReport(Sheet sheet, Terms terms) {
    this.sheet = sheet;
    this.terms = terms;
    for (Profile profile : terms.profiles()) {
      suites.put(profile.name(), new Suite(profile.name()));
    }
  }

  @Override
  public void add(Checked checked) {
    for (Verdict verdict : checked.verdicts()) {
      suites.computeIfAbsent(verdict.profile(), Suite::new).add(checked, verdict);
    }
  }

  @Override
  public void end(Scores scores) {
    int tests = suites.values().stream().mapToInt(suite -> suite.tests).sum();
    int failures = suites.values().stream().mapToInt(suite -> suite.failures).sum();
    sheet.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    sheet.line(
        "<testsuites name=\"skillmill check\" tests=\"%d\" failures=\"%d\" errors=\"0\">"
            .formatted(tests, failures));
    suites.values().forEach(Suite::end);
    sheet.line("</testsuites>");
  }

  /** The cases of one profile. */
  private final class Suite {

    private final String name;
    private final Path file;
    private final BufferedWriter cases;
    private int tests;
    private int failures;

    Suite(String name) {
      this.name = name;
      try {
        file = Files.createTempFile("skillmill-junit", ".xml");
        file.toFile().deleteOnExit();
        cases = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw unwritable(e);
      }
    }

    void add(Checked checked, Verdict verdict) {
      tests++;
      List<Diagnostic> failing =
          verdict.findings().stream().filter(terms::fails).map(Finding::diagnostic).toList();
      failures += failing.isEmpty() ? 0 : 1;
      try {
        cases.append(
            "    <testcase classname=\"skillmill.%s\" name=\"%s\" file=\"%s\" time=\"0\">\n"
                .formatted(
                    Xml.escaped(name),
                    Xml.escaped(checked.path()),
                    Xml.escaped(checked.relative())));
        if (!failing.isEmpty()) {
          cases.append(failure(checked, failing));
        }
        cases.append(others(checked, verdict));
        cases.append("    </testcase>\n");
      } catch (IOException e) {
        throw unwritable(e);
      }
    }

    private String failure(Checked checked, List<Diagnostic> failing) {
      var text = new StringBuilder();
      failing.forEach(found -> text.append(line(checked, found)).append('\n'));
      return "      <failure message=\"%s\" type=\"%s\">%s</failure>\n"
          .formatted(
              Xml.escaped(failing.getFirst().message()),
              Xml.escaped(failing.getFirst().rule()),
              Xml.escaped(text.toString()));
    }

    /** What was found and does not fail. */
    private String others(Checked checked, Verdict verdict) {
      var text = new StringBuilder();
      verdict.findings().stream()
          .filter(finding -> Scores.counts(finding, terms.least()) && !terms.fails(finding))
          .forEach(finding -> text.append(line(checked, finding.diagnostic())).append('\n'));
      return text.isEmpty()
          ? ""
          : "      <system-out>%s</system-out>\n".formatted(Xml.escaped(text.toString()));
    }

    private static String line(Checked checked, Diagnostic found) {
      return "%s:%d:%d: %s: %s [%s]"
          .formatted(
              checked.pathOf(found),
              found.place().line(),
              found.place().column(),
              found.severity().word(),
              found.message(),
              found.rule());
    }

    void end() {
      sheet.line(
          "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\" time=\"0\">"
              .formatted(Xml.escaped("skillmill." + name), tests, failures));
      try {
        cases.close();
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            sheet.line(line);
          }
        }
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw unwritable(e);
      }
      sheet.line("  </testsuite>");
    }
  }

  private static RuntimeException unwritable(IOException e) {
    return Problem.failed(
            "The report could not be kept until its end: " + e.getMessage(),
            "See that the directory for temporary files has room and may be written")
        .causedBy(e);
  }
}
