package io.skillmill.parsers.blockyaml;

/**
 * YAML as the Python library strictyaml (on its own copy of ruamel.yaml) reads it: in blocks only,
 * every scalar a string, no key twice, no anchors, no tags. It is the YAML of the reference library
 * for Agent Skills, and differs from YAML 1.2 in what it refuses and in what it lets pass.
 *
 * <pre>
 *   switch (BlockYaml.read(yaml)) {
 *     case BlockYaml.Document(Value value) -&gt; use(value);
 *     case BlockYaml.Nothing() -&gt; {}
 *     case BlockYaml.Refused refused -&gt; report(refused.problem(), refused.line());
 *   }
 * </pre>
 *
 * <p>The time it takes is linear in the length of the text, and nesting is bounded where Python's
 * stack bounds it. Thread-safe.
 */
public sealed interface BlockYaml {

  /** A sound document. */
  record Document(Value value) implements BlockYaml {}

  /** A text without any value, such as one of comments only. */
  record Nothing() implements BlockYaml {}

  /**
   * A text that strictyaml refuses, or dies of.
   *
   * @param crash whether it dies of it, for the exception is none that its callers expect
   * @param said the first line of its message; the exception's name where it dies, with what it
   *     says where that is known
   * @param problem what is wrong and what to do about it, in our words
   * @param line where, counted from 0
   * @param column where in the line, counted from 0
   */
  record Refused(boolean crash, String said, String problem, int line, int column)
      implements BlockYaml {}

  /** What it dies of at a character that YAML forbids; for NUL only the name is on record. */
  String NOT_ALLOWED = "AttributeError: 'ReaderError' object has no attribute 'context_mark'";

  /**
   * Reads a document.
   *
   * @param yaml without carriage returns, whose meaning the caller has settled, and without a line
   *     of three hyphens, so that there is one document at most
   */
  static BlockYaml read(String yaml) {
    try {
      refuseControls(yaml);
      return new Grammar(yaml)
          .document()
          .<BlockYaml>map(node -> new Document(new Construction().value(node)))
          .orElseGet(Nothing::new);
    } catch (Refusal e) {
      return e.refused();
    }
  }

  /** The reference dies of these because it cannot even say where they are. */
  private static void refuseControls(String yaml) {
    for (int i = 0; i < yaml.length(); i++) {
      char c = yaml.charAt(i);
      if (!isAllowed(c)) {
        var cursor = new Cursor(yaml);
        cursor.forward(i);
        throw Refusal.crash(
            c == 0 ? "AttributeError" : NOT_ALLOWED,
            "the text holds the character U+%04X, which YAML forbids; remove it".formatted((int) c),
            cursor.mark());
      }
    }
  }

  private static boolean isAllowed(char c) {
    return c < 0xA0 ? (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t' || c == 0x85 : c < 0xFFFE;
  }
}
