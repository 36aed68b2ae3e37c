/** Takes the tool lists and server manifests of the Model Context Protocol apart. */
package io.skillmill.parsers.mcp;
