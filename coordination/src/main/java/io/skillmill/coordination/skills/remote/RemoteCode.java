package io.skillmill.coordination.skills.remote;

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
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.SkillDeclaration;
import java.io.IOException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A skill that another host runs: one question and one answer for each call. */
final class RemoteCode implements SkillCode {

  /** How the other host hears which skills wait for its answer. */
  static final String CHAIN_HEADER = "Skillmill-Chain";

  /**
   * Where it runs.
   *
   * @param envelope whether it takes the input with credentials and time around it
   */
  record Target(WebAddress address, Headers headers, boolean envelope) {}

  private final SkillDeclaration declaration;
  private final Target target;
  private final Exchange exchange;

  RemoteCode(SkillDeclaration declaration, Target target, Dialer dialer) {
    this.declaration = declaration;
    this.target = target;
    long bytesMax = declaration.limits().responseBytes();
    this.exchange = new Exchange(dialer, (int) Math.min(Integer.MAX_VALUE - 1, bytesMax));
  }

  @Override
  public boolean isLight() {
    return true;
  }

  @Override
  public JsonNode run(ObjectNode input, SkillContext context)
      throws SkillException, InterruptedException {
    var headers = target.headers().with(context);
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json");
    headers.put("User-Agent", "Skillmill");
    headers.put(CHAIN_HEADER, String.join(", ", context.trail()));
    context.traceparent().ifPresent(parent -> headers.put("traceparent", parent));
    byte[] body = Json.utf8(target.envelope() ? envelope(input, context) : input);
    var answer = asked(Question.post(target.address(), headers, body), context);
    return Answer.output(answer.status(), answer.bytes());
  }

  private ObjectNode envelope(ObjectNode input, SkillContext context) {
    var envelope = Json.object();
    envelope.set("skill_input", input);
    var secrets = envelope.putObject("credentials");
    for (CredentialNeed need : declaration.credentials()) {
      context.credential(need.name()).ifPresent(secret -> secrets.put(need.name(), secret));
    }
    envelope
        .putObject("runtime_config")
        .put("timeout_seconds", Math.max(0.001, context.left().toMillis() / 1e3));
    return envelope;
  }

  private Page asked(Question question, SkillContext context)
      throws SkillException, InterruptedException {
    try {
      return exchange.ask(question, Deadline.in(context.left()));
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw told(e);
    }
  }

  private SkillException told(IOException why) {
    String name = declaration.name();
    return switch (why) {
      case Exchange.TooLargeException _ ->
          SkillException.broken(
              "OutputTooLarge",
              "'%s' answered with more than %d bytes"
                  .formatted(name, declaration.limits().responseBytes()));
      case SocketTimeoutException _ ->
          new SkillException(
              RunFailure.of(
                  RunFailure.Kind.TIMEOUT, "'%s' took longer than it may".formatted(name)));
      case SSLException _ ->
          SkillException.unavailable("The host of '%s' could not prove who it is".formatted(name));
      case java.net.SocketException _ ->
          SkillException.unavailable("The host of '%s' could not be reached".formatted(name));
      default ->
          SkillException.unavailable(
              "The host of '%s' gave an answer that is not sound HTTP".formatted(name));
    };
  }
}
