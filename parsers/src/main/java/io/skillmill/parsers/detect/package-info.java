/** Finds what words cannot describe: characters, links, encoded text and fields that deceive. */
package io.skillmill.parsers.detect;
