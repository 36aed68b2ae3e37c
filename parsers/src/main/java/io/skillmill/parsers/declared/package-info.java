/** Writes down what a declaration in JSON or YAML says outright. */
package io.skillmill.parsers.declared;
