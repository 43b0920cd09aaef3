#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a name may lead to: odd names, things that are no files, links, second names, and what is done to a file while it is open.

Usage: check-names.py PROGRAM HOLD-BOOK FIXED-CLOCK, as a TAP producer. A sentence each time that says what was expected, nothing lost, nothing that
is no file taken from the machine.
"""
import json
import os
import shutil
import stat
import subprocess
import sys

from faults import ENVIRONMENT, Skip, call, do, expect, make_book, make_folder, pay_words, run_cases, write

PROGRAM, HOLD_BOOK, FIXED_CLOCK = (os.path.abspath(word) for word in sys.argv[1:4])
NAMES = ("a?b.hengping", "a#b.hengping", "a%41b%.hengping", "a?mode=memory", "账 本.hengping", "new\nline.hengping", "q'uo\"te.hengping",
         "-dash.hengping", "file:x.hengping", "a&b;c.hengping", "no-utf-8 \udcff\udcfe.hengping", "long" * 50)
DAY_MS = 24 * 3600 * 1000
NOW_MS = 1_795_000_000_000
CASES = []


def case(function):
    CASES.append(function)
    return function


def balances(path):
    return do(PROGRAM, "balances", path, "--format", "json")


def refuse(status, word, *words):
    found, _, err = call(PROGRAM, *words, timeout=60)
    expect(found == status and word in err, words, "status", found, err)
    return err


@case
def odd_names():
    folder = make_folder()
    first = make_book(PROGRAM, folder)
    true = balances(first)
    for name in NAMES:
        path = os.path.join(folder, name)
        do(PROGRAM, "new", path)
        shutil.copyfile(first, path)
        do(PROGRAM, *pay_words(path))
        paid = balances(path)
        expect(paid != true, "nothing was paid into", repr(name))
        do(PROGRAM, "backup", path, path + ".copy")
        do(PROGRAM, *pay_words(path))
        do(PROGRAM, "restore", path + ".copy", path)
        do(PROGRAM, "rescue", path, path + ".new")
        expect(balances(path) == balances(path + ".copy") == balances(path + ".new") == paid, "other figures in", repr(name))
        do(PROGRAM, "verify", path, "--settlements")
        done = subprocess.run([PROGRAM, "balances", "--format", "json", "--", "./" + name], cwd=folder, capture_output=True, env=ENVIRONMENT)
        expect(done.stdout.decode() == paid, "by a short name:", repr(name), done.stderr.decode())
    expect(balances(first) == true, "another book was written")
    strange = [name for name in os.listdir(folder) if not name.startswith((*NAMES, "book 账", "t-1.json", "first.csv"))]
    expect(not strange, "strange files:", strange)
    shutil.rmtree(folder)


def make_things(folder, ending=""):
    """What is no file. Devices are nodes of their own: never those of the machine."""
    things = [os.path.join(folder, name + ending) for name in ("folder", "pipe", "device")]
    os.mkdir(things[0])
    os.mkfifo(things[1])
    try:
        os.mknod(things[2], 0o600 | stat.S_IFCHR, os.makedev(1, 3))
    except PermissionError:
        things.pop()
    return things


@case
def things_that_are_no_files():
    folder = make_folder()
    book = make_book(PROGRAM, folder)
    true = balances(book)
    for thing in make_things(folder):
        before = os.lstat(thing)
        for words in (("balances", thing), ("verify", thing), pay_words(thing), ("backup", thing, thing + ".copy"), ("restore", book, thing),
                      ("restore", book, thing, "--preview"), ("restore", thing, thing + ".copy"), ("rescue", thing, thing + ".copy"),
                      ("export", book, "--format", "json", "--output", thing)):
            # The one to blame is named, and not the file that was to be made of it.
            expect(f"“{thing}” is a folder, a device or the like" in refuse(3, "expected a file", *words), words)
        refuse(3, "could not be written", "print", book, "region", "370000", "--output", thing)
        for words in (("new", thing), ("backup", book, thing), ("rescue", book, thing)):
            refuse(1, "exists already", *words)
        after = os.lstat(thing)
        expect((before.st_mode, before.st_rdev, before.st_ino) == (after.st_mode, after.st_rdev, after.st_ino), "it is gone:", thing)
    for ending in (".svg", ".pdf", ".png", ".json"):
        for thing in make_things(folder, ending):
            before = os.lstat(thing)
            refuse(3, "expected a file", "flows", book, "--output", thing)
            expect(os.lstat(thing).st_ino == before.st_ino, "it is gone:", thing)
    expect(balances(book) == true, "the book was changed")
    left = [name for name in os.listdir(folder) if ".part" in name or ".copy" in name or ".before" in name]
    expect(not left, "something is left behind:", left)
    shutil.rmtree(folder)


@case
def names_that_are_empty_and_files_that_are():
    folder = make_folder()
    book = make_book(PROGRAM, folder)
    for words in (("balances", ""), ("rescue", book, ""), ("print", book, "region", "370000", "--output", ""),
                  ("export", book, "--format", "csv", "--output", "")):
        refuse(2, "A name is empty", *words)
    empty = write(os.path.join(folder, "empty.hengping"), "")
    refuse(3, "The file is empty", "balances", empty)
    refuse(3, "The file is empty", *pay_words(empty))
    expect(os.path.getsize(empty) == 0, "something was written into it")
    alone = os.path.join(folder, "alone.hengping")
    write(alone + "-wal", "something")
    refuse(3, "only its log", "balances", alone)
    refuse(1, "exists already", "new", alone)
    do(PROGRAM, "restore", book, empty)
    expect(balances(empty) == balances(book), "other figures")
    shutil.rmtree(folder)


@case
def links_that_lead_to_files():
    folder = make_folder()
    book = make_book(PROGRAM, folder)
    copy = os.path.join(folder, "copy.hengping")
    do(PROGRAM, "backup", book, copy)
    os.mkdir(os.path.join(folder, "sub"))
    link = os.path.join(folder, "sub", "link.hengping")
    os.symlink(book, link)
    do(PROGRAM, *pay_words(book))
    do(PROGRAM, "restore", copy, link)
    expect(os.path.islink(link) and balances(link) == balances(book) == balances(copy), "the link and the book are two books")
    expect(os.path.exists(book + ".before-restore"), "what was there is not kept beside it")
    for ending, words in ((".json", ("export", book, "--format", "json")), (".svg", ("flows", book)), (".json", ("flows", book))):
        target, way = os.path.join(folder, "target" + ending), os.path.join(folder, "sub", "way" + ending)
        write(target, "old")
        os.symlink(target, way)
        do(PROGRAM, *words, "--output", way)
        expect(os.path.islink(way) and os.path.getsize(target) > 100, "the link was replaced:", way)
        os.remove(way)
    shutil.rmtree(folder)


@case
def books_with_a_second_name():
    folder = make_folder()
    book = make_book(PROGRAM, folder)
    second, copy = os.path.join(folder, "second.hengping"), os.path.join(folder, "copy.hengping")
    true = balances(book)
    os.link(book, second)
    for path in (book, second):
        refuse(3, "second name", *pay_words(path))
        expect(balances(path) == true, "other figures")
        do(PROGRAM, "verify", path, "--settlements")
    do(PROGRAM, "backup", second, copy)
    do(PROGRAM, *pay_words(copy))
    os.remove(second)
    do(PROGRAM, *pay_words(book))
    # A killed restoring leaves this one, by which nobody writes.
    os.link(book, book + ".before-restore")
    do(PROGRAM, *pay_words(book))
    os.link(book, second)
    refuse(3, "second name", *pay_words(book))
    shutil.rmtree(folder)


class Held:
    """A book that another program holds open, as the window does; as somebody who is not root, whom permissions bind."""

    def __init__(self, how="write"):
        self.folder = make_folder()
        self.book = make_book(PROGRAM, self.folder)
        self.is_root = os.geteuid() == 0
        program = os.path.join(self.folder, "hold-book")
        shutil.copyfile(HOLD_BOOK, program)
        os.chmod(program, 0o755)
        os.chmod(self.folder, 0o755)
        if self.is_root and how == "write":
            for path in (self.folder, self.book):
                os.chown(path, 65534, 65534)
        who = {"user": 65534, "group": 65534, "extra_groups": []} if self.is_root else {}
        try:
            self.child = subprocess.Popen([program, self.book, how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
                                          env={**ENVIRONMENT, "HOME": "/"}, **who)
        except PermissionError as error:
            raise Skip("nobody may not run the program") from error
        self.opened = self.child.stdout.readline().strip()

    def say(self, word):
        self.child.stdin.write(word + "\n")
        self.child.stdin.flush()
        return self.child.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.communicate()
        shutil.rmtree(self.folder)


def replace(path):
    shutil.copyfile(path, path + "2")
    os.rename(path + "2", path)


@case
def files_that_are_changed_while_they_are_open():
    for word, change in (("read-only", lambda path: os.chmod(path, 0o444)), ("read-only", lambda path: os.chmod(path, 0)),
                         ("deleted or replaced", os.remove), ("deleted or replaced", replace),
                         ("second name", lambda path: os.link(path, path + "2")),
                         ("cut off", lambda path: os.truncate(path, os.path.getsize(path) // 2)), ("cut off", lambda path: os.truncate(path, 0))):
        with Held() as held:
            expect(held.opened == "open" and held.say("pay") == "paid", "it cannot be paid:", held.opened)
            change(held.book)
            sentence = held.say("pay")
            expect(word in sentence, "expected", word, "and not", sentence)
    if os.geteuid() == 0:
        with Held() as held:
            os.chmod(held.folder, 0)
            sentence = held.say("pay")
            expect("Permission denied" in sentence, sentence)
            os.chmod(held.folder, 0o755)
            expect(held.say("pay") == "paid", "it cannot go on")


@case
def a_book_that_is_read_without_locks():
    if os.geteuid() != 0:
        raise Skip("only root may become somebody else")
    with Held("read") as held:
        expect(held.opened == "read only", held.opened)
        before = held.say("balances")
        expect(held.say("balances") == before and before.startswith("balances"), before)
        do(PROGRAM, *pay_words(held.book))
        # It may be in the middle of anything: rather nothing than figures of two states.
        sentence = held.say("balances")
        expect("Another program wrote the book" in sentence, sentence)
    # Where the one who writes is there already the two agree by locks.
    with Held("read") as held:
        reader = subprocess.Popen([HOLD_BOOK, held.book, "write"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", env=ENVIRONMENT)
        reader.stdout.readline()
        for number in range(3):
            reader.stdin.write("pay\n")
            reader.stdin.flush()
            expect(reader.stdout.readline().strip() == "paid", "it cannot be paid")
            done = subprocess.run([os.path.join(held.folder, "hold-book"), held.book, "read"], input="balances\nbalances\n", capture_output=True,
                                  encoding="utf-8", env={**ENVIRONMENT, "HOME": "/"}, user=65534, group=65534, extra_groups=[])
            lines = done.stdout.splitlines()
            expect(len(lines) == 3 and lines[1] == lines[2] and str(-71200 - 500 * (number + 1)) in lines[1], lines)
        reader.communicate()
    # A log that was left behind where one may not write is named.
    with Held("read") as held:
        true = balances(held.book)
        write(held.book + "-wal", "x" * 5000)
        done = subprocess.run([os.path.join(held.folder, "hold-book"), held.book, "read"], input="", capture_output=True, encoding="utf-8",
                              env={**ENVIRONMENT, "HOME": "/"}, user=65534, group=65534, extra_groups=[])
        expect("-wal" in done.stdout and "copy both files" in done.stdout, done.stdout)
        os.remove(held.book + "-wal")
        expect(balances(held.book) == true, "other figures")


def at(moment_ms, *words):
    done = subprocess.run([FIXED_CLOCK, *words], capture_output=True, env={**ENVIRONMENT, "FIXED_CLOCK_MS": str(moment_ms), "HENGPING_BACKUPS": "1"})
    expect(done.returncode == 0 and "no automatic backup" not in done.stderr.decode(), words, done.returncode, done.stderr.decode())
    return done.stdout.decode()


@case
def a_clock_that_is_set_back():
    folder = make_folder()
    path = os.path.join(folder, "book.hengping")
    make_book(PROGRAM, folder)
    at(NOW_MS, "new", path)
    at(NOW_MS, "import", path, os.path.join(folder, "t-1.json"), os.path.join(folder, "first.csv"))
    at(NOW_MS, *pay_words(path))
    then_ms = NOW_MS - 400 * DAY_MS
    for amount in ("6", "7", "8"):
        at(then_ms, *pay_words(path, amount))
    at(then_ms, "settle", path, "--post", "--date", "2023-06-01")
    for moment_ms in (then_ms, NOW_MS, NOW_MS + DAY_MS):
        at(moment_ms, "verify", path, "--settlements")
    # What is recorded never goes back before what was recorded.
    facts = json.loads(at(NOW_MS, "export", path, "--format", "json"))["facts"]
    moments = [fact["recorded_ms"] for fact in facts]
    expect(moments == sorted(moments), "moments go back:", moments)
    expect(len(json.loads(at(NOW_MS, "backups", path, "--format", "json"))) == 2, "each call makes a backup:", at(NOW_MS, "backups", path))
    at(NOW_MS + 2 * DAY_MS, *pay_words(path, "9"))
    expect(len(json.loads(at(NOW_MS, "backups", path, "--format", "json"))) == 3, "no backup is made any more")
    shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(run_cases(CASES))
