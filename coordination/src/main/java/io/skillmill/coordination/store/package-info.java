/** Keeps every task, claim and result, and decides whose write counts. */
package io.skillmill.coordination.store;
