package io.skillmill.parsers;

/** How well a parser fits a source, worst to best. */
public enum Fit {
  /** Not its format. */
  NONE,
  /** It could read it, if nobody else does. */
  POSSIBLE,
  /** The content looks like its format. */
  LIKELY,
  /** The name or the content says that it is its format. */
  CERTAIN
}
