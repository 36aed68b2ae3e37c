/** Finds keys, tokens and passwords in a text, and takes them out of whatever is shown. */
package io.skillmill.parsers.secrets;
