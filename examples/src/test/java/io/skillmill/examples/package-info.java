/** Holds the whole house to its rules, its documents and its examples. */
package io.skillmill.examples;
