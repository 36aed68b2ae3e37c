/** Logs what skills say along the way. */
package io.skillmill.coordination.skills.voice;
