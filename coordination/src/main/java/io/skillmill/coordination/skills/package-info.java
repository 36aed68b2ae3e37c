/** Runs hosted skills and the skills they call. */
package io.skillmill.coordination.skills;
