package io.skillmill.parsers.clients;

import io.skillmill.schema.skill.Place;

/**
 * Where and how a skill does not keep a rule.
 *
 * @param what a clause that ends before the remedy
 */
record Breach(Place place, String what) {}
