/** Parses agents, commands, rules and standing instructions for models. */
package io.skillmill.parsers.guidance;
