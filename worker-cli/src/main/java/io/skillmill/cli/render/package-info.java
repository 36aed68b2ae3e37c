/** Shows what happened, to people and to programs. */
package io.skillmill.cli.render;
