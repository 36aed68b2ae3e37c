/** Takes many sources through the store and counts what became of each. */
package io.skillmill.cli.run;
