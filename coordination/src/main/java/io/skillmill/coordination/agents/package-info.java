/** Keeps what people and an agent say to each other. */
package io.skillmill.coordination.agents;
