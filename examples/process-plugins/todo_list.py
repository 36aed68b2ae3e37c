"""Reads skills that are to-do lists: one thing to do on each line, "!" before what must hold.

Speaks JSON lines with Skillmill: a hello first, then one answer for each question.
"""

import json
import sys

NAME = "todo-list"
VERSION = "1"


def answer(question):
    source = question["source"]
    file = next(f for f in source["files"] if f["name"] == source["primary"])
    if "text" not in file:
        return reject("todo-no-text", "The file is no UTF-8 text; save it as UTF-8")
    # Only line feeds end a line, so that the numbers are those of an editor.
    lines = file["text"].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    most = question["limits"]["elements_max"]
    actions, rules, diagnostics = [], [], []
    for number, line in enumerate(lines, start=1):
        told = line.strip().replace("\0", "\ufffd")
        if not told or told == "!":
            continue
        if told.startswith("!"):
            rules.append(rule(len(rules) + 1, told[1:].strip(), source["primary"], number))
        else:
            actions.append(action(len(actions) + 1, told, source["primary"], number))
    if not actions and not rules:
        return reject("todo-empty", "Nothing is on the list; write a line")
    for kind, elements in (("actions", actions), ("rules", rules)):
        if len(elements) > most:
            told = "%d %s are left out; split the list" % (len(elements) - most, kind)
            diagnostics.append({"rule": "todo-too-long", "severity": "warning", "message": told})
    name = source["name"].rsplit(".", 1)[0]
    return {
        "document": {
            "meta": {"skill_id": "claude__skill__" + letters(name), "name": name},
            "decomposition": {"actions": actions[:most], "rules": rules[:most]},
        },
        "diagnostics": diagnostics,
    }


def action(count, told, file, line):
    return {
        "id": "a_%03d" % count,
        "name": told[:80],
        "description": told,
        "action_type": "transform",
        "deterministic": False,
        "provenance": provenance(told, file, line),
    }


def rule(count, told, file, line):
    return {
        "id": "r_%03d" % count,
        "name": told[:80],
        "description": told,
        "condition_type": "validation",
        "returns": "boolean",
        "provenance": provenance(told, file, line),
    }


def provenance(told, file, line):
    return {
        "level": "full",
        "source": {"kind": "document", "ref": file},
        "original_text": told,
        "location": {"locator": "%s:%d" % (file, line), "file": file, "line_start": line, "line_end": line},
        "extraction": {"method": "parser", "tool_version": VERSION},
    }


def letters(name):
    """Ids hold small letters and underscores; a digit becomes the letter of its place."""
    spelled = "".join(
        c if "a" <= c <= "z" else chr(ord("a") + int(c)) if "0" <= c <= "9" else "_" for c in name.lower()
    )
    return spelled.strip("_") or "list"


def reject(rule_id, message):
    return {"rejected": [{"rule": rule_id, "message": message, "line": 1}]}


def main():
    for line in sys.stdin.buffer:
        question = json.loads(line)
        if "hello" in question:
            reply = {"hello": {"name": NAME, "version": VERSION}}
        else:
            reply = {"id": question["id"], **answer(question)}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
