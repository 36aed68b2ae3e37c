package io.skillmill.cli.command;

import io.skillmill.cli.scaffold.SkillProject;
import io.skillmill.cli.session.Converters;
import picocli.CommandLine.ITypeConverter;

/** The kind of skill whose word was typed. */
final class SkillKindWord implements ITypeConverter<SkillProject.Kind> {

  @Override
  public SkillProject.Kind convert(String typed) {
    return Converters.word(typed, SkillProject.Kind.values(), SkillProject.Kind::word);
  }
}
