package io.skillmill.cli.events;

import io.skillmill.cli.http.Caller;
import io.skillmill.coordination.tokens.Right;
import java.time.Instant;
import java.util.Set;

/** Something that happened at a host. */
sealed interface Event {

  /** Whether it is for whoever is let in like this. */
  boolean isFor(Caller caller);

  /**
   * Where a skill is, or was.
   *
   * @param skill how the configuration calls it
   */
  record Place(String skill, String mount) {
    boolean isThereFor(Caller caller) {
      return caller.maySee(skill, mount);
    }
  }

  /**
   * Something about one skill.
   *
   * @param data as it is told to everybody
   */
  record OfSkill(String name, Place place, String data) implements Event {
    @Override
    public boolean isFor(Caller caller) {
      return place.isThereFor(caller);
    }
  }

  /**
   * Others are offered as tools than before. How many there are depends on who asks.
   *
   * @param about the skills of those that came, went or are another now
   */
  record OfTools(Set<Place> about, Instant at) implements Event {
    @Override
    public boolean isFor(Caller caller) {
      return caller.may(Right.RUN) && about.stream().anyMatch(place -> place.isThereFor(caller));
    }
  }
}
