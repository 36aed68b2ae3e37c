/** Tells how large what passes between a skill and its caller is, and what is wrong with it. */
package io.skillmill.coordination.skills.passage;
