/** Lets a model run tools, turn by turn and within bounds, until it is done. */
package io.skillmill.coordination.toolloop;
