/** Looks at what passes between a skill and its caller. */
package io.skillmill.coordination.skills.passage;
