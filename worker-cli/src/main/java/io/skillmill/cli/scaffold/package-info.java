/** Writes projects that people begin their own parsers with. */
package io.skillmill.cli.scaffold;
