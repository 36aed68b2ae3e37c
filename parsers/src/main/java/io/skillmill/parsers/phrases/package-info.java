/** Finds many phrases in a text at once, however they are spaced, capitalised or disguised. */
package io.skillmill.parsers.phrases;
