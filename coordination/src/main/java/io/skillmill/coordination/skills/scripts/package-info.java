/** Runs skills written in other languages, in processes of their own. */
package io.skillmill.coordination.skills.scripts;
