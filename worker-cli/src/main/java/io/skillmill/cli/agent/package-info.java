/** Lets people talk over HTTP with the agent of a host. */
package io.skillmill.cli.agent;
