package io.skillmill.coordination.skills.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is asked of a host. Header names and values must have been found sound. */
public final class Question {

  private final WebAddress address;
  private final Map<String, String> headers;
  private final byte[] body;
  private final boolean posts;

  private Question(WebAddress address, Map<String, String> headers, byte[] body, boolean posts) {
    this.address = address;
    this.headers = new LinkedHashMap<>(headers);
    this.body = body;
    this.posts = posts;
  }

  /** For what is there. */
  public static Question get(WebAddress address, Map<String, String> headers) {
    return new Question(address, headers, new byte[0], false);
  }

  /** With something to be dealt with, whose answer is wanted even where it is a failure. */
  public static Question post(WebAddress address, Map<String, String> headers, byte[] body) {
    return new Question(address, headers, body.clone(), true);
  }

  /** Without its headers, which may hold secrets. */
  @Override
  public String toString() {
    return (posts ? "POST " : "GET ") + address;
  }

  WebAddress address() {
    return address;
  }

  boolean wantsFailures() {
    return posts;
  }

  byte[] bytes() {
    var head = new StringBuilder();
    head.append(posts ? "POST " : "GET ").append(address.target()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(address.authority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (posts) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("Accept-Encoding: gzip\r\nConnection: close\r\n\r\n");
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    whole.writeBytes(body);
    return whole.toByteArray();
  }
}
