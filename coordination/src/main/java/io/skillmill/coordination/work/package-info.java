/** Claims tasks, runs each within its limits, and reports how it ended. */
package io.skillmill.coordination.work;
