/** Names the parts of the queue: tasks, claims, leases, attempts, results and workers. */
package io.skillmill.schema.task;
