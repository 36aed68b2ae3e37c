package io.skillmill.coordination.skills.bundled.fetch;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.web.Deadline;
import io.skillmill.coordination.skills.web.Dialer;
import io.skillmill.coordination.skills.web.Exchange;
import io.skillmill.coordination.skills.web.Page;
import io.skillmill.coordination.skills.web.Question;
import io.skillmill.coordination.skills.web.WebAddress;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunFailure;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** The fetch skill: one page, as it is or as Markdown, a window of it at a time. */
public final class PageFetcher implements SkillCode {

  static final int REDIRECTS_MAX = 5;
  static final int WINDOW_CHARS = 10_000;

  /** What sites are told; its first word is the one that a robots.txt may address. */
  static final String NAME = Robots.VISITOR + " (fetch skill)";

  private static final Map<String, String> HEADERS =
      Map.of(
          "User-Agent",
          NAME,
          "Accept",
          "text/html, application/xhtml+xml, text/*;q=0.9, application/json;q=0.9, */*;q=0.5");

  private final FetchRules rules;
  private final Exchange exchange;
  private final Robots robots;

  PageFetcher(FetchRules rules, Dialer dialer) {
    this.rules = rules;
    this.exchange = new Exchange(dialer, rules.pageBytesMax());
    this.robots = new Robots(dialer, System::nanoTime);
  }

  public static PageFetcher of(FetchRules rules) {
    return new PageFetcher(rules, Dialer.of(rules.allowPrivate()));
  }

  @Override
  public JsonNode run(ObjectNode input, SkillContext context)
      throws SkillException, InterruptedException {
    var address = WebAddress.of(input.path("url").asString(""));
    Duration left = context.left();
    var deadline = Deadline.in(left.compareTo(rules.timeout()) < 0 ? left : rules.timeout());
    Page page = page(address, deadline);
    var text = PageText.of(page);
    boolean markdown =
        input.path("as_markdown").asBoolean(false) && !input.path("raw").asBoolean(false);
    String whole = markdown && text.isHtml() ? Markdown.of(text.text()) : text.text();
    return output(Window.of(whole, input), markdown, page);
  }

  private static ObjectNode output(Window window, boolean markdown, Page page) {
    var output = Json.object();
    if (markdown) {
      output.putNull("html").put("markdown", window.text());
    } else {
      output.put("html", window.text()).putNull("markdown");
    }
    output.put("status", page.status()).put("content_type", page.header("content-type"));
    output.put("url", page.address().toString()).put("length", window.length());
    output.put("truncated", window.next().isPresent());
    if (window.next().isPresent()) {
      output.put("next_start_index", window.next().getAsInt());
    } else {
      output.set("next_start_index", NullNode.getInstance());
    }
    return output;
  }

  // ---- getting it

  private Page page(WebAddress from, Deadline deadline)
      throws SkillException, InterruptedException {
    WebAddress address = from;
    for (int redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      Page page = answer(address, deadline);
      String location = page.header("location");
      if (page.status() >= 400) {
        throw failed(page.status());
      }
      if (page.status() < 300 || location.isEmpty()) {
        return page;
      }
      address = address.moved(location);
    }
    throw SkillException.unavailable(
        "The page leads elsewhere more than %d times".formatted(REDIRECTS_MAX));
  }

  private static SkillException failed(int status) {
    return new SkillException(
        RunFailure.of(
                RunFailure.Kind.UNAVAILABLE, "The page answered with status %d".formatted(status))
            .typed("HttpStatus")
            .with(Json.object().put("status", status)));
  }

  private Page answer(WebAddress address, Deadline deadline)
      throws SkillException, InterruptedException {
    try {
      if (rules.robots()) {
        robots.check(address, deadline);
      }
      return exchange.ask(Question.get(address, HEADERS), deadline);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw told(address, e);
    }
  }

  private SkillException told(WebAddress address, IOException why) {
    return switch (why) {
      case Exchange.TooLargeException _ ->
          SkillException.refused(
              "The page is larger than the %,d bytes that are read"
                  .formatted(rules.pageBytesMax()));
      case SocketTimeoutException _ ->
          new SkillException(
              RunFailure.of(
                  RunFailure.Kind.TIMEOUT,
                  "The page took longer than the %d s that it may"
                      .formatted(rules.timeout().toSeconds())));
      case SSLException _ ->
          SkillException.unavailable(
              "The host '%s' could not prove who it is".formatted(address.host()));
      case java.net.SocketException _ ->
          SkillException.unavailable(
              "The host '%s' could not be reached".formatted(address.host()));
      default ->
          SkillException.unavailable(
              "The page could not be read: its answer is not sound HTTP, or ends too early");
    };
  }
}
