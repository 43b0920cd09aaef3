#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens spoilt copies of a small book.

Usage: check-spoilt.py PROGRAM COPIES [SEED [FROM [K/N]]], as a TAP producer. PROGRAM: hengping-cli, or serve-calls in its place.

The copies are numbered from 0 to COPIES - 1. FROM: go on at that number, after a run that was stopped: it said every now and then how far it
was. K/N: only each Nth number from the Kth on (0/2 and 1/2 together are all of them).

Whatever was flipped, swapped, zeroed or cut off: the program never crashes, and either shows the true figures or refuses with a sentence
and the status of a damaged book. Where verify finds nothing, nothing may be wrong. With HENGPING_NO_KEPT there is no digest that a figure could
be checked by when it is shown: then it is enough that verify finds it.
"""
import collections
import json
import os
import random
import shutil
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor

from faults import Wrong, call, do, expect, make_book, make_folder

PROGRAM = os.path.abspath(sys.argv[1])
COPIES = int(sys.argv[2])
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
FROM = int(sys.argv[4]) if len(sys.argv) > 4 else 0
SHARE, N_SHARES = (int(word) for word in sys.argv[5].split("/")) if len(sys.argv) > 5 else (0, 1)
# Of numbers, between two words about how far it is.
TOLD_EVERY = 500
PAGE = 4096
BALANCES = ("region", "pair", "mechanism", "agreement")
SHOWN = 20
CHECKED_WHEN_SHOWN = "HENGPING_NO_KEPT" not in os.environ
# What else reads a book; each copy is given to one of them.
OTHERS = (("export", "--format", "json"), ("export", "--format", "hledger"), ("export", "--format", "csv"),
          ("export", "--format", "beancount"), ("runs",), ("dues",), ("reviews",), ("exceptions",), ("settle", "--date", "2024-01-01", "--format", "json"), ("settle", "--date", "2024-01-01", "--explain"), ("missing",),
          ("balances", "--on", "2022-12-31"), ("balances", "--known-on", "#6"), ("verify", "--settlements"), ("print", "settlement", "T-1", "2016"),
          ("print", "region", "370000"), ("print", "agreement", "T-1"))


def flip_byte(data, chance):
    at = chance.randrange(len(data))
    data[at] ^= chance.randint(1, 255)
    return f"byte {at}"


def flip_bit(data, chance):
    at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)
    return f"bit of {at}"


def used(data, chance):
    """A byte that is not zero: half of a book is room that nothing stands in."""
    while True:
        at = chance.randrange(len(data))
        if data[at] != 0:
            return at


def flip_used_byte(data, chance):
    at = used(data, chance)
    data[at] ^= chance.randint(1, 255)
    return f"used byte {at}"


def add_to_byte(data, chance):
    at = used(data, chance)
    data[at] = (data[at] + 1) % 256
    return f"one more at {at}"


def swap_bytes(data, chance):
    one, other = used(data, chance), used(data, chance)
    data[one], data[other] = data[other], data[one]
    return f"bytes {one} and {other}"


def swap_neighbours(data, chance):
    at = min(used(data, chance), len(data) - 2)
    data[at], data[at + 1] = data[at + 1], data[at]
    return f"bytes {at} and the next"


def zero_block(data, chance):
    size = chance.choice((16, 512, PAGE))
    at = chance.randrange(len(data) // size) * size
    data[at:at + size] = bytes(size)
    return f"{size} zeroes at {at}"


def garble_block(data, chance):
    size = chance.choice((16, 512, PAGE))
    at = chance.randrange(len(data) // size) * size
    data[at:at + size] = chance.randbytes(size)
    return f"{size} at {at} garbled"


def swap_pages(data, chance):
    one, other = chance.sample(range(len(data) // PAGE), 2)
    page = data[one * PAGE:(one + 1) * PAGE]
    data[one * PAGE:(one + 1) * PAGE] = data[other * PAGE:(other + 1) * PAGE]
    data[other * PAGE:(other + 1) * PAGE] = page
    return f"pages {one} and {other}"


def repeat_page(data, chance):
    one, other = chance.sample(range(len(data) // PAGE), 2)
    data[one * PAGE:(one + 1) * PAGE] = data[other * PAGE:(other + 1) * PAGE]
    return f"page {other} over {one}"


def cut(data, chance):
    length = chance.choice((chance.randrange(len(data)), chance.randrange(len(data) // PAGE) * PAGE))
    del data[length:]
    return f"cut to {length}"


SPOILERS = (flip_byte, flip_bit, flip_used_byte, flip_used_byte, add_to_byte, add_to_byte, swap_bytes, swap_neighbours, zero_block, garble_block,
            swap_pages, repeat_page, cut)


def figures(path, by):
    """What balances shows, or nothing where it refuses."""
    status, out, err = call(PROGRAM, "balances", path, "--by", by, "--format", "json")
    expect(status in (0, 3), "balances: status", status, err)
    if status != 0:
        return None
    shown = json.loads(out)
    # How a region is called is no figure; verify finds it.
    names = [row.pop(key) for row in shown["balances"] for key in ("name", "from_name", "to_name") if key in row]
    return shown, names


def flows(path, what, target):
    status, _, err = call(PROGRAM, "flows", path, "--diagram", "sankey", "--what", what, "--output", target)
    expect(status in (0, 3), "flows: status", status, err)
    if status != 0:
        return None
    with open(target, encoding="utf-8") as stream:
        drawn = json.load(stream)
    return [(link["from"], link["to"], link["mechanism"], link["amount"]) for link in drawn["links"]]


class Spoiling:
    def __init__(self):
        self.folder = make_folder()
        self.book = make_book(PROGRAM, self.folder)
        with sqlite3.connect(self.book) as handle:
            handle.execute("PRAGMA journal_mode = DELETE")
        handle.close()
        with open(self.book, "rb") as stream:
            self.bytes = stream.read()
        self.counts = collections.Counter()
        self.wrong = collections.defaultdict(list)
        target = os.path.join(self.folder, "true.json")
        self.balances = {by: figures(self.book, by) for by in BALANCES}
        self.flows = {what: flows(self.book, what, target) for what in ("accrued", "paid")}

    def try_copy(self, number):
        """Returns: what was spoilt, what came of it, and what was wrong."""
        chance = random.Random(SEED * 1_000_003 + number)
        data = bytearray(self.bytes)
        spoiler = chance.choice(SPOILERS)
        words = f"copy {number}, {spoiler.__name__}, {spoiler(data, chance)}"
        path, target = (os.path.join(self.folder, f"{number}.{ending}") for ending in ("hengping", "json"))
        with open(path, "wb") as stream:
            stream.write(data)
        by, what = BALANCES[number % 4], ("accrued", "paid")[number % 2]
        found, wrong = [], []
        try:
            status, out, err = call(PROGRAM, "verify", path)
            expect(status in (0, 3), "verify: status", status, err)
            shown, drawn = figures(path, by), flows(path, what, target)
            other = OTHERS[number % len(OTHERS)]
            words_of = [other[0], path, *other[1:], *(["--output", target] if other[0] == "print" else [])]
            status_of_other, _, err = call(PROGRAM, *words_of)
            expect(status_of_other in (0, 1, 3), other[0], status_of_other, err)
            found = ["verify finds it" if status == 3 else "the same bytes" if data == self.bytes else "verify finds nothing",
                     "balances refuses" if shown is None else "wrong balances" if shown[0] != self.balances[by][0]
                     else "balances are true" if shown == self.balances[by] else "a name is spoilt",
                     "flows refuses" if drawn is None else "flows are true" if drawn == self.flows[what] else "wrong flows"]
            wrong = [word for word in found if word.startswith("wrong") and CHECKED_WHEN_SHOWN]
            if status == 0 and found[1:] != ["balances are true", "flows are true"]:
                wrong.append("verify found nothing: " + ", ".join(found))
        except (Wrong, json.JSONDecodeError) as error:
            wrong.append(str(error))
        for name in os.listdir(self.folder):
            if name.startswith(f"{number}."):
                os.remove(os.path.join(self.folder, name))
        return words, found, wrong

    def run(self):
        n_wrong = 0
        numbers = [number for number in range(FROM, COPIES) if number % N_SHARES == SHARE]
        # Those that are shared out already run beside each other.
        with ThreadPoolExecutor(2 if N_SHARES == 1 else 1) as pool:
            for number, (words, found, wrong) in zip(numbers, pool.map(self.try_copy, numbers)):
                self.counts.update(found)
                n_wrong += bool(wrong)
                if wrong and n_wrong <= SHOWN:
                    print("#", words, "—", "; ".join(wrong).replace("\n", " ")[:600], flush=True)
                if (number + N_SHARES) % TOLD_EVERY < N_SHARES:
                    print(f"# up to number {number}: {n_wrong} wrong", flush=True)
        counted = ", ".join(f"{self.counts[name]} × {name}" for name in sorted(self.counts))
        print(f"# {len(numbers)} spoilt copies of {len(self.bytes)} bytes:", counted)
        shutil.rmtree(self.folder)
        return n_wrong


def main():
    print("1..1")
    n_wrong = Spoiling().run()
    print(f"{'not ok' if n_wrong else 'ok'} 1 spoilt copies ({n_wrong} wrong)")
    return 1 if n_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
