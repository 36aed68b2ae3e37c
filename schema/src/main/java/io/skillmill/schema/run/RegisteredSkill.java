package io.skillmill.schema.run;

/**
 * A registered skill that serves, as a store tells those who would run it.
 *
 * @param contentHash over declaration and source
 * @param declaration as JSON, without the source; empty in lists
 * @param source its text; empty where it has none, and in lists
 */
public record RegisteredSkill(
    Revision revision, String contentHash, String declaration, String source) {

  /** Which skill, and which of its revisions. */
  public record Revision(String skill, long number) {}
}
