/** Reads JSON and YAML into values that know where in the file they stand. */
package io.skillmill.parsers.located;
