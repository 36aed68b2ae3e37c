package io.skillmill.parsers.skillsref;

import io.skillmill.parsers.blockyaml.Value;
import io.skillmill.parsers.blockyaml.Value.Text;
import io.skillmill.parsers.verdict.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The reference's checks, in its order and its words. */
final class Validation {

  private static final int NAME_MAX = 64;
  private static final int DESCRIPTION_MAX = 1024;
  private static final int COMPATIBILITY_MAX = 500;

  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";
  private static final String COMPATIBILITY = "compatibility";

  private static final Set<String> FIELDS =
      Set.of("allowed-tools", "compatibility", "description", "license", "metadata", "name");
  private static final String FIELDS_LISTED =
      "['allowed-tools', 'compatibility', 'description', 'license', 'metadata', 'name']";

  private final List<Complaint> complaints = new ArrayList<>();
  private final Map<String, Value> fields;

  Validation(Value.Fields fields) {
    this.fields = fields.values();
  }

  /**
   * @param directoryName nothing where it is not known
   */
  List<Complaint> check(Optional<String> directoryName) {
    checkUnexpected();
    if (checkPresent(LibraryRules.NAME_MISSING, NAME)) {
      checkFilled(LibraryRules.NAME_EMPTY, NAME).ifPresent(name -> checkName(name, directoryName));
    }
    if (checkPresent(LibraryRules.DESCRIPTION_MISSING, DESCRIPTION)) {
      checkFilled(LibraryRules.DESCRIPTION_EMPTY, DESCRIPTION).ifPresent(this::checkDescription);
    }
    checkCompatibility();
    return complaints;
  }

  /** The first reason why there are no properties. */
  static Optional<String> firstGap(Value.Fields fields) {
    var validation = new Validation(fields);
    if (validation.checkPresent(LibraryRules.NAME_MISSING, NAME)
        && validation.checkPresent(LibraryRules.DESCRIPTION_MISSING, DESCRIPTION)) {
      validation.checkFilled(LibraryRules.NAME_EMPTY, NAME);
      validation.checkFilled(LibraryRules.DESCRIPTION_EMPTY, DESCRIPTION);
    }
    return validation.complaints.stream().map(Complaint::message).findFirst();
  }

  private void checkUnexpected() {
    var unexpected = new TreeSet<>(PythonText::compare);
    unexpected.addAll(fields.keySet());
    unexpected.removeAll(FIELDS);
    if (!unexpected.isEmpty()) {
      add(
          LibraryRules.FIELDS,
          unexpected.first(),
          "Unexpected fields in frontmatter: %s. Only %s are allowed."
              .formatted(String.join(", ", unexpected), FIELDS_LISTED));
    }
  }

  private boolean checkPresent(Rule rule, String field) {
    boolean present = fields.containsKey(field);
    if (!present) {
      add(rule, field, "Missing required field in frontmatter: " + field);
    }
    return present;
  }

  private Optional<Text> checkFilled(Rule rule, String field) {
    if (fields.get(field) instanceof Text text && !PythonText.strip(text.text()).isEmpty()) {
      return Optional.of(text);
    }
    add(rule, field, "Field '%s' must be a non-empty string".formatted(field));
    return Optional.empty();
  }

  private void checkName(Text written, Optional<String> directoryName) {
    String name = PythonText.normalized(PythonText.strip(written.text()));
    int length = PythonText.length(new Text(name, written.splitPairs()));
    if (length > NAME_MAX) {
      add(
          LibraryRules.NAME_LONG,
          NAME,
          "Skill name '%s' exceeds %s character limit (%s chars)"
              .formatted(name, NAME_MAX, length));
    }
    if (!PythonText.isLowerCase(name)) {
      add(LibraryRules.NAME_UPPERCASE, NAME, "Skill name '%s' must be lowercase".formatted(name));
    }
    checkHyphens(name);
    if (!name.codePoints().allMatch(c -> c == '-' || PythonText.isAlphanumeric(c))) {
      add(
          LibraryRules.NAME_CHARACTERS,
          NAME,
          "Skill name '%s' contains invalid characters.".formatted(name)
              + " Only letters, digits, and hyphens are allowed.");
    }
    directoryName
        .filter(directory -> !PythonText.normalized(directory).equals(name))
        .ifPresent(directory ->
            add(
                LibraryRules.NAME_DIRECTORY,
                NAME,
                "Directory name '%s' must match skill name '%s'".formatted(directory, name)));
  }

  private void checkHyphens(String name) {
    if (name.startsWith("-") || name.endsWith("-")) {
      add(LibraryRules.NAME_EDGE, NAME, "Skill name cannot start or end with a hyphen");
    }
    if (name.contains("--")) {
      add(LibraryRules.NAME_DOUBLE, NAME, "Skill name cannot contain consecutive hyphens");
    }
  }

  private void checkDescription(Text description) {
    int length = PythonText.length(description);
    if (length > DESCRIPTION_MAX) {
      add(
          LibraryRules.DESCRIPTION_LONG,
          DESCRIPTION,
          "Description exceeds %s character limit (%s chars)".formatted(DESCRIPTION_MAX, length));
    }
  }

  private void checkCompatibility() {
    Value value = fields.get(COMPATIBILITY);
    if (value instanceof Text text) {
      int length = PythonText.length(text);
      if (length > COMPATIBILITY_MAX) {
        add(
            LibraryRules.COMPATIBILITY_LONG,
            COMPATIBILITY,
            "Compatibility exceeds %s character limit (%s chars)"
                .formatted(COMPATIBILITY_MAX, length));
      }
    } else if (value != null) {
      add(LibraryRules.COMPATIBILITY_TYPE, COMPATIBILITY, "Field 'compatibility' must be a string");
    }
  }

  private void add(Rule rule, String field, String message) {
    complaints.add(new Complaint(rule, field, message));
  }
}
