/** Reads the YAML frontmatter of a Markdown file, sound or broken. */
package io.skillmill.parsers.yaml;
