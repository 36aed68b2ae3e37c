package io.skillmill.coordination.simulation;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.BeatAnswer;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.Turnover;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;

/** Stands beside the store and has the ledger judge everything that one process asks of it. */
final class Witness implements InvocationHandler {

  private static final Set<String> NEWS =
      Set.of("enqueue", "finish", "finishAndClaim", "release", "rescue", "retry", "resume");

  private final Server server;
  private final Ledger ledger;
  private final Host host;
  private final SkillStore store;

  Witness(Server server, Host host, SkillStore store) {
    this.server = server;
    this.ledger = server.ledger();
    this.host = host;
    this.store = store;
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] args) {
    Object answer = judged(method, args);
    if (NEWS.contains(method.getName())) {
      server.changed();
    }
    return answer;
  }

  @SuppressWarnings("unchecked")
  private Object judged(Method method, Object[] args) {
    return switch (method.getName()) {
      case "enqueue" -> {
        var tasks = (List<NewTask>) args[0];
        var answers = (List<Enqueued>) Calls.forward(store, method, args);
        ledger.enqueued(tasks, answers);
        yield answers;
      }
      case "register" -> {
        var fresh = (Registration) Calls.forward(store, method, args);
        ledger.registered(host, fresh);
        yield fresh;
      }
      case "heartbeat" -> {
        var answer = (BeatAnswer) Calls.forward(store, method, args);
        ledger.beaten((Beat) args[0], answer);
        yield answer;
      }
      case "claim" -> {
        var answer = (ClaimAnswer) Calls.forward(store, method, args);
        ledger.claimed(host, answer);
        yield answer;
      }
      case "finish" -> {
        var finishes = (List<Finish>) args[0];
        var before = ledger.standing(finishes);
        var answers = (List<FinishAnswer>) Calls.forward(store, method, args);
        ledger.finished(host, finishes, before, answers);
        yield answers;
      }
      case "finishAndClaim" -> {
        var finishes = (List<Finish>) args[0];
        var before = ledger.standing(finishes);
        var turnover = (Turnover) Calls.forward(store, method, args);
        ledger.finished(host, finishes, before, turnover.answers());
        ledger.claimed(host, turnover.next());
        yield turnover;
      }
      case "release" -> {
        Object answer = Calls.forward(store, method, args);
        ledger.released(host, (List<Lease>) args[0]);
        yield answer;
      }
      case "rescue" -> {
        var pulse = (Pulse) args[0];
        boolean still = ledger.isStill(pulse);
        Object answer = Calls.forward(store, method, args);
        if (still) {
          ledger.rescued(host, pulse);
        }
        yield answer;
      }
      case "cancel" -> {
        Object answer = Calls.forward(store, method, args);
        ledger.cancelled((TaskSelection) args[0]);
        yield answer;
      }
      case "retry" -> {
        var before = ledger.ended();
        Object answer = Calls.forward(store, method, args);
        ledger.retried(before);
        yield answer;
      }
      default -> Calls.forward(store, method, args);
    };
  }
}
