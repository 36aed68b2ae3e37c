package io.skillmill.parsers.detect;

/** Looks closer at what a pattern found, and says what is special about it. */
@FunctionalInterface
public interface Trait {

  /** One word that a rule may have a severity for; often empty. */
  String of(View view, int start, int end);
}
