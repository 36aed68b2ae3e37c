/** Tells a collector of traces which calls each run made. */
package io.skillmill.cli.telemetry;
