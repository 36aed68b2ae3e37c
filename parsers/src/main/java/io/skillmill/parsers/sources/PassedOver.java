package io.skillmill.parsers.sources;

import java.nio.file.Path;

/**
 * Something that a search left alone.
 *
 * @param path a file, or a directory with all that is in it
 * @param reason one of a few
 * @param why the same in words, with what to do to have it found
 */
public record PassedOver(Path path, Reason reason, String why) {

  /** Why a search leaves something alone. */
  public enum Reason {
    /** An ignore file says so. */
    IGNORED("ignored"),
    /** The rest of an ignore file that is too large, or one that cannot be read. */
    IGNORE_FILE("ignore-file"),
    /** A directory that holds no skills of one's own. */
    NOT_SEARCHED("not-searched"),
    /** Symbolic links are not followed. */
    LINK("link"),
    /** Neither a file nor a directory. */
    NO_FILE("no-file"),
    /** No format has such an ending. */
    OTHER_ENDING("other-ending"),
    /** A format has such an ending, and this is none of it. */
    NO_FIT("no-fit"),
    /** A parser could read it, and it does not look like its format. */
    UNCERTAIN("uncertain");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    /** As it is written in reports. */
    public String word() {
      return word;
    }
  }
}
