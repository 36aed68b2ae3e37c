"""Runs one skill for a host that speaks lines of JSON over standard input and output.

The host says what to load, is told that it is ready, and then sends one call after another. What the
skill prints goes to standard error. The process ends when the host does.
"""

import inspect
import json
import os
import signal
import sys
import threading
import traceback
import types


class SkillRuntimeError(Exception):
    """A skill that was called came to nothing. Not caught, it reaches the caller unchanged."""

    def __init__(self, message, kind="broken", skill="", chain=(), type="", details=None, ask=None):
        super().__init__(message)
        self.message = message
        self.kind = kind
        self.skill = skill
        self.chain = list(chain)
        self.type = type
        self.details = details
        self._ask = ask


class SkillNotFound(SkillRuntimeError):
    """There is no skill of the name that was called."""


class SkillRefused(Exception):
    """To be raised by a skill that will not have its input."""


class Pipe:
    """The way to the host, taken away from what the skill prints and reads."""

    def __init__(self):
        self.reading = os.fdopen(os.dup(0), "rb", 1 << 16)
        self.writing = os.dup(1)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        sys.stdin = open(0, "r", closefd=False)
        sys.stdout = open(1, "w", buffering=1, errors="backslashreplace", closefd=False)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.leave)

    def leave(self):
        """What the skill forks has nothing to say to the host."""
        os.close(self.reading.fileno())
        os.close(self.writing)

    def read(self):
        line = self.reading.readline()
        if not line.endswith(b"\n"):
            end()
        return json.loads(line)

    def write(self, message):
        self.say(json.dumps(message, allow_nan=False))

    def say(self, text):
        rest = memoryview((text + "\n").encode("ascii"))
        while rest:
            rest = rest[os.write(self.writing, rest):]

    def watch(self):
        """Ends the process with the host, whatever the skill is doing."""
        try:
            import select

            poll = select.poll()
        except (ImportError, AttributeError):
            return
        poll.register(self.reading.fileno(), 0)
        threading.Thread(target=self._until_gone, args=(poll,), daemon=True).start()

    @staticmethod
    def _until_gone(poll):
        while not poll.poll():
            pass
        end()


def end():
    """Ends this process with the group that it leads."""
    try:
        if os.getpgrp() == os.getpid():
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            os.killpg(os.getpid(), signal.SIGKILL)
    except (AttributeError, OSError, ValueError):
        pass
    os._exit(0)


class Calls:
    """Calls of other skills, which the host makes."""

    def __init__(self, pipe):
        self.pipe = pipe
        self.turn = threading.Lock()
        self.run = None
        self.asked = 0
        self.credentials = {}
        self.trace = None

    def begin(self, request):
        with self.turn:
            self.run = request["run"]
            self.credentials = request.get("credentials", {})
            self.trace = request.get("traceparent")

    def end(self):
        with self.turn:
            self.run = None
            self.credentials = {}
            self.trace = None

    def call_skill(self, name, arguments=None, /, **more):
        return self.ask({"call": wanted(name, arguments, more)})["output"]

    def call_all(self, calls):
        return self.ask({"calls": [wanted(name, given, {}) for name, given in calls]})["outputs"]

    def credential(self, name):
        return self.credentials.get(name)

    def traceparent(self):
        return self.trace

    def ask(self, what):
        with self.turn:
            if self.run is None:
                raise SkillRuntimeError("Skills can be called only while this one is being run")
            self.asked += 1
            self.pipe.write({"run": self.run, "ask": self.asked, **what})
            answer = self.pipe.read()
        failure = answer.get("failure")
        if failure is None:
            return answer
        sort = SkillNotFound if failure["kind"] == "unknown_skill" else SkillRuntimeError
        raise sort(ask=answer["ask"], **failure)


def wanted(name, arguments, more):
    return {"skill": str(name), "input": {**(arguments or {}), **more}}


class Skill:
    """The function that is the skill, and the names that it finds around it."""

    MODULE = "__skill__"

    def __init__(self, order, calls):
        self.calls = calls
        self.cpu_seconds = order.get("cpu_seconds", 0)
        offered = {
            "call_skill": calls.call_skill,
            "call_all": calls.call_all,
            "credential": calls.credential,
            "traceparent": calls.traceparent,
            "SkillRuntimeError": SkillRuntimeError,
            "SkillNotFound": SkillNotFound,
            "SkillRefused": SkillRefused,
        }
        module = types.ModuleType(self.MODULE)
        sys.modules[self.MODULE] = module
        space = module.__dict__
        space.update(offered)
        if order.get("folder"):
            sys.path.insert(0, order["folder"])
            space["__file__"] = os.path.join(order["folder"], order["file"])
        self.bound()
        exec(compile(order["source"], order["file"], "exec", dont_inherit=True), space)
        space.update(offered)
        self.function = self.chosen(space, order["name"], order.get("function"))
        self.signature = inspect.signature(self.function)
        self.threads = threading.active_count()

    def chosen(self, space, name, asked):
        if asked:
            if callable(space.get(asked)):
                return space[asked]
            raise LookupError("There is no function '%s' in the code" % asked)
        for own in (name, name.replace("-", "_").replace(".", "_")):
            if inspect.isfunction(space.get(own)):
                return space[own]
        for own, value in space.items():
            mine = inspect.isfunction(value) and value.__module__ == self.MODULE
            if mine and not own.startswith("_"):
                return value
        raise LookupError("No suitable function found in the provided code")

    def bound(self):
        """From now on so much time of the processor, and then the system ends the process."""
        if self.cpu_seconds:
            try:
                import resource

                used = resource.getrusage(resource.RUSAGE_SELF)
                most = int(used.ru_utime + used.ru_stime) + 1 + self.cpu_seconds
                hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
                soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
                resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
            except (ImportError, OSError, ValueError):
                pass

    def answer(self, request):
        run = request["run"]
        try:
            self.signature.bind(**request["input"])
        except TypeError as e:
            return {"run": run, "error": {"message": str(e), "type": "TypeError", "refused": True}}
        self.bound()
        self.calls.begin(request)
        try:
            output = self.function(**request["input"])
            if inspect.iscoroutine(output):
                import asyncio

                output = asyncio.run(output)
            # Made into text here, so that what cannot be said is a fault of the skill.
            return {"run": run, "output": Said(json.dumps(output, allow_nan=False))}
        except SkillRefused as e:
            return {"run": run, "error": {"message": str(e), "type": "", "refused": True}}
        except BaseException as e:
            told = {"run": run, "error": fault(e)}
            if isinstance(e, SkillRuntimeError) and e._ask is not None:
                told["failure_of"] = e._ask
            else:
                traceback.print_exc()
            return told
        finally:
            self.calls.end()

    def spent(self):
        """Whether something of the call goes on, which must not see the next one."""
        return threading.active_count() > self.threads


class Said:
    """A value that is JSON already."""

    def __init__(self, text):
        self.text = text


def line(answer):
    output = answer.pop("output", None)
    text = json.dumps(answer)
    return text if output is None else text[:-1] + ', "output": ' + output.text + "}"


def fault(e):
    sort = type(e).__name__
    try:
        told = str(e)
    except Exception:
        told = ""
    if isinstance(e, SystemExit):
        told = "the skill ended itself (exit code %s)" % told
    return {"message": "%s: %s" % (sort, told) if told else sort, "type": sort}


def serve():
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the host, with which this ends
    try:
        os.setpgid(0, 0)
    except (AttributeError, OSError):
        pass
    pipe = Pipe()
    pipe.watch()
    order = pipe.read()["load"]
    sys.argv = [order["file"]]
    try:
        skill = Skill(order, Calls(pipe))
    except BaseException as e:
        traceback.print_exc()
        pipe.write({"failed": fault(e)})
        return
    pipe.write({"ready": skill.function.__name__})
    while True:
        answer = skill.answer(pipe.read())
        try:
            sys.stdout.flush()
        except Exception:
            pass
        if skill.spent():
            answer["spent"] = True
        pipe.say(line(answer))


serve()
