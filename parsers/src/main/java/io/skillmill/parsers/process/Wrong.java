package io.skillmill.parsers.process;

/** Something in a declaration that cannot be used. */
final class Wrong extends Exception {

  private static final long serialVersionUID = 1L;

  private final String what;
  private final String remedy;

  /**
   * Says what it is.
   *
   * @param what a sentence whose subject is the file
   * @param remedy what to do about it
   */
  Wrong(String what, String remedy) {
    super(what, null, false, false);
    this.what = what;
    this.remedy = remedy;
  }

  String what() {
    return what;
  }

  String remedy() {
    return remedy;
  }
}
