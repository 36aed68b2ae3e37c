package io.skillmill.parsers.markdown;

/**
 * A command of a shell session.
 *
 * @param text as it was written, without a prompt
 * @param comment what the lines of comment right above it say; empty where there are none
 * @param start where it begins in the source text
 * @param end where it ends there
 */
record ShellCommand(String text, String comment, int start, int end) {}
