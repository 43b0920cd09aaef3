#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints which lines and branches of the layers the tests ran through, by file and by layer.

Usage: coverage.py SOURCE_FOLDER BUILD_FOLDER [--missing [FILE…]]. The build folder was set up with -Db_coverage=true and its tests were
run. --missing lists the lines that nothing ran, and those of which a branch was never taken, of all files or of those whose path has one of
the words given.
"""
import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict

# What is to be covered, and what is told for information.
LAYERS = ("values", "rules", "domain", "ledger", "exchange")
INFORMATION = ("flow", "reports", "command")
# The other branch of these is a mistake of the caller's, which ends the program in the tests.
CONTRACT = re.compile(r"\b(g_return_(val_)?if_(fail|reached)|g_return_val_if_reached|g_assert\w*)\b")


class Count:
    def __init__(self):
        self.lines = self.lines_hit = self.branches = self.branches_hit = self.contract = 0

    def add(self, other):
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def row(self, name):
        reachable = self.branches - self.contract
        return (f"{name:52} {self.lines_hit:6}/{self.lines:<6}{percent(self.lines_hit, self.lines)} "
                f"{self.branches_hit:6}/{self.branches:<6}{percent(self.branches_hit, self.branches)} {percent(self.branches_hit, reachable)}")


def percent(part, whole):
    return f"{100 * part / whole:6.1f} %" if whole else "     –  "


def read(source, build):
    """The files by path, each a list of (line, times, [times of its branches])."""
    gcovr = shutil.which("gcovr")
    if gcovr is None:
        sys.exit("coverage needs gcovr: apt-get install gcovr")
    folders = [os.path.join(build, "src", layer) for layer in LAYERS + INFORMATION]
    done = subprocess.run([gcovr, "--root", source, "--filter", os.path.join(source, "src", ""), "--json", "--gcov-ignore-parse-errors",
                           "-j", "2", *folders], capture_output=True, cwd=build)
    if done.returncode != 0:
        sys.exit(done.stderr.decode())
    return {one["file"]: [(line["line_number"], line["count"], [branch["count"] for branch in line["branches"]])
                          for line in one["lines"] if not line.get("gcovr/noncode")] for one in json.loads(done.stdout)["files"]}


def read_text(source, path):
    with open(os.path.join(source, path), encoding="utf-8") as stream:
        return stream.read().split("\n")


def count(lines, text):
    result = Count()
    for number, times, branches in lines:
        result.lines += 1
        result.lines_hit += times > 0
        result.branches += len(branches)
        result.branches_hit += sum(taken > 0 for taken in branches)
        if CONTRACT.search(text[number - 1]):
            result.contract += sum(taken == 0 for taken in branches)
    return result


def print_missing(source, files, words):
    for path in sorted(files):
        layer = path.split("/")[1]
        if layer not in LAYERS + INFORMATION or (words and not any(word in path for word in words)):
            continue
        text = read_text(source, path)
        for number, times, branches in files[path]:
            never = sum(taken == 0 for taken in branches)
            if times == 0 or (never > 0 and not CONTRACT.search(text[number - 1])):
                mark = "not run" if times == 0 else f"{never} of {len(branches)}"
                print(f"{path}:{number}: {mark:8} {text[number - 1].strip()}")


def main():
    source, build = (os.path.abspath(word) for word in sys.argv[1:3])
    files = read(source, build)
    if not any(times for lines in files.values() for _, times, _ in lines):
        sys.exit("Nothing was run yet: meson test -C " + build)
    if sys.argv[3:4] == ["--missing"]:
        print_missing(source, files, sys.argv[4:])
        return
    layers = defaultdict(Count)
    print(f"{'':52} {'lines':>13}{'':9} {'branches':>13}{'':7} {'but contracts':>10}")
    for path in sorted(files):
        layer = path.split("/")[1]
        if layer not in LAYERS + INFORMATION:
            continue
        one = count(files[path], read_text(source, path))
        layers[layer].add(one)
        print(one.row(path[len("src/"):]))
    core = Count()
    for layer in LAYERS:
        core.add(layers[layer])
    print()
    for layer in LAYERS + INFORMATION:
        print(layers[layer].row(layer + ("" if layer in LAYERS else "  (for information)")))
    print(core.row("values … exchange"))
    print("\nWhat is not covered, and why: tests/coverage/README.md")


main()
