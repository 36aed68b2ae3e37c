/** Holds every engine of the store to the same promises. */
package io.skillmill.coordination.store.contract;
