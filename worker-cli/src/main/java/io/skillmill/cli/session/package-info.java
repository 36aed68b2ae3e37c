/** Holds what a command works with: its streams, its store, its options and the signals it gets. */
package io.skillmill.cli.session;
