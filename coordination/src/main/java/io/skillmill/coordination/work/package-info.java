/** Claims tasks from a store, has them carried out, and reports how each ended. */
package io.skillmill.coordination.work;
