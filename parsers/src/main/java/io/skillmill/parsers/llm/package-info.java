/** Takes skills apart by asking a language model, and holds its answers to the schema. */
package io.skillmill.parsers.llm;
