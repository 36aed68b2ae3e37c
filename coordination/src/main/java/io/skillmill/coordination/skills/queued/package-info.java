/** Lets the queue run skills. */
package io.skillmill.coordination.skills.queued;
