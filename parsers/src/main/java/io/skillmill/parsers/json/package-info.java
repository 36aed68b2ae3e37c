/** Takes documents in that are decompositions already. */
package io.skillmill.parsers.json;
