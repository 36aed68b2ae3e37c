package io.skillmill.coordination.skills.javascript;

import java.util.function.Supplier;

/** Whom code in a realm can talk to, and the only one. */
interface Host {

  /**
   * Something said by code in a realm.
   *
   * @param bytes how long it is
   * @param text read from the realm when it is asked for, and not before
   */
  record Said(int bytes, Supplier<String> text) {}

  /** Answers, as text. What it throws ends the realm and arrives at whoever had it run. */
  String asked(String what, Said said) throws Exception;

  /** Of a realm that nobody has run yet. */
  Host NOBODY =
      (_, _) -> {
        throw new IllegalStateException("Nobody is there to answer");
      };
}
