/** Finds skills by what they say of themselves. */
package io.skillmill.cli.finding;
