/** Holds claims and carries each out on a thread of its own, within its time. */
package io.skillmill.coordination.holding;
