package io.skillmill.cli;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.skill.SkillSource;
import java.util.concurrent.CountDownLatch;

/** A stranger's parser that breaks on files named {@code .crash} and hangs on {@code .hang}. */
public final class MoodyParser implements SkillParser {

  @Override
  public String name() {
    return "moody";
  }

  @Override
  public String version() {
    return "7";
  }

  @Override
  public Fit fit(SkillSource source) {
    boolean ours = source.primary().endsWith(".crash") || source.primary().endsWith(".hang");
    return ours ? Fit.CERTAIN : Fit.NONE;
  }

  @Override
  public ParseResult parse(SkillSource source, Limits limits) {
    if (source.primary().endsWith(".hang")) {
      hang();
    }
    throw new IllegalStateException("moody on purpose");
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
