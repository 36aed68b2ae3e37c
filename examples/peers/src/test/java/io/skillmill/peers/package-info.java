/** Measures other queues beside ours, each in the fastest configuration that it documents. */
@org.jspecify.annotations.NullMarked
package io.skillmill.peers;
