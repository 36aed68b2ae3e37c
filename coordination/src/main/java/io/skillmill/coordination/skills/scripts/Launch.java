package io.skillmill.coordination.skills.scripts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a process of a skill is started.
 *
 * @param skill whose process it is, for messages
 * @param command the program and its arguments, the sandbox around it included
 * @param folder where it runs
 * @param environment all the variables it sees
 * @param lineBytesMax how long a line, or all, that it writes may be
 */
record Launch(
    String skill,
    List<String> command,
    Path folder,
    Map<String, String> environment,
    int lineBytesMax) {

  Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
