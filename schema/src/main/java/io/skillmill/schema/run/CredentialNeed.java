package io.skillmill.schema.run;

/**
 * A secret that a skill needs from its caller.
 *
 * @param name under which it is given, such as {@code GITHUB_TOKEN}
 * @param required whether the skill is of no use without it
 * @param howToGet what a person does to get one; may be empty
 */
public record CredentialNeed(String name, boolean required, String howToGet) {}
