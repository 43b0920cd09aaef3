#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs agreed exceptions, freezes, closed days and runs through hengping-cli.

Usage: check-exceptions.py PROGRAM SAMPLE_FOLDER, as a TAP producer.
"""
import gzip
import os
import shutil
import sqlite3
import subprocess
import sys

from trying import Folder, case, document, expect, main, run, run_json

HERE = os.path.dirname(os.path.abspath(__file__))
OF = ("--agreement", "T-1", "--period", "2020")
WHY = ("--reason", "flood", "--document", "Minutes 3")


def agreed_book(observed="T-1,q,2020,5\n"):
    folder = Folder()
    run("import", folder.book, folder.write("a.json", document(rules=["Down pays Up 100 * q", 'Up provides Down q "t" when q > 100'])))
    observe(folder, observed)
    return folder


def observe(folder, rows):
    run("import", folder.book, folder.write("o.csv", "agreement,indicator,period,value\n" + rows), "--again")


def settle(folder, *options):
    found = run_json("settle", folder.book, *OF, *options)["settlements"]
    expect(len(found) == 1, "not one settlement:", found)
    return found[0]


def amounts(obligations):
    return [(line["from"], line["to"], line["amount"], line["commodity"]) for line in obligations]


def number(words):
    return int(words[0].split()[-1].strip("()"))


@case
def override_takes_the_place():
    folder = agreed_book()
    try:
        run("settle", folder.book, *OF, "--post", "--date", "2021-01-31")
        exception = number(run("override", folder.book, *OF, "--pay", "Down>Up=200.50", "--pay", "Up > Down = 30 t", *WHY, "--as", "Li"))
        found = settle(folder, "--explain")
        expect(found["status"] == "overridden", found["status"])
        expect(amounts(found["obligations"]) == [("Up", "Down", "30", "t"), ("Down", "Up", "200.50", "CNY")], found["obligations"])
        told = found["exception"]
        expect((told["number"], told["kind"], told["reason"], told["document"], told["by"]) == (exception, "override", "flood", "Minutes 3", "Li"), told)
        expect(told["formula"]["status"] == "complete" and amounts(told["formula"]["obligations"]) == [("Down", "Up", "500.00", "CNY")], told)
        expect(told["formula"]["explanation"] and found["explanation"] == [], "explanation", found["explanation"])
        text = run("settle", folder.book, *OF, "--explain")[0]
        for words in ("Overridden", f"Agreed exception {exception}: flood (Minutes 3)", "by Li", "The formula would have given: Complete, Down → Up 500.00 CNY",
                      "100 * q"):
            expect(words in text, words, "not in", text)

        page = os.path.join(folder.path, "page.pdf")
        run("print", folder.book, "settlement", "T-1", "2020", "--output", page)
        if shutil.which("pdftotext"):
            said = " ".join(subprocess.run(["pdftotext", "-layout", page, "-"], capture_output=True, check=True).stdout.decode().split())
            for words in (f"Agreed exception {exception}: flood (Minutes 3)", "The formula would have given: Complete, Down → Up 500.00 yuan"):
                expect(words in said, words, "not on the page")
        expect(settle(folder, "--post")["status"] == "posted", "posting")
        expect(settle(folder, "--post")["exception"]["number"] == exception, "an unchanged one tells its exception, too")
        expect(run_json("balances", folder.book)["balances"], "balances")
        run("end-exception", folder.book, exception, "--reason", "over", "--document", "Minutes 4", "--as", "Wang")
        expect("exception" not in settle(folder), "ended")
        run("settle", folder.book, *OF, "--post")
        listed = run_json("exceptions", folder.book)["exceptions"]
        expect(len(listed) == 1 and listed[0]["ended"]["by"] == "Wang" and listed[0]["ended"]["reason"] == "over", listed)
        expect("ended" not in run_json("exceptions", folder.book, "--known-on", f"#{exception}")["exceptions"][0], "known on")
        expect(run_json("exceptions", folder.book, "--agreement", "T-1", "--period", "2021")["exceptions"] == [], "of another period")
        expect("Minutes 4" in run("exceptions", folder.book)[0], "table")
        runs = run_json("runs", folder.book, *OF)["runs"]
        expect([one["kind"] for one in runs] == ["first", "re-settlement", "re-settlement"], runs)
        expect(amounts(runs[1]["lines"]) == [("Up", "Down", "30", "t"), ("Up", "Down", "299.50", "CNY")] or
               sorted(amounts(runs[1]["lines"])) == [("Up", "Down", "299.50", "CNY"), ("Up", "Down", "30", "t")], runs[1])
        expect(amounts(runs[2]["totals"]) == [("Down", "Up", "500.00", "CNY")], runs[2])
        run("verify", folder.book, "--settlements")
    finally:
        folder.remove()


@case
def override_does_not_wait():
    folder = agreed_book(observed="T-1,q,2021,1\n")
    try:
        expect(settle(folder)["status"] == "incomplete", "nothing observed")
        run("override", folder.book, *OF, "--nothing", *WHY)
        found = settle(folder)
        expect(found["status"] == "overridden" and found["obligations"] == [] and found["missing"] == [], found)
        expect(found["exception"]["formula"]["status"] == "incomplete" and found["exception"]["formula"]["missing"], found)
        run("verify", folder.book, "--settlements")
    finally:
        folder.remove()


@case
def overrides_refused():
    folder = agreed_book()
    try:
        taken = number(run("override", folder.book, "--agreement", "T-1", "--period", "2021", "--nothing", *WHY))
        good = ("--pay", "Down>Up=5")
        for options, status, word in (
                ((*OF, *good, "--reason", "r"), 2, "--document"), ((*OF, *good, "--document", "d"), 2, "--reason"),
                ((*OF, *good, "--reason", "r", "--document", " "), 1, "document"), ((*OF, *good, "--reason", "", "--document", "d"), 1, "reason"),
                ((*OF, *WHY), 2, "--nothing"), ((*OF, *good, "--nothing", *WHY), 2, "--nothing"), (("--agreement", "T-1", *good, *WHY), 2, "--period"),
                (("--agreement", "T-9", "--period", "2020", *good, *WHY), 1, "T-9"), ((*OF, "--pay", "Down>Middle=5", *WHY), 1, "Middle"),
                ((*OF, "--pay", "Down>Down=5", *WHY), 1, "Down"), ((*OF, "--pay", "Down>Up=5 kWh", *WHY), 1, "kWh"),
                ((*OF, "--pay", "Down>Up=0", *WHY), 1, "0"), ((*OF, "--pay", "Down>Up=-5", *WHY), 1, "-5"),
                ((*OF, "--pay", "Down>Up=0.001", *WHY), 1, "0.001"), ((*OF, "--pay", "Up>Down=0.5 t", *WHY), 1, "0.5"),
                ((*OF, "--pay", "Down>Up=5e3", *WHY), 1, "5e3"), ((*OF, "--pay", "Down:Up=5", *WHY), 2, "Down:Up=5"), ((*OF, "--pay", "Down>Up", *WHY), 2, "Down>Up"),
                ((*OF, "--pay", "Down>Up=1", "--pay", "Up>Down=1", *WHY), 1, "twice"),
                (("--agreement", "T-1", "--period", "2033", *good, *WHY), 1, "2033"), (("--agreement", "T-1", "--period", "2020-03", *good, *WHY), 1, "2020-03"),
                (("--agreement", "T-1", "--period", "x", *good, *WHY), 1, "x"), (("--agreement", "T-1", "--period", "2021", *good, *WHY), 1, str(taken))):
            folder.fails("override", folder.book, *options, status=status, words=[word])
        folder.fails("freeze", folder.book, "--agreement", "T-1", "--period", "2021", *WHY, words=[str(taken)])
        folder.fails("freeze", folder.book, *OF, "--reason", "r", status=2, words=["--document"])
        folder.fails("end-exception", folder.book, "1", *WHY, words=["1"])
        folder.fails("end-exception", folder.book, "x", *WHY, words=["x"])
        folder.fails("end-exception", folder.book, taken, "--reason", "r", status=2, words=["--document"])
        run("end-exception", folder.book, taken, *WHY)
        folder.fails("end-exception", folder.book, taken, *WHY, words=["already"])
    finally:
        folder.remove()


@case
def freeze_keeps():
    folder = agreed_book()
    try:
        frozen = number(run("freeze", folder.book, *OF, "--reason", "audit", "--document", "Minutes 7"))
        observe(folder, "T-1,q,2020,9\n")
        found = settle(folder)
        expect(found["status"] == "complete" and amounts(found["obligations"]) == [("Down", "Up", "500.00", "CNY")], found)
        expect(found["exception"]["kind"] == "freeze" and amounts(found["exception"]["formula"]["obligations"]) == [("Down", "Up", "900.00", "CNY")], found)
        text = run("settle", folder.book, *OF, "--explain")[0]
        expect(f"Frozen {frozen}: audit (Minutes 7)" in text and "900.00" in text and f"#{frozen - 1}" in text, text)
        settle(folder, "--post")
        run("end-exception", folder.book, frozen, *WHY)
        expect(amounts(settle(folder, "--post")["obligations"]) == [("Down", "Up", "900.00", "CNY")], "after the end")
        expect(settle(folder, "--known-on", f"#{frozen}")["exception"]["number"] == frozen, "known on")
        run("verify", folder.book, "--settlements")
    finally:
        folder.remove()


@case
def runs_are_named():
    folder = agreed_book()
    try:
        folder.fails("settle", folder.book, *OF, "--kind", "final", status=2, words=["--post"])
        folder.fails("settle", folder.book, *OF, "--post", "--kind", "last", status=2, words=["provisional"])
        run("settle", folder.book, "--agreement", "T-1", "--post", "--kind", "provisional", "--date", "2021-02-01")
        observe(folder, "T-1,q,2020,6\n")
        run("settle", folder.book, *OF, "--post", "--date", "2021-03-01")
        run("settle", folder.book, *OF, "--post", "--kind", "final")
        runs = run_json("runs", folder.book)["runs"]
        expect([(one["run"], one["kind"], one["before"], one["entry"]) for one in runs] ==
               [(1, "provisional", None, 1), (2, "re-settlement", 1, 2), (3, "final", 2, None)], runs)
        expect([amounts(one["lines"]) for one in runs] == [[("Down", "Up", "500.00", "CNY")], [("Down", "Up", "100.00", "CNY")], []], runs)
        expect([amounts(one["totals"]) for one in runs][1:] == [[("Down", "Up", "600.00", "CNY")]] * 2, runs)
        expect([one["date"] for one in runs][:2] == ["2021-02-01", "2021-03-01"], runs)
        expect(len(run_json("runs", folder.book, "--known-on", "#7")["runs"]) == 1, "known on")
        expect(run_json("runs", folder.book, "--period", "2021")["runs"] == [], "another period")
        text = run("runs", folder.book)[0]
        for words in ("Provisional", "Re-settlement 1", "Final", "600.00"):
            expect(words in text, words, text)
        folder.fails("runs", folder.book, "--agreement", "T-9", words=["T-9"])
        run("verify", folder.book, "--settlements")
    finally:
        folder.remove()


@case
def closed_days():
    folder = agreed_book()
    try:
        expect("2024-12-31" in run("close", folder.book, "--until", "2024-12-31", "--reason", "audited")[0], "says so")
        for day, word in (("2024-12-31", "2024-12-31"), ("2023-12-31", "2024-12-31"), ("9999-12-31", "9999-12-31")):
            folder.fails("close", folder.book, "--until", day, "--reason", "r", words=[word])
        folder.fails("close", folder.book, "--until", "2025-02-30", "--reason", "r", words=["2025-02-30"])
        folder.fails("close", folder.book, "--until", "2025-01-31", "--reason", " ", words=["reason"])
        folder.fails("close", folder.book, "--until", "2025-01-31", status=2, words=["--reason"])
        # What counts for a closed day is booked on an open one.
        run("settle", folder.book, *OF, "--post", "--date", "2021-01-31")
        only = run_json("runs", folder.book)["runs"][0]
        expect(only["date"] == "2021-01-31" and only["booked"] > "2024-12-31", only)
        run("verify", folder.book, "--settlements")
    finally:
        folder.remove()


@case
def amendments():
    """A period that an amendment drops settles to nothing; an agreement that ends before it begins is refused."""
    folder = agreed_book(observed="T-1,q,2020,5\nT-1,q,2021,6\nT-1,q,2022,7\n")
    try:
        run("settle", folder.book, "--post", "--date", "2023-01-31")
        run("import", folder.book, folder.write("b.json", document(to="2021-12-31")))
        later = {one["period"]: one for one in run_json("settle", folder.book, "--post", "--date", "2023-02-28")["settlements"]}
        expect(later["2022"]["status"] == "posted" and later["2022"]["obligations"] == [], later)
        expect(later["2020"]["status"] == "unchanged", later)
        # An amendment of the amendment with an earlier date governs from its own first day on.
        run("import", folder.book, folder.write("c.json", document(**{"from": "2021-01-01", "to": "2022-12-31", "rules": ["Down pays Up 7"]})))
        run("import", folder.book, folder.write("d.json", document(**{"from": "2020-01-01", "to": "2021-12-31", "rules": ["Down pays Up 9"]})))
        last = {one["period"]: one for one in run_json("settle", folder.book, "--post", "--date", "2023-03-31")["settlements"]}
        expect([amounts(last[year]["obligations"]) for year in ("2020", "2021")] == [[("Down", "Up", "9.00", "CNY")]] * 2, last)
        folder.fails("import", folder.book, folder.write("e.json", document(**{"from": "2021-01-01", "to": "2020-12-31"})), words=["2020-12-31"])
        run("verify", folder.book, "--settlements")
    finally:
        folder.remove()


@case
def older_format():
    """A command that only looks leaves a book of an older format as it is; one that writes keeps a copy."""
    folder = Folder()
    try:
        book = os.path.join(folder.path, "old.hengping")
        with gzip.open(os.path.join(HERE, "..", "ledger", "schema-1.hengping.gz")) as packed:
            content = packed.read()
        with open(book, "wb") as stream:
            stream.write(content)
        before = run_json("balances", book)["balances"]
        run("verify", book, "--settlements")
        expect(open(book, "rb").read() == content and sorted(os.listdir(folder.path)) == ["old.hengping", "账本 1.hengping"], os.listdir(folder.path))
        out, err = run("pay", book, "--agreement", "HHYL-1", "--from", "Henan", "--to", "Shandong", "--amount", "1", "--date", "2022-07-01")
        expect(book + ".before-2" in err, err)
        expect(open(book + ".before-2", "rb").read(16) == b"SQLite format 3\0", "copy")
        expect(run_json("balances", book + ".before-2")["balances"] == before, "the copy's balances")
        connection = sqlite3.connect(book)
        expect(connection.execute("PRAGMA user_version").fetchone() == (3,), "format")
        connection.close()
        run("verify", book, "--settlements")
    finally:
        folder.remove()


sys.exit(main())
