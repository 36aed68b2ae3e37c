/** Decides for each passage of a skill whether it is an action, a rule or a directive. */
package io.skillmill.parsers.decompose;
