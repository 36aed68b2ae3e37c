package io.skillmill.coordination.work;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.Problem;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Stands before a real store, and fails where the test says so. */
final class FaultyStore implements InvocationHandler {

  /** How a call fails. */
  enum Fault {
    NONE,
    /** Nothing is done. */
    REFUSED,
    /** All is done, and the answer is lost: the nastiest one. */
    ANSWER_LOST
  }

  private final SkillStore store;
  private final Set<String> methods;
  volatile Fault fault = Fault.NONE;
  volatile int failures;
  volatile int calls;

  private FaultyStore(SkillStore store, Set<String> methods) {
    this.store = store;
    this.methods = methods;
  }

  /** Faults for these methods; for all of them where none is named. */
  static FaultyStore before(SkillStore store, String... methods) {
    return new FaultyStore(store, Set.of(methods));
  }

  SkillStore door() {
    return (SkillStore)
        Proxy.newProxyInstance(
            SkillStore.class.getClassLoader(), new Class<?>[] {SkillStore.class}, this);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
    boolean meant = methods.isEmpty() || methods.contains(method.getName());
    var now = meant ? fault : Fault.NONE;
    count(meant);
    if (now == Fault.REFUSED) {
      throw failed(method);
    }
    Object answer = forward(method, args);
    if (now == Fault.ANSWER_LOST) {
      throw failed(method);
    }
    return answer;
  }

  private synchronized void count(boolean meant) {
    calls += meant ? 1 : 0;
  }

  private Object forward(Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(store, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private RuntimeException failed(Method method) {
    synchronized (this) {
      failures = failures + 1;
    }
    return Problem.store("The store failed at " + method.getName(), "Mend it").asException();
  }
}
