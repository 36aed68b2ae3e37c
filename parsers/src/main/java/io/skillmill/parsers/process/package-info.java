/** Runs parsers that are programs of their own, and speaks JSON lines with them. */
package io.skillmill.parsers.process;
