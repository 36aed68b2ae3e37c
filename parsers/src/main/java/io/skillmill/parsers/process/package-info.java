/**
 * Runs parsers that are programs of their own, in any language, and speaks JSON lines with them.
 */
package io.skillmill.parsers.process;
