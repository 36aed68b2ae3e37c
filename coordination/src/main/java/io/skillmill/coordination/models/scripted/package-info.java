/** Speaks chat completions as a script says, where there is no model and no key. */
package io.skillmill.coordination.models.scripted;
