"""Lists the fields of a form, one on each line: name, type, whether it is required."""

import json
import sys


def main(path):
    with open(path + ".fields.json", encoding="utf-8") as file:
        for field in json.load(file):
            print(field["name"], field["type"], "required" if field.get("required") else "", sep="\t")


if __name__ == "__main__":
    main(sys.argv[1])
