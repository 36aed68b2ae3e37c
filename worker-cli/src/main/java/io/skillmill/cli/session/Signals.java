package io.skillmill.cli.session;

import io.skillmill.cli.render.ExitCodes;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hears SIGINT and SIGTERM. The first asks to stop in good order; the second ends the process at
 * once. Reached by reflection, because the compiler warns of {@code sun.misc.Signal} by name and no
 * other way to hear signals exists.
 */
public final class Signals implements AutoCloseable {

  private static final Map<String, Integer> EXIT_CODES =
      Map.of("INT", ExitCodes.INTERRUPTED, "TERM", ExitCodes.TERMINATED);

  private final Runnable onFirst;
  private final AtomicReference<String> heard = new AtomicReference<>("");
  private final Map<Object, Object> previous = new HashMap<>();

  private Signals(Runnable onFirst) {
    this.onFirst = onFirst;
  }

  /** Hears signals until it is closed. */
  public static Signals listen(Runnable onFirst) {
    var signals = new Signals(onFirst);
    EXIT_CODES.keySet().forEach(signals::hear);
    return signals;
  }

  /** Whether someone asked to stop. */
  public boolean asked() {
    return !heard.get().isEmpty();
  }

  /** The exit code of the signal that was heard first. */
  public int exitCode() {
    return EXIT_CODES.getOrDefault(heard.get(), ExitCodes.OK);
  }

  void arrived(String name) {
    if (heard.compareAndSet("", name)) {
      onFirst.run();
    } else {
      Runtime.getRuntime().halt(EXIT_CODES.getOrDefault(name, ExitCodes.TERMINATED));
    }
  }

  private void hear(String name) {
    try {
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> answer(proxy, method, arguments, name));
      Object signal =
          Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
      previous.put(signal, handle(signal, handler));
    } catch (ReflectiveOperationException _) {
      // A system without this signal, or one that keeps it for itself: the process ends as always.
    }
  }

  /** A proxy must answer for {@code equals} itself, and is equal to itself alone. */
  @SuppressWarnings("ReferenceEquality")
  private Object answer(Object proxy, Method method, Object[] arguments, String name) {
    return switch (method.getName()) {
      case "handle" -> {
        arrived(name);
        yield name;
      }
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "listener for SIG" + name;
    };
  }

  private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
    return signal
        .getClass()
        .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
        .invoke(null, signal, handler);
  }

  @Override
  public void close() {
    previous.forEach((signal, handler) -> {
      try {
        handle(signal, handler);
      } catch (ReflectiveOperationException _) {
        // The process is about to end; nothing depends on the old handler then.
      }
    });
  }
}
