/** Asks several hosts which skills they have, and serves the answers in one place. */
package io.skillmill.cli.discovery;
