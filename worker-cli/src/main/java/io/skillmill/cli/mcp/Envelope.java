package io.skillmill.cli.mcp;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What the headers of a request say of the message in its body: which revision it speaks, and that
 * both say the same.
 */
final class Envelope {

  static final String VERSION = "MCP-Protocol-Version";
  static final String METHOD = "Mcp-Method";
  static final String NAME = "Mcp-Name";
  static final String PARAMETER = "Mcp-Param-";

  private static final String ENCODED = "=?base64?";
  private static final String ENCODED_END = "?=";
  private static final int BASE64_BLOCK = 4;

  /** The methods that name something, and in which member. */
  private static final Map<String, String> NAMED =
      Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

  private final Function<String, Optional<String>> headers;

  Envelope(Function<String, Optional<String>> headers) {
    this.headers = name -> headers.apply(name).map(String::strip);
  }

  /** The revision that the headers name, or that is meant where they name none. */
  Revision unread() throws McpFault {
    var said = headers.apply(VERSION);
    return said.isEmpty() ? Revision.UNSAID : known(said.get());
  }

  /**
   * The revision in which a message is to be answered.
   *
   * @throws McpFault where it says none that is known, or the headers say otherwise than it does
   */
  Revision revision(Message message) throws McpFault {
    Optional<String> header = headers.apply(VERSION);
    Optional<String> said = message.version();
    if (said.isEmpty() && message.method().equals("initialize")) {
      return Revision.OLD_NEWEST;
    }
    boolean modern =
        said.isPresent()
            || header.filter(Revision.STATELESS.word()::equals).isPresent()
            || message.method().equals("server/discover")
            || message.method().equals("subscriptions/listen");
    if (!modern) {
      return unread();
    }
    if (message.id().isEmpty()) {
      return Revision.STATELESS; // what the headers of a notification say is not laid down
    }
    message.checkMeta();
    agree(VERSION, header, said.orElse(""));
    Revision revision = known(said.orElse(""));
    if (revision.isStateless()) {
      check(message);
    }
    return revision;
  }

  private static Revision known(String word) throws McpFault {
    return Revision.of(word).orElseThrow(() -> McpFault.version(Message.cut(word)));
  }

  // spec: Servers that process the request body MUST reject requests where the values specified in
  // the headers do not match the corresponding values in the request body.
  private void check(Message message) throws McpFault {
    agree(METHOD, headers.apply(METHOD), message.method());
    String member = NAMED.get(message.method());
    if (member != null && message.params().path(member).isString()) {
      agree(NAME, decoded(NAME), message.params().path(member).asString());
    }
  }

  private static void agree(String name, Optional<String> header, String said) throws McpFault {
    if (header.isEmpty()) {
      throw differs("The header %s is missing".formatted(name));
    }
    if (!header.get().equals(said)) {
      throw differs(
          "The header %s says '%s' and the message '%s'"
              .formatted(name, Message.cut(header.get()), Message.cut(said)));
    }
  }

  private static McpFault differs(String how) {
    return McpFault.envelope(McpFault.HEADERS_DIFFER, how);
  }

  /** As it was before it was made fit for a header. */
  private Optional<String> decoded(String name) throws McpFault {
    Optional<String> header = headers.apply(name);
    if (header.filter(Envelope::isEncoded).isEmpty()) {
      return header;
    }
    String text = header.get();
    String inner = text.substring(ENCODED.length(), text.length() - ENCODED_END.length());
    if (inner.length() % BASE64_BLOCK == 0) { // Java would do without the padding
      try {
        byte[] bytes = Base64.getDecoder().decode(inner);
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException _) {
        // told below
      }
    }
    throw differs("The header %s is not the Base64 that it claims to be".formatted(name));
  }

  private static boolean isEncoded(String text) {
    return text.length() >= ENCODED.length() + ENCODED_END.length()
        && text.startsWith(ENCODED)
        && text.endsWith(ENCODED_END);
  }

  /**
   * That the headers say the same as the arguments, where a tool's schema has some of them said
   * twice.
   */
  void checkArguments(JsonNode schema, JsonNode arguments) throws McpFault {
    for (var property : schema.path("properties").properties()) {
      JsonNode value = arguments.path(property.getKey());
      JsonNode header = property.getValue().path("x-mcp-header");
      if (header.isString()) {
        checkArgument(PARAMETER + header.asString(), value);
      }
      if (property.getValue().has("properties")) {
        checkArguments(property.getValue(), value);
      }
    }
  }

  private void checkArgument(String name, JsonNode value) throws McpFault {
    Optional<String> header = decoded(name);
    if (value.isMissingNode() || value.isNull()) {
      if (header.isPresent()) {
        throw differs("The header %s says something, and the arguments do not".formatted(name));
      }
      return;
    }
    if (header.isPresent() && Message.isFinite(value) && isSame(header.get(), value)) {
      return;
    }
    agree(name, header, value.asString(""));
  }

  private static boolean isSame(String text, JsonNode number) {
    try {
      return new BigDecimal(text).compareTo(number.decimalValue()) == 0;
    } catch (NumberFormatException _) {
      return false;
    }
  }
}
