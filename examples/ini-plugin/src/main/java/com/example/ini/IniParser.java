package com.example.ini;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.authoring.LineSkill;
import io.skillmill.schema.skill.SkillSource;
import java.util.Locale;

/** Reads a skill from an ini file with the sections skill, steps, rules and notes. */
public final class IniParser implements SkillParser {

  @Override
  public String name() {
    return "ini";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Fit fit(SkillSource source) {
    return source.primary().toLowerCase(Locale.ROOT).endsWith(".ini") ? Fit.CERTAIN : Fit.NONE;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    return LineSkill.read(this, source, limits, IniParser::takeApart);
  }

  private static void takeApart(LineSkill skill) {
    String section = "";
    boolean any = false;
    for (int number = 1; number <= skill.lineCount(); number++) {
      String line = skill.line(number).strip();
      if (line.isEmpty() || line.startsWith(";") || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.substring(1, line.length() - 1).strip().toLowerCase(Locale.ROOT);
        skill.section(section);
        continue;
      }
      int equals = line.indexOf('=');
      if (equals < 1) {
        skill.warning("ini-no-value", "The line has no '='; write key = value", number);
        continue;
      }
      any = true;
      entry(skill, number, section, line, equals);
    }
    if (!any) {
      skill.reject("ini-nothing", "Nothing in the file is a setting; write key = value", 1);
    }
  }

  private static void entry(LineSkill skill, int number, String section, String line, int equals) {
    String key = line.substring(0, equals).strip();
    String value = line.substring(equals + 1).strip();
    switch (section) {
      case "skill" -> setting(skill, key, value);
      case "steps" -> skill.step(number, value);
      case "rules" -> skill.rule("validation", number, value);
      case "notes" -> skill.directive("knowledge", number, value);
      default ->
          skill.warning(
              "ini-section-unknown",
              "The section '%s' is not known; use skill, steps, rules or notes".formatted(section),
              number);
    }
  }

  private static void setting(LineSkill skill, String key, String value) {
    switch (key) {
      case "name" -> skill.name(value);
      case "description" -> skill.description(value);
      default -> skill.setting(key, value);
    }
  }
}
