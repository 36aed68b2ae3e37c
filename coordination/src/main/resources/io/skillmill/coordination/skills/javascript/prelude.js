// What a skill finds around it. It is read before the skill's own source, in the same realm; it
// keeps what it needs of the realm for itself, so that a skill that changes that harms itself alone.
(function (global) {
  "use strict";
  const ask = global.java_invoke;
  const { parse, stringify } = JSON;
  const { Error, TypeError, Promise, String } = global;
  const { getOwnPropertyNames, defineProperty, values } = Object;
  const evaluate = global.eval;
  const then = Function.prototype.call.bind(Promise.prototype.then);
  const say = (what, value) => ask("", what, stringify(value));
  const hear = (what, value) => parse(say(what, value === undefined ? null : value));

  for (const name of ["java_invoke", "Javy", "plugin", "console"]) {
    delete global[name];
  }
  const offer = (name, value) =>
    defineProperty(global, name, { value, writable: true, configurable: true });

  // ---- failures

  class SkillRuntimeError extends Error {
    constructor(message, failure = {}) {
      super(message);
      this.name = new.target.name;
      this.kind = failure.kind ?? "broken";
      this.skill = failure.skill ?? "";
      this.chain = failure.chain ?? [];
      this.type = failure.type ?? "";
      this.details = failure.details ?? null;
    }
  }
  class SkillNotFound extends SkillRuntimeError {}
  class SkillRefused extends Error {
    constructor(message) {
      super(message);
      this.name = "SkillRefused";
    }
  }
  const passedOn = new WeakMap();
  const numberOf = passedOn.get.bind(passedOn);
  const keep = passedOn.set.bind(passedOn);

  // ---- calls

  const called = (answer) => {
    if (answer.failure === undefined) {
      return answer;
    }
    const Sort = answer.failure.kind === "unknown_skill" ? SkillNotFound : SkillRuntimeError;
    const error = new Sort(answer.failure.message, answer.failure);
    keep(error, answer.ask);
    throw error;
  };
  const wanted = (skill, input = {}) => {
    if (input === null || typeof input !== "object" || Array.isArray(input)) {
      throw new TypeError(`the input of a skill is an object, not ${input === null ? "null" : typeof input}`);
    }
    return { skill: String(skill), input };
  };
  const each = (one) =>
    Array.isArray(one) ? wanted(one[0], one[1]) : wanted(one.skill, one.input);

  offer("call_skill", (skill, input) => called(hear("call", wanted(skill, input))).output);
  offer("call_all", (calls) => called(hear("call", { calls: [...calls].map(each) })).outputs);
  offer("credential", (name) => hear("credential", String(name)));
  offer("traceparent", () => hear("traceparent"));
  offer("SkillRuntimeError", SkillRuntimeError);
  offer("SkillNotFound", SkillNotFound);
  offer("SkillRefused", SkillRefused);

  // ---- the console, which is the log of the host

  const shown = (value) => {
    if (typeof value === "string") {
      return value;
    }
    try {
      return value instanceof Error ? String(value) : stringify(value) ?? String(value);
    } catch {
      return String(value);
    }
  };
  const log = (...what) => {
    say("log", what.map(shown).join(" "));
  };
  offer("console", { log, info: log, warn: log, error: log, debug: log, trace: log });

  // ---- chance

  let a, b, c, d;
  const sow = (seed) => {
    [a, b, c, d] = seed;
  };
  const next = () => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return sum >>> 0;
  };
  Math.random = () => (next() * 2097152 + (next() >>> 11)) / 9007199254740992;
  sow(hear("seed"));

  // ---- the function that is the skill

  /** What the loader itself finds wrong: it happens at no line of the source. */
  class Unfit extends Error {}

  let entry;
  const told = (e) => {
    if (e instanceof Error) {
      return e.message ? `${e.name}: ${e.message}` : String(e.name);
    }
    return `Error: ${shown(e)}`;
  };
  const chosen = (exported, declared) => {
    const { function: asked, names } = hear("wanted");
    const find = (name) =>
      exported?.[name] ?? (names.includes(name) ? declared.find(name) : undefined);
    if (asked !== undefined) {
      const found = find(asked);
      if (typeof found === "function") {
        return found;
      }
      throw new Unfit(`there is no function '${asked}' in it`);
    }
    const ready = [exported, exported?.default, ...names.map(find)];
    const first = ready.find((one) => typeof one === "function");
    if (first !== undefined) {
      return first;
    }
    const own = (many) => many.filter((one) => typeof one === "function");
    for (const many of [own(values(exported ?? {})), own(declared.all())]) {
      if (many.length === 1) {
        return many[0];
      }
    }
    throw new Unfit("it has no function to call; export one as default, or name it like the skill");
  };
  const load = (work) => {
    try {
      entry = work();
      say("loaded", { done: true });
    } catch (e) {
      say("loaded", { failed: told(e), stack: e instanceof Unfit ? "" : String(e?.stack ?? "") });
    }
  };

  const script = () => {
    load(() => {
      sow(hear("seed"));
      const module = { exports: {} };
      offer("module", module);
      offer("exports", module.exports);
      offer("require", (name) => {
        throw new Error(`there are no other modules here, so no '${name}'`);
      });
      const before = new Set(getOwnPropertyNames(global));
      // What is not declared with var or function is seen by the same text alone.
      const { names } = hear("wanted");
      const looks = names.map((name) => `${name}: () => typeof ${name} === "undefined" ? undefined : ${name}`);
      const locals = evaluate(`${ask("", "text", "")}\n;({${looks.join()}})`);
      const declared = {
        find: (name) => locals[name]?.(),
        all: () => getOwnPropertyNames(global).filter((name) => !before.has(name)).map((name) => global[name]),
      };
      return chosen(module.exports, declared);
    });
  };
  const module = (itself, locals) => {
    load(() => chosen(itself, {
      find: (name) => locals[name]?.(),
      all: () => [],
    }));
  };

  // ---- a call

  const settled = (value) => {
    let text;
    try {
      text = stringify(value === undefined ? null : value);
      if (text === undefined) {
        throw new TypeError(`a ${typeof value} is no JSON`);
      }
    } catch (e) {
      failed(e);
      return;
    }
    ask("", "output", text);
  };
  const failed = (e) => {
    if (e === null) {
      // Without memory the engine has none for an error either.
      say("failed", { type: "InternalError", message: "InternalError: out of memory, or null was thrown" });
      return;
    }
    const isObject = typeof e === "object";
    const number = isObject ? numberOf(e) : undefined;
    if (number !== undefined) {
      say("failed", { failure_of: number, type: String(e.name), message: told(e) });
    } else if (e instanceof SkillRefused) {
      say("failed", { refused: true, message: String(e.message) });
    } else {
      say("failed", { type: isObject ? String(e.name ?? "Error") : "Error", message: told(e) });
    }
  };
  const run = () => {
    const { input, seed } = hear("begin");
    sow(seed);
    let value;
    try {
      value = entry(input);
    } catch (e) {
      failed(e);
      return;
    }
    if (typeof value?.then === "function") {
      then(Promise.resolve(value), settled, failed);
    } else {
      settled(value);
    }
  };
  defineProperty(global, "$skillmill", { value: Object.freeze({ script, module, run }) });
})
