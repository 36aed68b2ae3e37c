package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Main;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Java file looks as google-java-format leaves it. This is a test rather than a plugin of the
 * build because the formatter needs the JDK it formats for, and Maven itself may run on an older
 * one.
 */
class FormatTest {

  private static final String REMEDY =
      """
      google-java-format would change these files. Let it:

        mvn -q -pl examples -am test -Dtest=FormatTest \
      -Dsurefire.failIfNoSpecifiedTests=false -Dformat=write
      """;

  @Test
  void every_java_file_is_formatted() throws Exception {
    var files = Clone.javaFiles().stream().map(Path::toString).toList();
    if ("write".equals(System.getProperty("format"))) {
      format(List.of("--replace"), files);
    }
    var different = format(List.of("--dry-run"), files);
    assertThat(different).as(REMEDY).isEmpty();
  }

  private static List<String> format(List<String> flags, List<String> files) throws Exception {
    var out = new StringWriter();
    var err = new StringWriter();
    var main = new Main(new PrintWriter(out), new PrintWriter(err), InputStream.nullInputStream());
    main.format(Stream.concat(flags.stream(), files.stream()).toArray(String[]::new));
    assertThat(err.toString()).as("what the formatter has to say").isEmpty();
    return out.toString().lines().map(file -> Clone.name(Path.of(file))).toList();
  }
}
