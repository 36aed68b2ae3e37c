/** Reads what a hosted skill declares, and which skills a host is to load. */
package io.skillmill.parsers.hosting;
