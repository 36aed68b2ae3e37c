package io.skillmill.parsers.skillsref;

import io.skillmill.parsers.verdict.Rule;

/**
 * One message of the reference.
 *
 * @param rule what it is about, in our words
 * @param field the field that it is about; empty where it is about none
 * @param message in the reference's words
 */
record Complaint(Rule rule, String field, String message) {}
