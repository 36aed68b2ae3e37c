/** Reads packs of rules, which are data, and finds where their patterns match. */
package io.skillmill.parsers.rules;
