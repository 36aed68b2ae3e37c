/** Takes the words of one command line and returns its exit code. */
package io.skillmill.cli;
