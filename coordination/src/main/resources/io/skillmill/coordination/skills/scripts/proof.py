"""Reads sources for what would keep them from being loaded, and runs nothing of them."""

import ast
import json
import signal
import sys
import warnings

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
MAYBE_FUNCTIONS = (ast.Lambda, ast.Call, ast.Name, ast.Attribute, ast.Subscript)
BINDING_UNSEEN = {"exec", "eval", "globals", "vars", "setattr", "__import__"}


class Names:
    """What the top level of a source binds, as far as can be told without running it."""

    def __init__(self, tree):
        self.bound = set()
        self.functions = set()
        self.unseen = False
        self.walk(tree)

    def walk(self, node):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, DEFINITIONS):
                self.functions.add(child.name)
            elif isinstance(child, ast.ClassDef):
                self.bound.add(child.name)
            elif not isinstance(child, ast.Lambda):
                self.note(child)
                self.walk(child)

    def note(self, node):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                self.unseen = self.unseen or alias.name == "*"
                self.bound.add((alias.asname or alias.name).partition(".")[0])
        elif isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Store):
                self.bound.add(node.id)
            self.unseen = self.unseen or node.id in BINDING_UNSEEN
        elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
            if any(isinstance(part, MAYBE_FUNCTIONS) for part in ast.walk(node.value)):
                self.functions.update(
                    part.id
                    for part in ast.walk(node)
                    if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
                )


def flaw(order):
    try:
        compile(order["source"], order["file"], "exec", dont_inherit=True)
        names = Names(ast.parse(order["source"], order["file"]))
    except (SyntaxError, ValueError) as e:
        return "%s: %s" % (type(e).__name__, e)
    except (RecursionError, MemoryError):
        return None
    asked = order.get("function")
    if names.unseen:
        return None
    if asked:
        missing = asked not in names.functions and asked not in names.bound
        return "There is no function '%s' in the code" % asked if missing else None
    own = order["name"], order["name"].replace("-", "_").replace(".", "_")
    public = any(not name.startswith("_") or name in own for name in names.functions)
    return None if public else "No suitable function found in the provided code"


signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the host, with which this ends
warnings.simplefilter("ignore")
for line in sys.stdin:
    found = flaw(json.loads(line))
    print(json.dumps({"flaw": found} if found else {}), flush=True)
