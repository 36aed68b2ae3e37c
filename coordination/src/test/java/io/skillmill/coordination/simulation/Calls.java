package io.skillmill.coordination.simulation;

import io.skillmill.coordination.store.SkillStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Passes a call on. */
final class Calls {

  private Calls() {}

  static Object forward(SkillStore store, Method method, Object[] args) {
    try {
      return method.invoke(store, args);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
