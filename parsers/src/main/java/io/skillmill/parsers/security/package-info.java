/** Finds in a package what might harm whoever runs it, and tells doing from explaining. */
package io.skillmill.parsers.security;
