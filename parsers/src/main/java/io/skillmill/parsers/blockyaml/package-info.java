/** Reads YAML as the reference library for Agent Skills does. */
package io.skillmill.parsers.blockyaml;
