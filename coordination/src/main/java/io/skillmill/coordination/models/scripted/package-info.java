/**
 * Speaks chat completions on this machine as a script says, for demonstrations and tests without a
 * key.
 */
package io.skillmill.coordination.models.scripted;
