package io.skillmill.coordination.models;

import io.skillmill.schema.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which model is asked, and where. It is the operator's choice, so it may be on this machine or in
 * a private network.
 *
 * @param endpoint where chat completions are posted
 * @param model its name there
 * @param key sent as a bearer token; empty for none. Never told anywhere
 */
public record ModelAddress(URI endpoint, String model, String key) {

  public static final String KEY_VARIABLE = "OPENAI_API_KEY";
  public static final String URL_VARIABLE = "OPENAI_BASE_URL";
  public static final String MODEL_VARIABLE = "OPENAI_MODEL";

  /** All that say which model is meant. */
  public static final Set<String> VARIABLES = Set.of(KEY_VARIABLE, URL_VARIABLE, MODEL_VARIABLE);

  private static final String URL_DEFAULT = "https://api.openai.com/v1";
  private static final String MODEL_DEFAULT = "gpt-4.1-mini";
  private static final String PATH = "/chat/completions";

  /**
   * The model that the variables name, and these wishes before them.
   *
   * @throws io.skillmill.schema.problem.ProblemException where it is not said which, or without the
   *     key that it takes
   */
  public static ModelAddress of(
      Map<String, String> environment, Optional<String> url, Optional<String> model) {
    var base = url.or(() -> variable(environment, URL_VARIABLE));
    var name = model.or(() -> variable(environment, MODEL_VARIABLE));
    var key = variable(environment, KEY_VARIABLE);
    if (base.isEmpty() && key.isEmpty()) {
      throw Problem.usage(
              "There is no key for a language model",
              "Set %s; or %s to a model on this machine, such as http://127.0.0.1:11434/v1"
                  .formatted(KEY_VARIABLE, URL_VARIABLE))
          .asException();
    }
    if (base.isPresent() && name.isEmpty()) {
      throw Problem.usage(
              "It is not said which model to ask", "Set %s to its name".formatted(MODEL_VARIABLE))
          .asException();
    }
    return new ModelAddress(
        endpoint(base.orElse(URL_DEFAULT)), name.orElse(MODEL_DEFAULT), checked(key.orElse("")));
  }

  /** The same, or nothing where the variables name no model at all. */
  public static Optional<ModelAddress> find(Map<String, String> environment) {
    boolean any =
        variable(environment, KEY_VARIABLE).isPresent()
            || variable(environment, URL_VARIABLE).isPresent();
    return any
        ? Optional.of(of(environment, Optional.empty(), Optional.empty()))
        : Optional.empty();
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.of(environment.getOrDefault(name, "").strip()).filter(text -> !text.isEmpty());
  }

  /** What stands in a header has no blanks and no letters beyond ASCII. */
  private static String checked(String key) {
    if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw Problem.usage(
              "The key in %s cannot be sent".formatted(KEY_VARIABLE),
              "Set it to the key as it was given, without quotes or blanks")
          .asException();
    }
    return key;
  }

  private static URI endpoint(String base) {
    try {
      URI uri = new URI(base);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return completions(uri);
      }
    } catch (URISyntaxException _) {
      // Told below, without the text, which may hold a password.
    }
    throw Problem.usage(
            "The address of the language model cannot be used",
            "Set %s to an http or https address without a password, such as %s"
                .formatted(URL_VARIABLE, URL_DEFAULT))
        .asException();
  }

  private static URI completions(URI base) throws URISyntaxException {
    String path = base.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    String whole = path.endsWith(PATH) ? path : path + PATH;
    String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
    return new URI(base.getScheme() + "://" + base.getRawAuthority() + whole + query);
  }

  /** Without the key and without what stands in a query, so that no log can hold them. */
  @Override
  public String toString() {
    return "%s at %s://%s".formatted(model, endpoint.getScheme(), endpoint.getRawAuthority());
  }
}
