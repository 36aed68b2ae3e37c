/** Runs skills that are classes, of this program or of a jar. */
package io.skillmill.coordination.skills.classes;
