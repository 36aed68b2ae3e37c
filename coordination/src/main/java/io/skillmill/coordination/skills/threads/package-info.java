/** Gives calls a thread to run on. */
package io.skillmill.coordination.skills.threads;
