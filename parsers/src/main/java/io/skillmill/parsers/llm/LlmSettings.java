package io.skillmill.parsers.llm;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Which model is asked, and within which limits.
 *
 * @param endpoint where chat completions are posted
 * @param model its name there
 * @param key sent as a bearer token; empty for none. Never told anywhere
 * @param prices of a million tokens; nothing where no cost is counted
 * @param limits how long an answer may take and how much is sent
 */
record LlmSettings(URI endpoint, String model, String key, Optional<Prices> prices, Limits limits) {

  static final String URL_NAME = "SKILLMILL_LLM_URL";
  static final String MODEL_NAME = "SKILLMILL_LLM_MODEL";
  static final String KEY_NAME = "SKILLMILL_LLM_KEY";
  static final String TIMEOUT_NAME = "SKILLMILL_LLM_TIMEOUT_SECONDS";
  static final String CHARS_NAME = "SKILLMILL_LLM_CHARS_MAX";
  static final String PRICE_IN_NAME = "SKILLMILL_LLM_PRICE_INPUT";
  static final String PRICE_OUT_NAME = "SKILLMILL_LLM_PRICE_OUTPUT";

  private static final int SECONDS = 120;
  private static final int CHARS = 120_000;

  /**
   * @param input of a million tokens that are sent
   * @param output of a million tokens that come back
   */
  record Prices(double input, double output) {}

  /**
   * @param timeout for one answer
   * @param charsMax how much of a file is sent; what is cut off is reported
   */
  record Limits(Duration timeout, int charsMax) {}

  /** What an environment says, or what is missing or wrong in it. */
  sealed interface Read {

    record Ready(LlmSettings settings) implements Read {}

    record Missing(String remedy) implements Read {}
  }

  static Read of(Map<String, String> environment) {
    String url = environment.getOrDefault(URL_NAME, "").strip();
    String model = environment.getOrDefault(MODEL_NAME, "").strip();
    if (url.isEmpty() || model.isEmpty()) {
      return new Read.Missing(
          "Set %s to an OpenAI-compatible endpoint such as http://localhost:11434/v1, and %s"
              .formatted(URL_NAME, MODEL_NAME));
    }
    try {
      return new Read.Ready(
          new LlmSettings(
              completions(url),
              model,
              environment.getOrDefault(KEY_NAME, "").strip(),
              prices(environment),
              new Limits(
                  Duration.ofSeconds(whole(environment, TIMEOUT_NAME, SECONDS)),
                  whole(environment, CHARS_NAME, CHARS))));
    } catch (IllegalArgumentException e) {
      return new Read.Missing(String.valueOf(e.getMessage()));
    }
  }

  private static URI completions(String url) {
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    String path = base.endsWith("/chat/completions") ? base : base + "/chat/completions";
    try {
      URI uri = new URI(path);
      if (uri.getHost() != null
          && uri.getUserInfo() == null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Told below, without the text, which may hold a password.
    }
    throw new IllegalArgumentException(
        "Set %s to an http or https address without a password in it".formatted(URL_NAME));
  }

  private static Optional<Prices> prices(Map<String, String> environment) {
    if (!environment.containsKey(PRICE_IN_NAME) && !environment.containsKey(PRICE_OUT_NAME)) {
      return Optional.empty();
    }
    return Optional.of(
        new Prices(price(environment, PRICE_IN_NAME), price(environment, PRICE_OUT_NAME)));
  }

  private static double price(Map<String, String> environment, String name) {
    try {
      double price = Double.parseDouble(environment.getOrDefault(name, "0"));
      if (price >= 0 && price < 1e6) {
        return price;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new IllegalArgumentException("Set %s to the price of a million tokens".formatted(name));
  }

  private static int whole(Map<String, String> environment, String name, int usual) {
    try {
      int number = Integer.parseInt(environment.getOrDefault(name, "" + usual).strip());
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new IllegalArgumentException("Set %s to a whole number above 0".formatted(name));
  }

  /** Without the key, so that no log can hold it. */
  @Override
  public String toString() {
    return "%s at %s".formatted(model, endpoint);
  }
}
