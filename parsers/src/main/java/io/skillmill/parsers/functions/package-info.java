/** Takes the function tools that are given to language models apart. */
package io.skillmill.parsers.functions;
