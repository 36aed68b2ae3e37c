/** Finds, chooses and runs the parsers that take a skill apart. */
package io.skillmill.parsers;
