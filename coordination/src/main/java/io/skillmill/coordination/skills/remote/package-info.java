/** Runs skills that are somewhere else, over HTTP. */
package io.skillmill.coordination.skills.remote;
