/** Gives parsers of other people what a format needs that is read line by line. */
package io.skillmill.parsers.authoring;
