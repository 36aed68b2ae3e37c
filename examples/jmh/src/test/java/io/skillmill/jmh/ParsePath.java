package io.skillmill.jmh;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A skill of the examples: its hash, its parser, its document. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ParsePath {

  private static final Path SKILL = Path.of("..", "skills", "pdf-forms", "SKILL.md");

  private final Parsers parsers = Parsers.builtIn();
  private byte[] bytes = {};
  private SkillSource source = SkillSource.single("SKILL.md", bytes);
  private SkillParser parser = parsers.known("agent-skill");

  @Setup
  public void read() throws IOException {
    bytes = Files.readAllBytes(SKILL);
    source = SkillSource.single("SKILL.md", bytes);
    parser = parsers.best(source).orElseThrow();
  }

  @Benchmark
  public SkillSource hash() {
    return SkillSource.single("SKILL.md", bytes);
  }

  @Benchmark
  public ParseResult parse() {
    return parser.parse(source, Limits.DEFAULT);
  }
}
