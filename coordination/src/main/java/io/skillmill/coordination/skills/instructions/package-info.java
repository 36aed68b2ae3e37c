/** Answers with the text and the files of skills that are instructions for a model. */
package io.skillmill.coordination.skills.instructions;
