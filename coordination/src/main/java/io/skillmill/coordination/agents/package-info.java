/** Answers what a person wants with the skills of a host, turn by turn, and remembers it. */
package io.skillmill.coordination.agents;
