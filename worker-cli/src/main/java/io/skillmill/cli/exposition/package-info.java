/** Writes what was counted in the form that Prometheus reads. */
package io.skillmill.cli.exposition;
