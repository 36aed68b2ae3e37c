/** Runs skills that are made of steps, each of which calls another skill. */
package io.skillmill.coordination.skills.composite;
