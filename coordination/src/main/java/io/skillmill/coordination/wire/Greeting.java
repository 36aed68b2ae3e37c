package io.skillmill.coordination.wire;

/**
 * Who answers.
 *
 * @param version the program's version
 * @param server made afresh each time a server is started
 */
public record Greeting(String version, String server) {}
