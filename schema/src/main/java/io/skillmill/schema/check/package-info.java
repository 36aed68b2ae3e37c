/** Checks a document against the skill-decomposition schema and its stricter rules. */
package io.skillmill.schema.check;
