/** Speaks the Model Context Protocol, in both of its eras, over HTTP and over standard streams. */
package io.skillmill.cli.mcp;
