/** Remembers entities, what was observed of them and how they are related. */
package io.skillmill.coordination.skills.bundled.memory;
