/** Names the parts of a skill: its source, its elements, and where each came from. */
package io.skillmill.schema.skill;
