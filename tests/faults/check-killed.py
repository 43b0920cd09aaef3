#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills hengping-cli at random moments, and lets two of it work on one book.

Usage: check-killed.py PROGRAM OLD-BOOK.gz KILLS [SEED], as a TAP producer.

After each kill the book must verify with all its settlements; what the program had acknowledged is there; what it had not is there wholly,
as the same call makes it that nobody kills, or not at all. Everything from before is there, byte by byte.
"""
import collections
import gzip
import json
import os
import random
import shutil
import subprocess
import sys
import time
from decimal import Decimal

from faults import ENVIRONMENT, CRASH, Wrong, call, copy_book, do, expect, make_book, make_folder, read_facts, remove_book, write

PROGRAM = os.path.abspath(sys.argv[1])
OLD_BOOK = os.path.abspath(sys.argv[2])
KILLS = int(sys.argv[3])
SEED = int(sys.argv[4]) if len(sys.argv) > 4 else 1
FRESH_AFTER = 60


def kill_at(delay, *arguments):
    """Starts the program and kills it after @delay seconds. Returns: whether it had said that it was done."""
    child = subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
    time.sleep(delay)
    child.kill()
    out, err = child.communicate()
    expect(child.returncode in (0, -9), "status", child.returncode, arguments, err.decode())
    expect(not CRASH.search(err.decode()), err.decode())
    return child.returncode == 0


class Killing:
    def __init__(self):
        self.chance = random.Random(SEED)
        self.folder = make_folder()
        self.old = os.path.join(self.folder, "old.hengping")
        with gzip.open(OLD_BOOK) as packed, open(self.old, "wb") as stream:
            shutil.copyfileobj(packed, stream)
        self.first = make_book(PROGRAM, self.folder)
        self.book = os.path.join(self.folder, "killed.hengping")
        self.trial = os.path.join(self.folder, "trial.hengping")
        self.number = 0
        self.counts = collections.Counter()
        self.refresh()

    def refresh(self):
        copy_book(self.first, self.book)
        self.closed = 0

    def choose(self):
        """A call that can be made now. Returns: its name, and a function of the book's path that gives the arguments."""
        self.number += 1
        number, chance = self.number, self.chance
        name = chance.choice(["pay", "pay", "import observations", "import payments", "settle", "settle", "close", "reverse", "backup",
                              "migrate", "new", "restore", "rescue"])
        if name == "pay":
            return name, lambda path: ("pay", path, "--agreement", "T-1", "--from", "Down", "--to", "Up", "--amount", f"{number}.01", "--date",
                                       "2022-05-05")
        if name == "import observations":
            rows = "".join(f"T-1,q,{year},{chance.randint(1, 999)}.{number % 100:02},station\n" for year in range(2015, 2024))
            table = write(os.path.join(self.folder, f"o{number}.csv"), "agreement,indicator,period,value,source\n" + rows)
            return name, lambda path: ("import", path, table)
        if name == "import payments":
            rows = "".join(f"T-1,Down,Up,{number}.{row % 100:02},2022-06-{row % 30 + 1:02},{row}\n" for row in range(chance.randint(1, 400)))
            table = write(os.path.join(self.folder, f"p{number}.csv"), "agreement,from,to,amount,date,memo\n" + rows)
            return name, lambda path: ("import", path, table)
        if name == "settle":
            # Something to settle; it is not what is killed.
            table = write(os.path.join(self.folder, f"s{number}.csv"), f"agreement,indicator,period,value,source\nT-1,q,2016,{number}.5,own\n")
            do(PROGRAM, "import", self.book, table)
            return name, lambda path: ("settle", path, "--post", "--date", "2024-02-01")
        if name == "close":
            self.closed += 1
            day = f"{2000 + self.closed // 300:04}-{self.closed // 28 % 10 + 1:02}-{self.closed % 28 + 1:02}"
            return name, lambda path: ("close", path, "--until", day, "--reason", "closed")
        if name == "reverse":
            entry = do(PROGRAM, "pay", self.book, "--agreement", "T-1", "--from", "Down", "--to", "Up", "--amount", number, "--date",
                       "2022-05-05").split()[-1]
            return name, lambda path: ("reverse", path, entry, "--reason", "twice")
        if name == "backup":
            return name, lambda path: ("backup", path, path + ".copy")
        if name == "migrate":
            return name, lambda path: ("pay", path, "--agreement", "HHYL-1", "--from", "Henan", "--to", "Shandong", "--amount", 1, "--date",
                                       "2024-01-01")
        if name == "restore":
            return name, lambda path: ("restore", self.first, path)
        if name == "rescue":
            return name, lambda path: ("rescue", self.book, path)
        return name, lambda path: ("new", path)

    def place(self, name, path):
        """Puts at @path what the call @name begins with."""
        remove_book(path)
        for file in os.listdir(self.folder):
            if file.startswith(os.path.basename(path) + "."):
                os.remove(os.path.join(self.folder, file))
        if name == "migrate":
            shutil.copyfile(self.old, path)
        elif name not in ("new", "rescue") and path != self.book:
            copy_book(self.book, path)

    def verify(self, path):
        status, out, err = call(PROGRAM, "verify", path, "--settlements")
        expect(status == 0, path, "does not verify:", out, err)

    def check_beside(self, name, path, acknowledged, before):
        """What the call makes beside the book."""
        if name == "backup":
            copy = path + ".copy"
            expect(os.path.exists(copy) or not acknowledged, "the backup is not there")
            if os.path.exists(copy):
                self.verify(copy)
                expect(read_facts(copy) == before, "the backup is not the book")
        if name == "migrate":
            copy = path + ".before-2"
            migrated = len(read_facts(path)) > len(before)
            expect(os.path.exists(copy) or not (acknowledged or migrated), "the old book was not kept")
            if os.path.exists(copy):
                self.verify(copy)
                expect(read_facts(copy) == before, "what was kept is not the old book")

    def check_left(self, name):
        """What was left in the making goes when the next is made in the folder."""
        left = [file for file in os.listdir(self.folder) if ".part" in file]
        if left:
            self.counts[name, "left behind"] += 1
            target = os.path.join(self.folder, "tidy.hengping")
            do(PROGRAM, "backup", self.first, target)
            os.remove(target)
            left = [file for file in os.listdir(self.folder) if ".part" in file]
            expect(not left, "is left for good:", left)

    def kill_restore(self, book, before, arguments, took):
        """Either book stands there, whole, and the old one is kept where the restored one does."""
        first = read_facts(self.first)
        acknowledged = kill_at(took * self.chance.random() * 1.1, *arguments(book))
        self.check_left("restore")
        self.verify(book)
        after = read_facts(book)
        expect(after == first or (after == before and not acknowledged), "neither book stands there")
        kept = book + ".before-restore"
        if os.path.exists(kept):
            self.verify(kept)
            expect(read_facts(kept) == before, "what is kept is not what was there")
        else:
            expect(not acknowledged and after == before, "nothing was kept")
        self.counts["restore", "acknowledged" if acknowledged else "there" if after == first != before else "absent"] += 1

    def kill_once(self):
        if self.number % FRESH_AFTER == 0:
            self.refresh()
        name, arguments = self.choose()
        book = self.book if name not in ("migrate", "new", "restore", "rescue") else os.path.join(self.folder, "other.hengping")
        if book != self.book:
            self.place(name, book)
        elif name == "backup":
            for file in os.listdir(self.folder):
                if file.startswith("killed.hengping.") or file.startswith("trial.hengping."):
                    os.remove(os.path.join(self.folder, file))
        self.place(name, self.trial)
        before = read_facts(book) if name not in ("new", "rescue") else []

        start = time.monotonic()
        do(PROGRAM, *arguments(self.trial))
        took = time.monotonic() - start
        if name == "restore":
            self.kill_restore(book, before, arguments, took)
            return
        wanted = [fact[:3] for fact in read_facts(self.trial)[len(before):]]

        share = self.chance.random()
        acknowledged = kill_at(took * (share * 1.1 if self.chance.random() < 0.5 else 0.5 + share * 0.6), *arguments(book))
        self.check_left(name)
        if name in ("new", "rescue") and not os.path.exists(book):
            expect(not acknowledged, "the new book is not there")
            self.counts[name, "absent"] += 1
            return
        self.verify(book)
        after = read_facts(book)
        new = [fact[:3] for fact in after[len(before):]]
        expect(after[:len(before)] == before, "what was there before is not there any more")
        expect(new == wanted or not new, f"half of “{name}” is there:", new, "of", wanted)
        expect(new == wanted or not acknowledged, f"“{name}” was acknowledged and is not there")
        self.check_beside(name, book, acknowledged, before)
        self.counts[name, "acknowledged" if acknowledged else "there" if new or (name == "backup" and os.path.exists(book + ".copy"))
                    else "absent"] += 1

    def run(self):
        for _ in range(KILLS):
            try:
                self.kill_once()
            except Wrong as wrong:
                raise Wrong(f"seed {SEED}, kill {self.number}: {wrong}") from wrong
        for name in sorted({name for name, _ in self.counts}):
            print("# " + name + ":", ", ".join(f"{self.counts[name, how]} {how}" for how in ("acknowledged", "there", "absent", "left behind")))
        shutil.rmtree(self.folder)


def check_two_processes(n_each):
    """Two write, two read. Each acknowledged payment is there once."""
    folder = make_folder()
    book = make_book(PROGRAM, folder)
    before = json.loads(do(PROGRAM, "balances", book, "--format", "json"))["balances"]
    writers = [f"""for i in $(seq {n_each}); do "$0" pay "$1" --agreement T-1 --from {who} --to Fund --amount $i.25 --date 2023-01-01 || echo LOST; done"""
               for who in ("Side", "Up")]
    readers = ["""for i in $(seq %d); do "$0" balances "$1" --format json | tr -d '\\n'; echo; done""" % n_each] * 2
    children = [subprocess.Popen(["sh", "-c", text, PROGRAM, book], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
                for text in writers + readers]
    outs = []
    for child in children:
        out, err = child.communicate(timeout=600)
        expect(not CRASH.search(err.decode()), err.decode())
        outs.append((out.decode(), err.decode()))
    for out, err in outs[:2]:
        expect("LOST" not in out, "a payment was refused:", err)
        numbers = [int(line.split()[-1]) for line in out.strip().split("\n")]
        expect(len(numbers) == n_each and len(set(numbers)) == n_each, "not each payment was acknowledged")
    expect(not set(outs[0][0].split("\n")[:-1]) & set(outs[1][0].split("\n")[:-1]), "two payments bear one number")
    for out, err in outs[2:]:
        last = 0
        for line in out.strip().split("\n"):
            paid = {row["region"]: Decimal(row["paid"]) for row in json.loads(line)["balances"]}
            expect(sum(paid.values()) == 0, "a reader sees a balance that is none:", line)
            expect(paid[None] >= last, "a reader sees what was paid go away")
            last = paid[None]
    expected = n_each * (n_each + 1) + Decimal("0.5") * n_each
    after = {row["region"]: row for row in json.loads(do(PROGRAM, "balances", book, "--format", "json"))["balances"]}
    paid_before = next(row["paid"] for row in before if row["region"] is None)
    expect(Decimal(after[None]["paid"]) - Decimal(paid_before) == expected, "the sum is", after[None], "and not", expected)
    do(PROGRAM, "verify", book, "--settlements")
    print(f"# {2 * n_each} payments by two programs, {2 * n_each} times read meanwhile")
    shutil.rmtree(folder)


def main():
    wrong = 0
    tests = [("killed programs leave whole books", lambda: Killing().run()),
             ("two programs at one book", lambda: check_two_processes(min(max(KILLS // 6, 5), 100)))]
    print(f"1..{len(tests)}")
    for number, (title, test) in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} {title}", flush=True)
        except Wrong as error:
            wrong += 1
            print("#", str(error).replace("\n", "\n# "))
            print(f"not ok {number} {title}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
