/**
 * Plays workers, a store and everything that can go wrong between them from one seed, on one
 * thread.
 */
package io.skillmill.coordination.simulation;
