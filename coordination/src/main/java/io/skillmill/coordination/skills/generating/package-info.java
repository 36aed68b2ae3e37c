/**
 * Has a language model write a skill, tries it, and keeps it as a draft until somebody approves it.
 */
package io.skillmill.coordination.skills.generating;
