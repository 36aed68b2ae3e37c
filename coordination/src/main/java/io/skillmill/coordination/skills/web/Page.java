package io.skillmill.coordination.skills.web;

import java.util.Map;

/**
 * What a server answered.
 *
 * @param headers by their names in small letters; of several of one name, the first
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Page(WebAddress address, int status, Map<String, String> headers, byte[] bytes) {

  /** A header; empty where there is none. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
