/** Tells those who listen what happens at a host, for as long as they may hear it. */
package io.skillmill.cli.events;
