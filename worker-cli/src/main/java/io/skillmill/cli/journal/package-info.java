/** Writes what a host does into its log, a line for each thing. */
package io.skillmill.cli.journal;
