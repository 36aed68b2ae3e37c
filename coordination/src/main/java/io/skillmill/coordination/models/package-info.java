/** Asks a language model through any endpoint that speaks chat completions. */
package io.skillmill.coordination.models;
