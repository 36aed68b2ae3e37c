/** Offers the commands, one class for each. */
package io.skillmill.cli.command;
