package io.skillmill.parsers.decompose;

/**
 * What a declaration says outright, so that it need not be guessed from words.
 *
 * @param name what to call it; never blank
 * @param description all of it; never blank
 * @param start where it begins in the source text
 * @param end where it ends there, after the start
 * @param section what it belongs to, outermost first; empty for the whole
 */
public record Stated(String name, String description, int start, int end, String section) {}
