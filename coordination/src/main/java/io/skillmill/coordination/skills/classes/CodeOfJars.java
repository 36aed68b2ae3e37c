package io.skillmill.coordination.skills.classes;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Code with a class loader of its own, which is what libraries in it ask for services. */
record CodeOfJars(SkillCode code, URLClassLoader loader) implements SkillCode {

  private static final Logger LOG = LoggerFactory.getLogger(CodeOfJars.class);

  @Override
  public JsonNode run(ObjectNode input, SkillContext context) throws Exception {
    var thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return code.run(input, context);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public Optional<String> ailment() {
    return code.ailment();
  }

  @Override
  public void close() {
    try {
      code.close();
    } finally {
      close(loader);
    }
  }

  static void close(URLClassLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      LOG.warn("The jars of a skill could not be closed: {}", e.toString());
    }
  }
}
