/** Turns a source into a task: its parser, its key, its terms. */
package io.skillmill.coordination.intake;
