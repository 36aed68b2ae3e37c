/** Gives out tokens, and tells what each is good for. */
package io.skillmill.coordination.tokens;
