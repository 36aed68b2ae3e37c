/** Judges a skill by the text of the Agent Skills specification, sentence by sentence. */
package io.skillmill.parsers.spec;
