package io.skillmill.parsers.security;

import io.skillmill.parsers.rules.SecurityRule;

/**
 * A rule that matched somewhere, before it is judged.
 *
 * @param rule which
 * @param start its first character
 * @param end one past its last; the same as the start for what has no extent
 * @param trait what is special about it, such as {@code pinned}, which a rule may have a severity
 *     for; often empty
 * @param detail what the message adds; often empty
 */
record Detection(SecurityRule rule, int start, int end, String trait, String detail) {}
