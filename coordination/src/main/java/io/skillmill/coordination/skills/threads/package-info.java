/** Gives calls a thread to run on, and sees that there is room on its stack. */
package io.skillmill.coordination.skills.threads;
