/** Parses the operations of OpenAPI descriptions. */
package io.skillmill.parsers.openapi;
