package io.skillmill.schema.run;

/** How hosted skills may be called: as every protocol that lists them as tools allows. */
public final class SkillName {

  public static final int LENGTH_MAX = 64;

  /** What a name must be, for messages. */
  public static final String RULE =
      "1 to %d letters, digits, '_', '-' or '.', the first a letter, a digit or '_'"
          .formatted(LENGTH_MAX);

  private SkillName() {}

  public static boolean isValid(String name) {
    if (name.isEmpty() || name.length() > LENGTH_MAX || "-.".indexOf(name.charAt(0)) >= 0) {
      return false;
    }
    return name.chars().allMatch(SkillName::isAllowed);
  }

  private static boolean isAllowed(int c) {
    return isBetween(c, 'a', 'z')
        || isBetween(c, 'A', 'Z')
        || isBetween(c, '0', '9')
        || "_-.".indexOf(c) >= 0;
  }

  private static boolean isBetween(int c, char first, char last) {
    return c >= first && c <= last;
  }
}
