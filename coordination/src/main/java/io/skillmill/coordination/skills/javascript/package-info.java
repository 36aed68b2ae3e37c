/** Runs skills that are functions in JavaScript, in a sandbox in this process. */
package io.skillmill.coordination.skills.javascript;
