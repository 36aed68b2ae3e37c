/** Tells which hosted skills call which others, as written in their text and as seen. */
package io.skillmill.coordination.skills.graph;
