/** Loads the skills that a configuration names, and loads them again while they are called. */
package io.skillmill.coordination.skills.hosting;
