/** Knows the tables of what people and an agent say to each other. */
package io.skillmill.db.agents;
