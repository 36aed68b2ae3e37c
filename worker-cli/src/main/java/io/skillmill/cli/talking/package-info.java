/** Talks with people in a terminal by way of a model that runs hosted skills. */
package io.skillmill.cli.talking;
