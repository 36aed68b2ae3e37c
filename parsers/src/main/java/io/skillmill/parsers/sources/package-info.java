/** Finds skills in the file system and reads each into a source. */
package io.skillmill.parsers.sources;
