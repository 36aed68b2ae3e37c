/** Reads and writes JSON the one way the whole house does. */
package io.skillmill.schema.json;
