package io.skillmill.parsers.verdict;

import io.skillmill.schema.skill.Place;

/**
 * An HTML comment in a Markdown file.
 *
 * @param text what stands between its signs
 * @param place where it stands
 */
public record Comment(String text, Place place) {}
