/** Brings along the skills that every host has: time, calculator, memory and fetch. */
package io.skillmill.coordination.skills.bundled;
