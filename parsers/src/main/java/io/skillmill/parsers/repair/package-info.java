/** Mends the fields of a frontmatter that are no sound YAML, one named repair at a time. */
package io.skillmill.parsers.repair;
