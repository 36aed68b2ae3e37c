package io.skillmill.coordination.skills;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a run stands: which skills are on the stack, until when, how deep it may go. The call of a
 * skill is given its frame as the context.
 *
 * @param span empty of use where nobody wishes to see the trace
 */
record Frame(Run run, CallChain stack, long deadlineNanos, int depthMax, @Nullable Span span)
    implements SkillContext {

  @Override
  public JsonNode call(String skill, ObjectNode input) throws SkillException {
    return new CallUnderWay(this, skill).make(input);
  }

  @Override
  public List<JsonNode> callAll(List<Call> calls) throws SkillException {
    return Together.make(this, calls);
  }

  @Override
  public <T> List<T> together(List<? extends Callable<T>> deeds) throws SkillException {
    boolean heavy = run.skills().find(stack.last()).filter(it -> !it.isLight()).isPresent();
    return Together.make(heavy ? deeds.stream().map(this::computed).toList() : deeds);
  }

  /** What a skill does itself is done on the same sort of thread as the skill. */
  private <T> Callable<T> computed(Callable<T> deed) {
    return () -> Running.computed(deed, left());
  }

  @Override
  public Optional<String> credential(String name) {
    return run.credential(stack.last(), name);
  }

  @Override
  public Duration left() {
    return Duration.ofNanos(deadlineNanos - System.nanoTime());
  }

  @Override
  public List<String> chain() {
    return stack.names();
  }

  @Override
  public List<String> trail() {
    return run.elsewhere().trail(stack);
  }

  @Override
  public String traceId() {
    return run.traceId();
  }

  @Override
  public Optional<String> traceparent() {
    return run.traceparent();
  }
}
