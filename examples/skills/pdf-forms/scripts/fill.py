"""Puts values into a form and says which fields are still empty."""

import json
import sys


def main(form, values):
    with open(form + ".fields.json", encoding="utf-8") as file:
        fields = json.load(file)
    with open(values, encoding="utf-8") as file:
        answers = json.load(file)
    for field in fields:
        if field["name"] not in answers:
            print("empty:", field["name"])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
