package io.skillmill.coordination.skills.javascript;

import io.roastedroot.quickjs4j.core.JavyPluginModule;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.run.RunFailure;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmInterruptedException;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.WasmModule;

/**
 * One world of JavaScript with everything in it: an engine, its memory, and what code has made of
 * it. Used by one thread at a time, which can be interrupted at any moment.
 */
final class Realm implements AutoCloseable {

  private static final int STACK_POINTER = 0;
  private static final int WORDS_CHARS_MAX = 8_000;

  /** What stands in the engine's last words before an error that nobody caught. */
  private static final String UNCAUGHT = "`Err` value: ";

  /** The type of such an error. */
  static final String UNCAUGHT_TYPE = "Uncaught";

  /** As much as the engine may need before any skill is there. */
  static final int PAGES_TO_AWAKE = 64;

  /** What was compiled could not be. */
  static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    SyntaxException(String told) {
      super(told, null, false, false);
    }
  }

  /** Where it comes from and goes back to. */
  record Origin(Ration ration, InstantSource clock, RandomGenerator chance, Consumer<Realm> home) {}

  private final Origin origin;
  private final Instance instance;
  private final RationedMemory memory;
  private Host host = Host.NOBODY;
  private final StringBuilder words = new StringBuilder();
  private boolean sound = true;

  Realm(WasmModule engine, Origin origin) {
    this.origin = origin;
    this.instance =
        Instance.builder(engine)
            .withMemoryFactory(limits -> new RationedMemory(limits, origin.ration()))
            .withMachineFactory(JavyPluginModule::create)
            .withImportValues(Imports.of(this, origin.clock(), origin.chance()))
            .build();
    this.memory = (RationedMemory) instance.memory();
  }

  Host host() {
    return host;
  }

  /** Something the engine says of itself. */
  void note(String said) {
    if (words.length() < WORDS_CHARS_MAX) {
      words.append(said);
    }
  }

  /** Wakes the engine for the first time. */
  void awake() throws SkillException, InterruptedException {
    if (!memory.begin(PAGES_TO_AWAKE)) {
      throw noMemory();
    }
    done(() -> instance.export("initialize_runtime").apply());
    memory.end();
  }

  /**
   * Makes it the world of an image.
   *
   * @param pagesMax how many pages of memory it may come to have
   */
  void become(Image image, Host other, int pagesMax) throws SkillException {
    if (!memory.begin(Math.max(pagesMax, image.pages()))
        || memory.grow(image.pages() - memory.pages()) < 0) {
      throw noMemory();
    }
    image.restore(memory);
    instance.global(STACK_POINTER).setValue(image.stackPointer());
    host = other;
  }

  /** How it is now. */
  Image image(Image other) {
    return Image.of(memory, instance.global(STACK_POINTER).getValue(), other);
  }

  Image image() {
    return Image.of(memory, instance.global(STACK_POINTER).getValue());
  }

  /** Makes a module of a text. A realm in which something was compiled is of no other use. */
  Compiled compile(String module) throws SyntaxException, SkillException, InterruptedException {
    int[] answer = new int[3];
    done(() -> {
      byte[] text = module.getBytes(StandardCharsets.UTF_8);
      int at = (int) instance.export("compile-src").apply(put(text), text.length)[0];
      answer[0] = memory.read(at);
      answer[1] = memory.readInt(at + Integer.BYTES);
      answer[2] = memory.readInt(at + 2 * Integer.BYTES);
    });
    byte[] told = memory.readBytes(answer[1], answer[2]);
    if (answer[0] != 0) {
      throw new SyntaxException(new String(told, StandardCharsets.UTF_8));
    }
    return new Compiled(told);
  }

  /** Runs a compiled module, and then all that is to happen after it. */
  void run(Compiled compiled) throws SkillException, InterruptedException {
    done(() -> {
      int at = Imports.allocate(instance, compiled.length());
      compiled.write(memory, at);
      instance.export("eval").apply(at, compiled.length(), 0, 0);
    });
  }

  private int put(byte[] bytes) {
    int at = Imports.allocate(instance, bytes.length);
    memory.write(at, bytes);
    return at;
  }

  private void done(Runnable work) throws SkillException, InterruptedException {
    sound = false;
    words.setLength(0);
    try {
      work.run();
      sound = true;
    } catch (WasmInterruptedException e) {
      throw (InterruptedException)
          new InterruptedException("The engine was interrupted").initCause(e);
    } catch (Imports.EndedException e) {
      throw ended(e);
    } catch (WasmEngineException | StackOverflowError | IndexOutOfBoundsException e) {
      throw memory.starved() ? noMemory() : brokenDown(e);
    }
  }

  private SkillException ended(Imports.EndedException e) throws InterruptedException {
    return switch (e.getCause()) {
      case SkillException failure -> failure;
      case InterruptedException interrupted -> throw interrupted;
      case null, default -> brokenDown(e);
    };
  }

  private static SkillException noMemory() {
    return new SkillException(
        RunFailure.of(
            RunFailure.Kind.BUSY, "The host has no memory left for JavaScript at present"));
  }

  /** Too deep a stack runs into the end of the engine's own, or of its thread's. */
  private SkillException brokenDown(Throwable e) {
    String told = e.getMessage() == null ? "" : e.getMessage();
    int uncaught = words.indexOf(UNCAUGHT);
    if (uncaught >= 0) {
      String error = words.substring(uncaught + UNCAUGHT.length());
      return SkillException.broken(UNCAUGHT_TYPE, error);
    }
    boolean deep = told.contains("stack exhausted") || told.contains("out of bounds");
    return deep || e instanceof StackOverflowError
        ? SkillException.broken("RangeError", "RangeError: too much recursion")
        : SkillException.broken(
            "InternalError", "InternalError: the engine broke down, as it does without memory");
  }

  /** Whether it is good for another call. */
  boolean reusable(Image base) {
    return sound && memory.pages() == base.pages();
  }

  @Override
  public void close() {
    memory.end();
    host = Host.NOBODY;
    origin.home().accept(this);
  }
}
