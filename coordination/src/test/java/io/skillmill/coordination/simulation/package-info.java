/** Plays workers, a store and all that can go wrong between them from one seed. */
package io.skillmill.coordination.simulation;
