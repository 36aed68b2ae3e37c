/** Shows in a terminal, without a key and on its own, what hosted skills can do. */
package io.skillmill.cli.demo;
