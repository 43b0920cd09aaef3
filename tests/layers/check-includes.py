#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries includes with the very commands that the build compiles each layer with.

    check-includes.py SOURCE-ROOT BUILD-ROOT

The checks of meson.build in this folder say what a layer ought to see; this
one takes the flags from compile_commands.json, so that a dependency added to a
layer by mistake is seen, too.
"""

import json
import pathlib
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

HEADERS = {
    "values": "heng-number.h",
    "rules": "heng-rules.h",
    "domain": "heng-agreement.h",
    "ledger": "heng-book.h",
    "exchange": "heng-import.h",
    "flow": "heng-flow-graph.h",
    "reports": "heng-wording.h",
    "command": "heng-text-table.h",
    "app": "heng-main-window.h",
}
BELOW = {
    "values": "",
    "rules": "values",
    "domain": "values rules",
    "ledger": "values rules domain",
    "exchange": "values rules domain ledger",
    "flow": "values",
    "reports": "values rules domain ledger exchange flow",
    "command": "values rules domain ledger exchange flow reports",
    "app": "values rules domain ledger exchange flow reports",
}


def commands(source, build):
    """One compile command a layer, without its source and output."""
    found = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["directory"], entry["file"]).resolve()
        try:
            layer = path.relative_to(source / "src").parts[0]
        except ValueError:
            continue
        if layer in found or path.suffix != ".c" or path.name == "main.c":
            continue
        words = shlex.split(entry["command"])
        kept = []
        skip = False
        for word in words:
            if skip:
                skip = False
            elif word in ("-o", "-MF", "-MQ", "-MT"):
                skip = True
            elif word not in ("-c", "-MD", entry["file"]) and not word.startswith("-fsanitize"):
                kept.append(word)
        found[layer] = (entry["directory"], [word for word in kept if word != "ccache"])
    return found


def compiles(directory, words, code):
    run = subprocess.run(words + ["-fsyntax-only", "-x", "c", "-"], input=code, cwd=directory, text=True, capture_output=True)
    return run.returncode == 0, run.stderr


def main():
    source, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    found = commands(source, build)
    cases = []
    for layer, (directory, words) in found.items():
        for other, header in HEADERS.items():
            allowed = other == layer or other in BELOW[layer].split()
            cases.append((layer, header, allowed, directory, words, f'#include "{header}"\n'))
        cases.append((layer, "sqlite3.h", layer == "ledger", directory, words, "#include <sqlite3.h>\nextern sqlite3 *layers;\n"))
        cases.append((layer, "gtk.h", layer == "app", directory, words, "#include <gtk/gtk.h>\n"))

    wrong = 0
    with ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda case: compiles(case[3], case[4], case[5]), cases)
        for (layer, header, allowed, *_), (done, words) in zip(cases, results):
            if done != allowed:
                wrong += 1
                print(f"src/{layer} {'cannot' if allowed else 'can'} include {header}")
                print(words if allowed else "")
    missing = sorted(set(HEADERS) - set(found))
    if missing:
        wrong += 1
        print("no compile command found for", ", ".join(missing))
    print(f"{len(cases)} includes tried, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
