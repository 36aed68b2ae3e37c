package io.skillmill.parsers.skillsref;

/**
 * A skill in a prompt.
 *
 * @param location the absolute path of its SKILL.md
 */
public record Entry(String name, String description, String location) {}
