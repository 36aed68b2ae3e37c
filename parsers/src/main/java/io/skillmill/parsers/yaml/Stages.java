package io.skillmill.parsers.yaml;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.repair.Recovery;
import io.skillmill.parsers.repair.Repair;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.StrictYaml.Reading;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a frontmatter stage by stage, each asked only where the one before did not do: strict YAML
 * of the whole, strict YAML of each field, a repair of each field.
 */
final class Stages {

  private final SourceText text;
  private final StrictYaml strict;
  private final List<Diagnostic> findings;

  Stages(SourceText text, Limits limits, List<Diagnostic> findings) {
    this.text = text;
    this.strict = new StrictYaml(limits);
    this.findings = findings;
  }

  Frontmatter read(Block block) {
    return switch (block.standing()) {
      case NONE, FOREIGN -> new Frontmatter(block, List.of());
      case IN_PLACE, ASTRAY -> fields(block);
    };
  }

  private Frontmatter fields(Block block) {
    Reading reading = strict.parse(block.yaml(text));
    if (!(reading instanceof Reading.Sound) && block.inPlace()) {
      Optional<Block> shorter = Runaway.cut(text, block, findings);
      if (shorter.isPresent()) {
        return fields(shorter.get());
      }
    }
    return switch (reading) {
      case Reading.Sound sound -> sound(block, sound);
      case Reading.Empty _ -> {
        tell(block, "frontmatter-empty", "The frontmatter is empty; give it name, description");
        yield new Frontmatter(block, List.of());
      }
      case Reading.NoMapping _ -> {
        tell(
            block,
            "frontmatter-not-mapping",
            "The frontmatter is no list of fields; write one 'name: value' on each line");
        yield recovered(block);
      }
      case Reading.Broken broken -> {
        findings.add(finding(block, broken));
        yield recovered(block);
      }
    };
  }

  private Frontmatter sound(Block block, Reading.Sound sound) {
    var fields =
        new NodeFields(text, block.start(text), block.end(text)).of(sound.nodes(), sound.values());
    new Remarks(text, findings).on(fields);
    return new Frontmatter(block, standing(block, fields));
  }

  private Frontmatter recovered(Block block) {
    var recovery = Recovery.read(text, block.firstLine(), block.lastLine(), strict);
    var places = new RecoveredFields(text);
    var fields = recovery.fields().stream().map(places::of).toList();
    new RepairReport(text, block, findings).of(recovery, fields);
    return new Frontmatter(block, standing(block, fields));
  }

  /** What stands astray is seen by no other reader, so nothing in it is certain. */
  private static List<Field> standing(Block block, List<Field> fields) {
    if (block.inPlace()) {
      return fields;
    }
    var astray = new ArrayList<Field>(fields.size());
    fields.forEach(field -> astray.add(field.certain() ? field.by(Repair.UNFENCED) : field));
    return astray;
  }

  private Diagnostic finding(Block block, Reading.Broken broken) {
    int offset = Offsets.of(text.text(), block.start(text), block.end(text)).at(broken.index());
    int inside = Math.clamp(offset, 0, Math.max(0, text.text().length() - 1));
    return Diagnostic.error(
        "frontmatter-yaml",
        "The frontmatter is not valid YAML, so strict clients drop the skill: %s; put values that"
                .formatted(broken.problem())
            + " hold a colon or begin with a sign in quotes",
        text.place(inside, inside));
  }

  private void tell(Block block, String rule, String message) {
    findings.add(Diagnostic.error(rule, message, Place.of(text.file(), block.fenceLine(), 1)));
  }
}
