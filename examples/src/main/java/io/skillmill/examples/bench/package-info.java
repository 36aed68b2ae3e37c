/** Measures the queue beside a bare loop over the same SQL. */
package io.skillmill.examples.bench;
