/** Says of every place of a text what it is: prose, code, a comment, a quotation, a link. */
package io.skillmill.parsers.contexts;
