/** Answers what the reference library for Agent Skills answers, to the letter. */
package io.skillmill.parsers.skillsref;
