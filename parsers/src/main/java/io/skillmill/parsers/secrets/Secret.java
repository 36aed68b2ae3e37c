package io.skillmill.parsers.secrets;

/**
 * A stretch of a text that must not be shown.
 *
 * @param kind what it is, for people: {@code GitHub token}
 * @param certain whether its form says so; otherwise it is only assigned to a telling name
 * @param start its first character
 * @param end one past its last
 */
public record Secret(String kind, boolean certain, int start, int end) {}
