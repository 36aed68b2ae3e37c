/** Checks a skill under the profiles asked for and settles which findings count. */
package io.skillmill.parsers.check;
