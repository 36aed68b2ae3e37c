package io.skillmill.coordination.skills.javascript;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmFunctionHandle;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/**
 * What the engine sees of the world: the time to the millisecond, chance, and its host. There are
 * no files, no network, no environment and no other processes: whatever asks for a file hears that
 * there is none.
 */
final class Imports {

  /** {@code badf} of WASI: there is no such file. */
  private static final long NO_SUCH_FILE = 8;

  private static final long DONE = 0;
  private static final String WASI = "wasi_snapshot_preview1";
  private static final int WORDS_BYTES_MAX = 4_000;
  private static final int ALIGNMENT = 1;
  private static final int POINTER_AND_LENGTH_BYTES = 8;

  /** Ends what a realm is doing, for a reason that is not its own. */
  static final class EndedException extends WasmEngineException {
    private static final long serialVersionUID = 1L;

    EndedException(Exception why) {
      super(why);
    }
  }

  private final Realm realm;
  private final InstantSource clock;
  private final RandomGenerator chance;

  private Imports(Realm realm, InstantSource clock, RandomGenerator chance) {
    this.realm = realm;
    this.clock = clock;
    this.chance = chance;
  }

  static ImportValues of(Realm realm, InstantSource clock, RandomGenerator chance) {
    var imports = new Imports(realm, clock, chance);
    var values = ImportValues.builder().addFunction(imports.invoke());
    imports
        .wasi()
        .forEach((name, function) ->
            values.addFunction(new HostFunction(WASI, name, function.type(), function.handle())));
    return values.build();
  }

  private record Function(FunctionType type, WasmFunctionHandle handle) {}

  private Map<String, Function> wasi() {
    return Map.ofEntries(
        function("clock_time_get", this::time, ValType.I32, ValType.I64, ValType.I32),
        function("random_get", this::random, ValType.I32, ValType.I32),
        function("environ_get", (_, _) -> DONE, ValType.I32, ValType.I32),
        function("environ_sizes_get", Imports::noEnvironment, ValType.I32, ValType.I32),
        function("fd_write", this::lastWords, ValType.I32, ValType.I32, ValType.I32, ValType.I32),
        noFile("fd_read", ValType.I32, ValType.I32, ValType.I32, ValType.I32),
        noFile("fd_seek", ValType.I32, ValType.I64, ValType.I32, ValType.I32),
        noFile("fd_close", ValType.I32),
        noFile("fd_fdstat_get", ValType.I32, ValType.I32),
        noFile("fd_prestat_get", ValType.I32, ValType.I32),
        noFile("fd_prestat_dir_name", ValType.I32, ValType.I32, ValType.I32),
        Map.entry(
            "proc_exit",
            new Function(
                FunctionType.of(List.of(ValType.I32), List.of()),
                (_, _) -> {
                  throw new WasmEngineException("the engine ended itself");
                })));
  }

  /** What answers with a number, as all of WASI do but one. */
  private interface Answering {
    long apply(Instance instance, long[] arguments);
  }

  private static Map.Entry<String, Function> function(
      String name, Answering answering, ValType... parameters) {
    return Map.entry(
        name,
        new Function(
            FunctionType.of(List.of(parameters), List.of(ValType.I32)),
            (instance, arguments) -> new long[] {answering.apply(instance, arguments)}));
  }

  private static Map.Entry<String, Function> noFile(String name, ValType... parameters) {
    return function(name, (_, _) -> NO_SUCH_FILE, parameters);
  }

  // ---- WASI

  private long time(Instance instance, long[] arguments) {
    instance.memory().writeLong((int) arguments[2], clock.millis() * 1_000_000);
    return DONE;
  }

  private long random(Instance instance, long[] arguments) {
    var bytes = new byte[(int) arguments[1]];
    chance.nextBytes(bytes);
    instance.memory().write((int) arguments[0], bytes);
    return DONE;
  }

  private static long noEnvironment(Instance instance, long[] arguments) {
    instance.memory().writeI32((int) arguments[0], 0);
    instance.memory().writeI32((int) arguments[1], 0);
    return DONE;
  }

  /** What the engine says of its own breaking down. */
  private long lastWords(Instance instance, long[] arguments) {
    var memory = instance.memory();
    int written = 0;
    for (int i = 0; i < arguments[2]; i++) {
      int pair = (int) arguments[1] + i * POINTER_AND_LENGTH_BYTES;
      int bytes = memory.readInt(pair + Integer.BYTES);
      realm.note(memory.readString(memory.readInt(pair), Math.min(bytes, WORDS_BYTES_MAX)));
      written += bytes;
    }
    memory.writeI32((int) arguments[3], written);
    return DONE;
  }

  // ---- the host

  private HostFunction invoke() {
    var parameters = java.util.Collections.nCopies(6, ValType.I32);
    return new HostFunction(
        "endive",
        "invoke",
        FunctionType.of(parameters, List.of(ValType.I32)),
        (instance, arguments) -> new long[] {ask(instance, arguments)});
  }

  /** Three texts come in, each with where it is and how long: ours are in the last two. */
  private long ask(Instance instance, long... arguments) {
    var memory = instance.memory();
    String what = memory.readString((int) arguments[2], (int) arguments[3]);
    int at = (int) arguments[4];
    int bytes = (int) arguments[5];
    try {
      var said = new Host.Said(bytes, () -> memory.readString(at, bytes));
      byte[] answer = realm.host().asked(what, said).getBytes(StandardCharsets.UTF_8);
      int answerAt = allocate(instance, answer.length);
      memory.write(answerAt, answer);
      int pair = allocate(instance, POINTER_AND_LENGTH_BYTES);
      memory.writeI32(pair, answerAt);
      memory.writeI32(pair + Integer.BYTES, answer.length);
      return pair;
    } catch (WasmEngineException e) {
      throw e;
    } catch (Exception e) {
      throw new EndedException(e);
    }
  }

  static int allocate(Instance instance, int bytes) {
    return (int) instance.export("cabi_realloc").apply(0, 0, ALIGNMENT, bytes)[0];
  }
}
