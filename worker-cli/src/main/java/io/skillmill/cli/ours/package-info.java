/** Reads the texts that the program comes with. */
package io.skillmill.cli.ours;
