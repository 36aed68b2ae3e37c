/** Reads Markdown into its blocks and what they say in plain text. */
package io.skillmill.parsers.blocks;
