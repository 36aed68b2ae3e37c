package io.skillmill.parsers.contexts;

/**
 * An HTML comment.
 *
 * @param start where its opening mark begins
 * @param end one past its closing mark, or the end of the text
 * @param closed whether there is a closing mark
 */
public record Comment(int start, int end, boolean closed) {}
