#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups while the book is written, restoring, automatic backups, rescuing, and books of older formats, as a user calls them.

Usage: check-rescue.py PROGRAM SAMPLE_FOLDER OLD_BOOKS_FOLDER, as a TAP producer. The sample is synthetic.
"""
import glob
import gzip
import json
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile

import trying
from trying import PROGRAM, case, expect, main, sample_files

OLD = os.path.abspath(sys.argv[3])
N_BACKUPS = 12


def run(*words, status=0, env=None):
    """What is said, and with another status than 0 what is wrong with it."""
    out, err = trying.run(*words, status=status, env=env)
    return out + (err if status else "")


def make_book(folder):
    book = os.path.join(folder, "book.hengping")
    run("new", book)
    run("import", book, *sample_files())
    run("settle", book, "--date", "2024-12-31", "--post")
    return book


def pay(book, amount):
    run("pay", book, "--agreement", "HHYL-1", "--from", "Shandong", "--to", "Henan", "--amount", str(amount), "--date", "2024-06-30")


@case
def backup(folder, book):
    """Each copy that is made while payments are booked is whole, one file, and an earlier state of the book."""
    code = ("import subprocess, sys\n"
            "for i in range(60):\n"
            "    subprocess.run([sys.argv[1], 'pay', sys.argv[2], '--agreement', 'HHYL-1', '--from', 'Shandong', '--to', 'Henan',"
            " '--amount', str(i + 1), '--date', '2024-06-30'], check=True, capture_output=True)\n")
    env = {**os.environ, "LC_ALL": "C.UTF-8", "HENGPING_BACKUPS": "0"}
    with subprocess.Popen([sys.executable, "-c", code, PROGRAM, book], env=env) as writer:
        for i in range(N_BACKUPS):
            copy = os.path.join(folder, f"copy-{i}.hengping")
            told = run("backup", book, copy)
            count, head = told.split("”: ")[1].split(" facts, head ")
            expect(f"{count} facts, head {head.strip()}" in run("verify", copy), f"{copy} has another head than was told")
            expect(not os.path.exists(copy + "-wal"), f"{copy} has a log")
        expect(writer.wait(170) == 0, "a payment failed while the book was backed up")
    counts = []
    for i in range(N_BACKUPS):
        copy = os.path.join(folder, f"copy-{i}.hengping")
        told = run("restore", "--preview", copy, book)
        expect("went on from the backup" in told or "the same facts" in told, told)
        counts.append(int(told.split("whole: ")[1].split(":")[0]))
    expect(counts == sorted(counts) and len(set(counts)) > 1, f"nothing was written meanwhile: {counts}")


@case
def restore(folder, book):
    backup = os.path.join(folder, "backup.hengping")
    run("backup", book, backup)
    before = run("balances", book, "--format", "json")
    pay(book, 12345)
    after = run("balances", book, "--format", "json")
    expect(before != after, "the payment changed nothing")
    told = run("restore", backup, book)
    expect("Facts that only the present book has: 1" in told and "before-restore" in told, told)
    expect(run("balances", book, "--format", "json") == before, "the restored book has other balances")
    kept = book + ".before-restore"
    expect(run("balances", kept, "--format", "json") == after, "what was there was not kept")
    run("verify", kept)
    with open(backup, "r+b") as stream:
        stream.seek(9 * 4096)
        stream.write(bytes(4096))
    digest = open(book, "rb").read()
    run("restore", backup, book, status=3)
    expect(open(book, "rb").read() == digest, "a damaged backup changed the book")


@case
def automatic(folder, book):
    on = {"HENGPING_BACKUPS": "1"}
    expect("no automatic backups" in run("backups", book), "there are backups already")
    run("pay", book, "--agreement", "HHYL-1", "--from", "Shandong", "--to", "Henan", "--amount", "7", "--date", "2024-06-30", env=on)
    listed = json.loads(run("backups", book, "--format", "json"))
    expect(len(listed) == 1 and os.path.dirname(listed[0]["file"]) == book + ".backups", f"{listed}")
    expect(f"facts, head {listed[0]['count']}:{listed[0]['head']}" in run("verify", listed[0]["file"]), "a head that is not the copy's")
    run("pay", book, "--agreement", "HHYL-1", "--from", "Shandong", "--to", "Henan", "--amount", "8", "--date", "2024-06-30", env=on)
    expect(len(json.loads(run("backups", book, "--format", "json"))) == 1, "a second one on the same day")
    shutil.rmtree(book + ".backups")
    with open(book + ".backups", "w", encoding="utf-8"):
        pass
    _, err = trying.run("pay", book, "--agreement", "HHYL-1", "--from", "Shandong", "--to", "Henan", "--amount", "9", "--date", "2024-06-30", env=on)
    expect("no automatic backup" in err, err)
    os.remove(book + ".backups")


def cents(text):
    """An amount of at most six decimals, exactly."""
    whole, _, part = text.partition(".")
    return int(whole + part.ljust(6, "0"))


def read_balances(book):
    """What each region, and each two parties of an agreement, has accrued and paid, added up from the lines of the file."""
    regions, pairs = {}, {}
    with sqlite3.connect(book) as file:
        for agreement, payer, region, receiver, other, commodity, kind, amount in file.execute(
                "SELECT p.agreement, p.name, p.region, r.name, r.region, c.name, l.kind, l.amount FROM line l JOIN party p ON p.id = l.payer "
                "JOIN party r ON r.id = l.receiver JOIN commodity c ON c.id = l.commodity"):
            amount *= 10000 if commodity == "CNY" else 1
            first, sign = ((payer, receiver), 1) if payer < receiver else ((receiver, payer), -1)
            pairs.setdefault((agreement, *first, commodity), [0, 0])[kind - 1] += sign * amount
            for name, code, sign in ((payer, region, -1), (receiver, other, 1)):
                regions.setdefault((code or f"pool:{agreement}/{name}", commodity), [0, 0])[kind - 1] += sign * amount
    file.close()
    return regions, pairs


def check_amounts(report, whole, saved):
    """The report's amounts are those of the book before it was damaged and of the one that was saved, to the last digit. Returns: whether known"""
    for old, new, listed in zip(read_balances(whole), read_balances(saved), (report["regions"], report["pairs"])):
        told = {(row["region"], row["commodity"]) if "region" in row else (row["agreement"], row["from"], row["to"], row["commodity"]): row
                for row in listed}
        expect(len(told) == len(listed), "twice the same")
        known = report["are_amounts_known"]
        expect(set(told) == (set(old) | set(new) if known else set(new)), f"amounts of others: {set(told) ^ (set(old) | set(new))}")
        for key, row in told.items():
            for index, name in enumerate(("accrued", "paid")):
                before, now = old.get(key, [0, 0])[index], new.get(key, [0, 0])[index]
                expect(cents(row[name]["taken"]) == now, f"{key} {name}: taken over {row[name]}, not {now}")
                expect(("kept" in row[name]) == known, f"{row}")
                expect(not known or (cents(row[name]["kept"]), cents(row[name]["missing"])) == (before, before - now),
                        f"{key} {name}: {row[name]}, not {before}, {before - now}")
    return report["are_amounts_known"]


@case
def rescue(folder, book):
    run("backup", book, os.path.join(folder, "whole.hengping"))
    whole = open(os.path.join(folder, "whole.hengping"), "rb").read()
    for by in ("region", "pair", "agreement"):
        new = os.path.join(folder, f"new-{by}.hengping")
        run("rescue", os.path.join(folder, "whole.hengping"), new)
        expect(run("balances", book, "--by", by, "--format", "json") == run("balances", new, "--by", by, "--format", "json"), by)
    run("verify", "--settlements", new)
    n_known = n_missing = 0
    n_pages = len(whole) // 4096
    for page in range(0, n_pages, max(1, n_pages // 25)):
        broken, saved = os.path.join(folder, "broken.hengping"), os.path.join(folder, "saved.hengping")
        with open(broken, "wb") as stream:
            stream.write(whole[:page * 4096] + bytes(4096) + whole[(page + 1) * 4096:])
        if os.path.exists(saved):
            os.remove(saved)
        report = json.loads(run("rescue", broken, saved, "--format", "json"))
        expect(report["taken"] > 0, f"page {page}: nothing")
        expect(report["taken"] + report["missing"] >= report["old"]["count"] - 1, f"page {page}: {report}")
        expect(f"facts, head {report['new']['count']}:{report['new']['head']}" in run("verify", saved), f"page {page}")
        if check_amounts(report, os.path.join(folder, "whole.hengping"), saved):
            n_known += 1
            missing = [row for row in report["regions"] + report["pairs"] if cents(row["accrued"]["missing"]) or cents(row["paid"]["missing"])]
            n_missing += bool(missing)
            for language, same, by in (("", "no amount is missing", "Balances by region"), ("zh_CN", "没有金额缺失", "按地区")):
                os.remove(saved)
                told = run("rescue", broken, saved, env={"LANGUAGE": language})
                expect((same in told) == (not missing) and (by in told) == bool(missing), f"page {page}: {told}")
                for row in missing:
                    for name in ("accrued", "paid"):
                        expect(not cents(row[name]["missing"]) or all(row[name][which] in told for which in ("kept", "taken", "missing")), told)
        # Every view of a rescued book can be read, whatever is missing.
        for view in (["balances"], ["dues"], ["runs"], ["reviews"], ["exceptions"], ["missing"]):
            run(view[0], saved)
        run("export", saved, "--format", "json")
    # A control: amounts are known though entries are lost, and nothing is lost where only something else is.
    expect(n_known > n_missing > 0, f"known {n_known} times, missing {n_missing} times")
    with open(os.path.join(folder, "nothing.hengping"), "wb") as stream:
        stream.write(b"no book")
    told = run("rescue", os.path.join(folder, "nothing.hengping"), os.path.join(folder, "none.hengping"), status=3)
    expect("Nothing of the file could be saved" in told, told)
    expect(not os.path.exists(os.path.join(folder, "none.hengping")), "a book of nothing")


def read_format(book):
    with open(book, "rb") as stream:
        return struct.unpack(">i", stream.read(64)[60:])[0]


@case
def old(folder, _book):
    """What a book of each format gives before and after it is brought to today's, what the copy kept gives, and what it gave when it was written."""
    with open(os.path.join(OLD, "schema-balances.json"), encoding="utf-8") as stream:
        when_written = json.load(stream)
    run("new", os.path.join(folder, "today.hengping"))
    todays = read_format(os.path.join(folder, "today.hengping"))
    outputs = [["balances", "--by", by, "--format", "json"] for by in ("region", "pair", "mechanism", "agreement")] + [
        ["export", "--format", form] for form in ("json", "csv", "hledger", "beancount")] + [
        ["verify", "--settlements"], ["runs", "--format", "json"], ["dues", "--format", "json"]]
    books = sorted(glob.glob(os.path.join(OLD, "schema-*.hengping.gz")))
    expect(len(books) == len(when_written) == todays, f"not a book of each of {todays} formats")
    for packed in books:
        book = os.path.join(folder, "old.hengping")
        with gzip.open(packed) as source, open(book, "wb") as target:
            shutil.copyfileobj(source, target)
        migrates = read_format(book) < todays
        before = [run(words[0], book, *words[1:]) for words in outputs]
        for by, rows in when_written[os.path.basename(packed).split(".")[0]].items():
            told = json.loads(run("balances", book, "--by", by, "--on", "2030-12-31", "--format", "json"))["balances"]
            expect(told == rows, f"{packed}: by {by} not what it was")
        as_it_was = open(book, "rb").read()
        run("reverse", book, "999999", "--reason", "only to open it for writing", status=1)
        copies = [path for path in glob.glob(book + ".before-*") if not path.endswith(("-wal", "-shm"))]
        expect(len(copies) == migrates and (open(book, "rb").read() != as_it_was) == migrates, f"{packed}: not brought to today's format: {copies}")
        for path in (book, *copies):
            for words, expected in zip(outputs, before):
                expect(run(words[0], path, *words[1:]) == expected, f"{packed}: {words} of {os.path.basename(path)} differs")
        for path in (book, *copies):
            os.remove(path)


with tempfile.TemporaryDirectory(prefix="hengping-command-") as place:
    sys.exit(main(place, make_book(place)))
