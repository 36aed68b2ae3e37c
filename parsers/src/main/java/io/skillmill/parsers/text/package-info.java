/** Turns a file's bytes into text that knows its lines. */
package io.skillmill.parsers.text;
