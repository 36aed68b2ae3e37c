/** Loads the parsers that strangers' jars bring, and keeps what is broken in them to itself. */
package io.skillmill.parsers.plugins;
