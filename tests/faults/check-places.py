#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Books in places that make trouble: a full disk, read-only media, folders one may not write, links, logs that are lost or another book's.

Usage: check-places.py PROGRAM, as a TAP producer. A sentence each time, no crash, no wrong figure.
"""
import json
import os
import shutil
import subprocess
import sys

from faults import ENVIRONMENT, Skip, call, copy_book, do, expect, make_book, make_folder, pay_words, remove_book, run_cases, write

PROGRAM = os.path.abspath(sys.argv[1])
CASES = []


def case(function):
    CASES.append(function)
    return function


def balances(path):
    return do(PROGRAM, "balances", path, "--format", "json")


def refuse(*words):
    """The program says in a sentence that the book or the disk does not allow it. Returns: the sentence."""
    status, _, err = call(PROGRAM, *words)
    expect(status == 3, words, "status", status, err)
    return err


class Mounted:
    """A small file system of its own."""

    def __init__(self):
        if os.geteuid() != 0:
            raise Skip("only root may mount")
        self.path = make_folder()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", self.path], capture_output=True)
        if done.returncode != 0:
            os.rmdir(self.path)
            raise Skip("nothing can be mounted here")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.path], check=True)
        os.rmdir(self.path)

    def remount(self, how):
        subprocess.run(["mount", "-o", f"remount,{how}", self.path], check=True)


def hot_book(folder, name, amounts):
    """A book whose last payments stand only in its write-ahead log, as a killed program leaves them."""
    path = make_book(PROGRAM, folder, "cold-" + name)
    hot = os.path.join(folder, name)
    reader = subprocess.Popen([sys.executable, "-c", "import sqlite3, sys; h = sqlite3.connect(sys.argv[1]); h.execute('BEGIN'); "
                               "h.execute('SELECT count(*) FROM fact').fetchall(); print('ready', flush=True); sys.stdin.read()", path],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    reader.stdout.readline()
    for amount in amounts:
        do(PROGRAM, *pay_words(path, str(amount)))
    copy_book(path, hot)
    expect(os.path.getsize(hot + "-wal") > 0, "there is no log")
    reader.kill()
    reader.communicate()
    remove_book(path)
    return hot


@case
def a_full_disk():
    with Mounted() as place:
        folder = make_folder()
        path = os.path.join(place.path, "book.hengping")
        shutil.copyfile(make_book(PROGRAM, folder), path)
        before = len(json.loads(do(PROGRAM, "export", path, "--format", "json"))["entries"])
        taken, err = 0, ""
        for number in range(1, 1000):
            rows = "".join(f"T-1,Down,Up,{number}.{row % 100:02},2022-06-{row % 30 + 1:02},{row}\n" for row in range(400))
            table = write(os.path.join(folder, "rows.csv"), "agreement,from,to,amount,date,memo\n" + rows)
            status, _, err = call(PROGRAM, "import", path, table)
            if status != 0:
                expect(status == 3, status, err)
                break
            taken += 400
        expect(0 < taken < 400000, "the disk is never full")
        expect("full" in err or "space" in err, "the sentence does not say that the disk is full:", err)
        refuse("new", os.path.join(place.path, "new.hengping"))
        refuse("backup", path, os.path.join(place.path, "copy.hengping"))
        names = [name for name in os.listdir(place.path) if not name.startswith("book.hengping")]
        expect(names == [], "something is left behind:", names)
        # What was taken is there, here or where there is room.
        other = os.path.join(folder, "elsewhere.hengping")
        copy_book(path, other)
        do(PROGRAM, "verify", other, "--settlements")
        after = len(json.loads(do(PROGRAM, "export", other, "--format", "json"))["entries"])
        expect(after == before + taken, after, "entries and not", before + taken)
        place.remount("size=8m")
        do(PROGRAM, *pay_words(path))
        do(PROGRAM, "verify", path, "--settlements")
        shutil.rmtree(folder)
        print(f"# {taken} payments fit")


@case
def a_disk_that_is_full_while_a_backup_is_made():
    """What is to be recorded goes before: where there is room for it and none for the copy a note says so, and nothing of the copy stays."""
    with Mounted() as place:
        folder = make_folder()
        path = os.path.join(place.path, "book.hengping")
        rows = "".join(f"T-1,Down,Up,{row}.01,2022-06-{row % 30 + 1:02},{row}\n" for row in range(1, 12000))
        table = write(os.path.join(folder, "rows.csv"), "agreement,from,to,amount,date,memo\n" + rows)
        book = make_book(PROGRAM, folder)
        do(PROGRAM, "import", book, table)
        shutil.copyfile(book, path)
        size = os.path.getsize(path)
        room = os.statvfs(place.path)
        expect(size // 2 < room.f_bavail * room.f_frsize < size, "the copy would fit")
        before = len(json.loads(do(PROGRAM, "export", path, "--format", "json"))["entries"])
        done = subprocess.run([PROGRAM, *pay_words(path)], capture_output=True, env={**ENVIRONMENT, "HENGPING_BACKUPS": "1"}, timeout=300)
        err = done.stderr.decode()
        expect(done.returncode == 0 and "no automatic backup was made" in err and "full" in err, "status", done.returncode, err)
        names = sorted(name for top, _, files in os.walk(place.path) for name in files)
        expect(names == ["book.hengping"], "something is left behind:", names)
        after = len(json.loads(do(PROGRAM, "export", path, "--format", "json"))["entries"])
        expect(after == before + 1, after, "entries and not", before + 1)
        do(PROGRAM, "verify", path, "--settlements")
        shutil.rmtree(folder)


@case
def read_only_media():
    with Mounted() as place:
        folder = make_folder()
        path = os.path.join(place.path, "book.hengping")
        shutil.copyfile(make_book(PROGRAM, folder), path)
        true = balances(path)
        for name in os.listdir(place.path):
            if name != "book.hengping":
                os.remove(os.path.join(place.path, name))
        place.remount("ro")
        expect(balances(path) == true, "other figures on read-only media")
        do(PROGRAM, "verify", path, "--settlements")
        refuse(*pay_words(path))
        refuse("new", os.path.join(place.path, "new.hengping"))
        refuse("backup", path, os.path.join(place.path, "copy.hengping"))
        do(PROGRAM, "backup", path, os.path.join(folder, "copy.hengping"))
        expect(balances(os.path.join(folder, "copy.hengping")) == true, "another copy")
        place.remount("rw")
        expect(os.listdir(place.path) == ["book.hengping"], os.listdir(place.path))
        # With a log that was not written back the figures are those of the log, or there are none.
        hot = hot_book(folder, "hot.hengping", (5, 6))
        copy_book(hot, path)
        true = balances(hot)
        place.remount("ro")
        status, out, err = call(PROGRAM, "balances", path, "--format", "json")
        expect(status == 3 or out == true, "figures without the log:", out, err)
        place.remount("rw")
        shutil.rmtree(folder)


@case
def a_file_that_nobody_may_write():
    folder = make_folder()
    path = make_book(PROGRAM, folder)
    true = balances(path)
    os.chmod(path, 0o444)
    expect(balances(path) == true, "other figures")
    refuse(*pay_words(path))
    os.chmod(path, 0o644)
    do(PROGRAM, *pay_words(path))
    shutil.rmtree(folder)


@case
def a_folder_that_one_may_not_write():
    if os.geteuid() != 0:
        raise Skip("only root may become somebody else")
    folder = make_folder()
    path = make_book(PROGRAM, folder)
    true = balances(path)
    os.chmod(folder, 0o755)
    os.chmod(path, 0o666)

    def as_nobody(*words):
        done = subprocess.run([PROGRAM, *words], capture_output=True, env={**ENVIRONMENT, "HOME": "/"}, user=65534, group=65534, extra_groups=[])
        # Built for coverage, the program says besides that nobody may not write down what it ran through.
        err = "".join(line for line in done.stderr.decode().splitlines(keepends=True) if not line.startswith("profiling:"))
        return done.returncode, done.stdout.decode(), err

    try:
        as_nobody("--version")
    except PermissionError as error:
        raise Skip("nobody may not run the program") from error
    status, out, err = as_nobody("balances", path, "--format", "json")
    expect((status == 0 and out == true) or (status == 3 and err.startswith("hengping-cli: ")), status, out, err)
    status, _, err = as_nobody(*pay_words(path))
    expect(status == 3 and err.startswith("hengping-cli: ") and err.count("\n") == 1, status, err)
    status, _, err = as_nobody("new", os.path.join(folder, "new.hengping"))
    expect(status == 3 and err.startswith("hengping-cli: "), status, err)
    expect(balances(path) == true, "something was changed")
    do(PROGRAM, "verify", path, "--settlements")
    shutil.rmtree(folder)


@case
def links():
    folder = make_folder()
    path = make_book(PROGRAM, folder)
    os.mkdir(os.path.join(folder, "elsewhere"))
    link = os.path.join(folder, "elsewhere", "link.hengping")
    os.symlink(path, link)
    for name in (link, path, link):
        do(PROGRAM, *pay_words(name))
    expect(balances(link) == balances(path), "two books")
    do(PROGRAM, "verify", link, "--settlements")
    expect(os.listdir(os.path.join(folder, "elsewhere")) == ["link.hengping"], "a log stands beside the link")
    hanging = os.path.join(folder, "hanging.hengping")
    os.symlink(os.path.join(folder, "nowhere"), hanging)
    refuse("balances", hanging)
    status, _, err = call(PROGRAM, "new", hanging)
    expect(status in (0, 1, 3), err)
    expect(status == 0 or os.path.islink(hanging), "the link is gone")
    shutil.rmtree(folder)


@case
def logs_that_are_lost_or_strange():
    folder = make_folder()
    hot = hot_book(folder, "hot.hengping", (5, 6, 7))
    trial = os.path.join(folder, "trial.hengping")
    copy_book(hot, trial)
    full = balances(trial)

    remove_book(trial)
    shutil.copyfile(hot, trial)
    without = balances(trial)
    do(PROGRAM, "verify", trial, "--settlements")
    expect(without != full, "the log held nothing")

    # Nothing that SQLite takes for a log, and one that breaks off: what was complete counts.
    with open(hot + "-wal", "rb") as stream:
        log = stream.read()
    for spoilt in (b"", b"x" * 5000, log[:32], log[:len(log) // 2], log[:-1], bytes(len(log))):
        remove_book(trial)
        shutil.copyfile(hot, trial)
        with open(trial + "-wal", "wb") as stream:
            stream.write(spoilt)
        do(PROGRAM, "verify", trial, "--settlements")
    shutil.rmtree(folder)


@case
def a_log_of_another_book():
    folder = make_folder()
    ours = make_book(PROGRAM, folder)
    true = balances(ours)
    theirs = hot_book(folder, "theirs.hengping", (1000, 2000, 3000))
    later = os.path.join(folder, "later.hengping")
    trial = os.path.join(folder, "trial.hengping")
    # Another book's, and the same book's from before and after it was written on and copied.
    copy_book(theirs, later)
    for amount in (1, 2, 3):
        do(PROGRAM, *pay_words(later, str(amount)))
    table = write(os.path.join(folder, "q.csv"), "agreement,indicator,period,value,source\nT-1,q,2016,99,station\n")
    do(PROGRAM, "import", later, table)
    do(PROGRAM, "settle", later, "--post", "--date", "2023-06-02")
    for title, book in (("another book", ours), ("an older state", later)):
        remove_book(trial)
        shutil.copyfile(book, trial)
        shutil.copyfile(theirs + "-wal", trial + "-wal")
        right = (true,) if book == ours else (balances(theirs), balances(later))
        status, out, err = call(PROGRAM, "balances", trial, "--format", "json")
        print(f"# with the log of {title}:", "refused: " + err.strip() if status else "true" if out in right else "wrong")
        expect(status == 3 or out in right, "figures that are no book's:", out)
        if status == 3:
            with open(trial, "rb") as one, open(book, "rb") as other:
                expect(one.read() == other.read(), "the book was changed by looking at it")
    shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(run_cases(CASES))
