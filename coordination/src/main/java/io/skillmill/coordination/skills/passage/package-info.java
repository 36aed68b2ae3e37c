/** Tells how large what passes between a skill and its caller is. */
package io.skillmill.coordination.skills.passage;
