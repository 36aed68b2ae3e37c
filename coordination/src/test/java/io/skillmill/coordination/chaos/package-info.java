/** Kills and stops real processes on one store, and looks at what is left. */
package io.skillmill.coordination.chaos;
