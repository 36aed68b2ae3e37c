/** Takes in skills while the host runs, and keeps every version of them in the store. */
package io.skillmill.coordination.skills.registry;
