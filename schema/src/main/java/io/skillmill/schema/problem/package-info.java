/** Says what went wrong, to what, and what to do about it. */
package io.skillmill.schema.problem;
