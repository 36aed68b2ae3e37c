package io.skillmill.coordination.skills.javascript;

import io.skillmill.schema.json.Json;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ArrayNode;

/** What chance in a realm grows from: a realm begins with an image, and would repeat itself. */
final class Seeds {

  private static final int NUMBERS = 4;

  /** Of a realm in which nothing of a skill runs. */
  static final ArrayNode NONE = Json.array().add(1).add(2).add(3).add(4);

  private Seeds() {}

  static ArrayNode of(RandomGenerator chance) {
    var seeds = Json.array();
    for (int i = 0; i < NUMBERS; i++) {
      seeds.add(chance.nextInt());
    }
    return seeds;
  }
}
