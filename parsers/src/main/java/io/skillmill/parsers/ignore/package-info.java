/** Tells which files a repository keeps out of itself, as its {@code .gitignore} files say. */
package io.skillmill.parsers.ignore;
