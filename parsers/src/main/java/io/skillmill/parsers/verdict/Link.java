package io.skillmill.parsers.verdict;

import io.skillmill.schema.skill.Place;

/**
 * A link or image in a Markdown file.
 *
 * @param target where it leads, as written
 * @param place where it stands
 */
public record Link(String target, Place place) {}
