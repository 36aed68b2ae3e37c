/** Measures how fast this machine does what the program promises. */
package io.skillmill.cli.bench;
