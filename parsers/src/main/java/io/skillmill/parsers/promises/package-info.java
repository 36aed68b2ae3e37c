/** Holds a parser to what every parser promises. */
package io.skillmill.parsers.promises;
