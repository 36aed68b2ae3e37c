/** Does the work that a task asks for. */
package io.skillmill.coordination.handling;
