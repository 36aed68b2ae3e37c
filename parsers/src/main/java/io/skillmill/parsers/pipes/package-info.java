/** Ends processes with all they started, and reads what they write. */
package io.skillmill.parsers.pipes;
