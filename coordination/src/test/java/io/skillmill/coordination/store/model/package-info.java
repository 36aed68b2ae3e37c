/** Keeps a store in plain maps under one lock, as the measure for all others. */
package io.skillmill.coordination.store.model;
