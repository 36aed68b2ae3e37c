/** Writes what a check found, in one format per class. */
package io.skillmill.cli.report;
