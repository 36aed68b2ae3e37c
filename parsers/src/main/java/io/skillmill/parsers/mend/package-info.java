/** Mends what can be mended in a skill without changing what anybody reads in it. */
package io.skillmill.parsers.mend;
