/**
 * Reads packs of rules, which are data, and finds in one pass over a text where their patterns
 * match.
 */
package io.skillmill.parsers.rules;
