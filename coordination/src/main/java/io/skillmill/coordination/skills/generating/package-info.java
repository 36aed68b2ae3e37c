/** Has a language model write skills, tries them, and keeps them as drafts until approved. */
package io.skillmill.coordination.skills.generating;
