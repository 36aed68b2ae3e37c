/** Reads the settings of an implementation, and the source that they name. */
package io.skillmill.coordination.skills.settings;
