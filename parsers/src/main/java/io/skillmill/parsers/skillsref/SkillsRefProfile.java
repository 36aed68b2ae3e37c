package io.skillmill.parsers.skillsref;

import io.skillmill.parsers.skillsref.Answer.Fault;
import io.skillmill.parsers.verdict.Opinion;
import io.skillmill.parsers.verdict.Profile;
import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reference library as a profile: its errors are its messages to the letter, in its order. What
 * it cannot read is explained in a note of ours.
 */
public final class SkillsRefProfile implements Profile {

  @Override
  public String name() {
    return "skills-ref";
  }

  @Override
  public String summary() {
    return "The reference library, skills-ref 0.1, message by message";
  }

  @Override
  public List<Rule> rules() {
    return LibraryRules.ALL;
  }

  /** The reference knows no comments of ours. */
  @Override
  public boolean listensToTheSkill() {
    return false;
  }

  @Override
  public Opinion judge(Subject subject) {
    Optional<SkillFile> file = SkillsRef.file(subject.source());
    if (file.isEmpty()) {
      return refused(
          LibraryRules.FILE, "Missing required file: SKILL.md", subject.source().primary());
    }
    String name = file.get().name();
    return file.get()
        .bytes()
        .map(bytes -> judge(subject, name, bytes))
        .orElseGet(() ->
            refused(
                LibraryRules.UNREAD,
                "The file has %d bytes, which is more than is read here"
                    .formatted(file.get().size()),
                name));
  }

  private static Opinion refused(Rule rule, String message, String file) {
    return Opinion.of(
        List.of(new Diagnostic(rule.id(), rule.severity(), message, Place.startOf(file))),
        Optional.empty());
  }

  private static Opinion judge(Subject subject, String file, byte[] bytes) {
    SkillText text = SkillText.read(bytes);
    Answer answer = SkillsRef.answer(subject.directory(), text);
    var diagnostics = new ArrayList<Diagnostic>();
    for (Complaint complaint : answer.complaints()) {
      Place place =
          answer
              .fault()
              .map(fault -> Place.of(file, fault.line(), fault.column()))
              .orElseGet(() -> place(subject, file, complaint.field()));
      diagnostics.add(
          new Diagnostic(
              complaint.rule().id(), complaint.rule().severity(), complaint.message(), place));
    }
    answer.fault().ifPresent(fault -> diagnostics.add(advice(file, fault)));
    Properties properties = SkillsRef.properties(text);
    return properties instanceof Properties.Known known
        ? new Opinion(diagnostics, Optional.of(known.name()), true)
        : new Opinion(diagnostics, Optional.empty(), false);
  }

  private static Place place(Subject subject, String file, String field) {
    return field.isEmpty() || !file.equals(subject.source().primary())
        ? Place.startOf(file)
        : subject.place(field);
  }

  private static Diagnostic advice(String file, Fault fault) {
    return Diagnostic.info(
        LibraryRules.ADVICE.id(),
        Character.toUpperCase(fault.problem().charAt(0)) + fault.problem().substring(1),
        Place.of(file, fault.line(), fault.column()));
  }
}
