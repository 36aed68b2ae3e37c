/** Names what is said between a program and a language model that may call tools. */
package io.skillmill.schema.chat;
