#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs statements through issue, confirmation, dispute and its end by hengping-cli, and through what must not follow.

Usage: check-review.py PROGRAM SAMPLE_FOLDER, as a TAP producer.
"""
import os
import subprocess
import sys

from trying import Folder, case, document, expect, main, run, run_json

OF = ("--agreement", "HHYL-1", "--period", "2020")


def review(book, *options):
    found = run_json("reviews", book, *OF, *options)["reviews"]
    expect(len(found) == 1, "not one review:", found)
    return found[0]


def number(words):
    """The last number of the first line: a fact's or a dispute's."""
    return int(words[0].split("\n")[0].split()[-1])


def accrued(book, *options):
    lines = run_json("balances", book, *options)["balances"]
    return {line["region"]: line["accrued"] for line in lines if line["region"] in ("410000", "370000") and line["commodity"] == "CNY"}


def page(folder, name, *words):
    """What a page says, in one line; None where nothing can read it."""
    output = os.path.join(folder.path, name)
    run("print", folder.book, "settlement", "HHYL-1", "2020", *words, "--output", output)
    try:
        text = subprocess.run(["pdftotext", "-layout", output, "-"], capture_output=True, check=True).stdout.decode()
    except OSError:
        return None
    return " ".join(text.split())


def settled_book():
    folder = Folder(sample=True)
    run("settle", folder.book, "--agreement", "HHYL-1", "--date", "2021-12-31", "--post")
    return folder


@case
def from_issue_to_joint_confirmation():
    """Settled, issued, confirmed by one, disputed by the other, decided, issued anew, confirmed by both."""
    folder = settled_book()
    book = folder.book
    shown = {}

    def look(state, waiting, statements, payable):
        found = review(book)
        expect(found["state"] == state and found["waiting"] == waiting, found["state"], found["waiting"], "instead of", state, waiting)
        expect(len(found["statements"]) == statements, "statements", len(found["statements"]))
        expect([(line["stated"], line["undisputed"], line["disputed"]) for line in found["payable"]] == payable, found["payable"])
        # As JSON, as a table, and the balances: what is shown now is to be shown again.
        shown[folder.head()[0]] = (state, run("reviews", book, *OF, "--format", "json")[0], run("reviews", book)[0],
                                   accrued(book), run("settle", book, *OF, "--format", "json")[0])

    try:
        look("computed", [], 0, [])
        pdf = os.path.join(folder.path, "statement.pdf")
        out = run("issue", book, *OF, "--document", "豫鲁函1号", "--output", pdf, "--as", "clerk")
        expect("Statement 1" in out[0], out)
        expect(open(pdf, "rb").read(5) == b"%PDF-", "no page")
        look("issued", ["Henan", "Shandong"], 1, [("66000000.00", "66000000.00", "0.00")])

        run("confirm", book, *OF, "--party", "Henan", "--document", "豫财函2号", "--as", "clerk")
        look("confirmed", ["Shandong"], 1, [("66000000.00", "66000000.00", "0.00")])

        dispute = number(run("dispute", book, *OF, "--party", "Shandong", "--line", "Shandong>Henan=6300万", "--reason", "氨氮两月数据有误",
                             "--document", "鲁财函3号"))
        look("disputed", ["Shandong"], 1, [("66000000.00", "63000000.00", "3000000.00")])
        found = review(book)["statements"][0]
        expect(found["by"] == "clerk" and found["document"] == "豫鲁函1号" and found["known"] == found["fact"] - 1, found)
        expect(found["confirmed"][0]["party"] == "Henan" and found["confirmed"][0]["document"] == "豫财函2号", found)
        expect(found["disputes"][0]["fact"] == dispute and found["disputes"][0]["reason"] == "氨氮两月数据有误", found)
        expect(found["disputes"][0]["lines"][0]["proposed"] == "63000000.00", found)
        # The rest can be paid meanwhile.
        run("pay", book, "--agreement", "HHYL-1", "--from", "Shandong", "--to", "Henan", "--amount", "6300万", "--date", "2022-03-01",
            "--period", "2020")
        folder.fails("issue", book, *OF, words=[str(dispute)])

        run("resolve", book, dispute, "--how", "decided", "--pay", "Shandong>Henan=6400万", "--reason", "协调会决定", "--document",
            "决定4号", "--date", "2022-04-01")
        look("outdated", [], 1, [("66000000.00", "66000000.00", "0.00")])
        expect(review(book)["statements"][0]["disputes"][0]["ended"]["how"] == "decided", "not ended")
        expect(run_json("settle", book, *OF)["settlements"][0]["status"] == "overridden", "no exception")
        expect(accrued(book) == {"410000": "124000000.00", "370000": "-124000000.00"}, accrued(book))
        folder.fails("confirm", book, *OF, "--party", "Shandong", words=["HHYL-1"])

        run("issue", book, *OF)
        look("issued", ["Henan", "Shandong"], 2, [("64000000.00", "64000000.00", "0.00")])
        run("confirm", book, *OF, "--party", "Shandong")
        look("confirmed", ["Henan"], 2, [("64000000.00", "64000000.00", "0.00")])
        run("confirm", book, *OF, "--party", "Henan", "--statement", "2")
        look("jointly-confirmed", [], 2, [("64000000.00", "64000000.00", "0.00")])
        expect(run_json("reviews", book, *OF, "--waiting") == {"reviews": []}, "still waiting")

        # Nothing was lost: what was shown after each fact is what is shown of it now, letter by letter.
        for known, (state, json, table, balances, settlement) in shown.items():
            expect(run("reviews", book, *OF, "--known-on", f"#{known}", "--format", "json")[0] == json, "not as shown:", state)
            expect(run("reviews", book, "--known-on", f"#{known}")[0] == table, "no such table:", state)
            expect(accrued(book, "--known-on", f"#{known}") == balances, "no such balances:", state)
            expect(run("settle", book, *OF, "--known-on", f"#{known}", "--format", "json")[0] == settlement, "not settled so:", state)
        run("verify", book, "--settlements")
    finally:
        folder.remove()


@case
def pages():
    folder = settled_book()
    book = folder.book
    try:
        text = page(folder, "0.pdf")
        if text is None:
            return
        expect("Statement not issued" in text and "6. Confirmation and dispute" in text and "7. Signatures" in text, text)
        run("issue", book, *OF, "--document", "函1")
        run("confirm", book, *OF, "--party", "Henan", "--document", "函2", "--as", "Clerk")
        text = page(folder, "1.pdf")
        for words in ("No. 1, issued on", "Confirmed by Henan", "Henan confirmed", "函2 Clerk", "Shandong awaited", "(函1)"):
            expect(words in text, words, "is not in", text)
        dispute = number(run("dispute", book, *OF, "--party", "Shandong", "--line", "Henan>Shandong=100万", "--reason", "measured otherwise"))
        text = page(folder, "2.pdf")
        for words in ("Disputed by Shandong", "Shandong disputes", f"{dispute} Shandong Henan 6,600.00 −100.00 – 6,600.00",
                      "Shandong Henan 6,600.00 – 6,600.00", "measured otherwise", "Its end open"):
            expect(words in text, words, "is not in", text)
        run("resolve", book, dispute, "--how", "agreed", "--pay", "Shandong>Henan=6500万", "--reason", "by protocol", "--document", "纪要5")
        text = page(folder, "3.pdf")
        for words in ("Outdated", "the next one has to be issued", "agreed, ", "by protocol (纪要5)"):
            expect(words in text, words, "is not in", text)
        issued = os.path.join(folder.path, "issued.pdf")
        run("issue", book, *OF, "--output", issued)
        text = page(folder, "4.pdf")
        for words in ("No. 2, issued on", "about statement 1", "6,500.00"):
            expect(words in text, words, "is not in", text)
        # As it was issued, with its number and without what came later: to the last byte.
        run("pay", book, "--agreement", "HHYL-1", "--from", "Shandong", "--to", "Henan", "--amount", "100万", "--date", "2022-04-01")
        page(folder, "again.pdf", "--statement", "2")
        with open(issued, "rb") as first, open(os.path.join(folder.path, "again.pdf"), "rb") as second:
            expect(first.read() == second.read(), "the statement is not printed as it was issued")
        text = page(folder, "5.pdf", "--statement", "1")
        expect("No. 1, issued on" in text and "Confirmation Issued" in text and "6,600.00" in text and "measured" not in text, text)
        folder.fails("print", book, "settlement", "HHYL-1", "2020", "--statement", "3", "--output", "x.pdf", words=["3", "2"])
        folder.fails("print", book, "settlement", "HHYL-1", "2020", "--statement", "0", "--output", "x.pdf")
        folder.fails("print", book, "settlement", "HHYL-1", "2020", "--statement", "1", "--known-on", "#5", "--output", "x.pdf", status=2)
        folder.fails("print", book, "agreement", "HHYL-1", "--statement", "1", "--output", "x.pdf", status=2)
    finally:
        folder.remove()


@case
def refused():
    folder = settled_book()
    book = folder.book
    by_henan = (*OF, "--party", "Henan")
    try:
        # Options.
        for command in (["issue"], ["confirm", "--party", "Henan"], ["dispute", "--party", "Henan", "--line", "A>B=1", "--reason", "x"]):
            folder.fails(command[0], book, *command[1:], "--period", "2020", status=2, words=["--agreement"])
            folder.fails(command[0], book, *command[1:], "--agreement", "HHYL-1", status=2, words=["--period"])
        folder.fails("confirm", book, *OF, status=2, words=["--party"])
        folder.fails("confirm", book, *by_henan, "--statement", "-1", status=2)
        folder.fails("confirm", book, *by_henan, "--statement", "one", status=2)
        folder.fails("dispute", book, *by_henan, "--reason", "x", status=2, words=["--line"])
        folder.fails("dispute", book, *by_henan, "--line", "Shandong>Henan=1", status=2, words=["--reason"])
        folder.fails("resolve", book, status=2)
        folder.fails("resolve", book, "3", "--reason", "x", status=2, words=["--how"])
        folder.fails("resolve", book, "3", "--how", "agreed", status=2, words=["--reason"])
        folder.fails("resolve", book, "3", "--how", "forgotten", "--reason", "x", status=2, words=["withdrawn"])
        folder.fails("resolve", book, "3", "--how", "withdrawn", "--reason", "x", "--pay", "A>B=1", status=2)
        folder.fails("resolve", book, "3", "--how", "withdrawn", "--reason", "x", "--date", "2022-01-01", status=2)
        folder.fails("reviews", book, "--period", "so")
        folder.fails("reviews", book, "--agreement", "NO-1", words=["NO-1"])
        folder.fails("reviews", book, "--format", "csv", status=2)

        # Order.
        folder.fails("issue", book, "--agreement", "NO-1", "--period", "2020", words=["NO-1"])
        folder.fails("issue", book, "--agreement", "HHYL-1", "--period", "2033", words=["2033"])
        folder.fails("issue", book, "--agreement", "HHYL-1", "--period", "2020-05", words=["2020-05"])
        folder.fails("issue", book, *OF, "--output", "/no/such/folder/x.pdf", status=3)
        folder.fails("confirm", book, *by_henan, words=["HHYL-1", "2020"])
        folder.fails("dispute", book, *by_henan, "--line", "Shandong>Henan=1", "--reason", "x", words=["HHYL-1", "2020"])
        folder.fails("resolve", book, "3", "--how", "withdrawn", "--reason", "x", words=["3"])
        folder.fails("resolve", book, "x", "--how", "withdrawn", "--reason", "x", words=["x"])
        run("issue", book, *OF)
        folder.fails("issue", book, *OF, words=["1"])
        folder.fails("confirm", book, *OF, "--party", "河南", words=["河南", "Henan", "Shandong"])
        folder.fails("confirm", book, *by_henan, "--statement", "2", words=["2", "1"])

        # Lines.
        for line in ("", "Shandong", "Shandong>Henan", "Shandong=1", ">Henan=1", "Shandong>=1", "Shandong>Henan="):
            folder.fails("dispute", book, *by_henan, "--line", line, "--reason", "x", status=2)
        for line in ("Shandong>Henan=x", "Shandong>Henan=1.001", "Shandong>Henan=1e400", "Shandong>Henan=99999999999999999999",
                     "Shandong>Henan=6600万", "Shandong>Anhui=1", "Shandong>Henan=1 t", "Henan>Shandong=-66000000"):
            folder.fails("dispute", book, *by_henan, "--line", line, "--reason", "x")
        folder.fails("dispute", book, *by_henan, "--line", "Shandong>Henan=1", "--line", "Henan>Shandong=2", "--reason", "x")
        folder.fails("dispute", book, *by_henan, "--line", "Shandong>Henan=1", "--reason", " ")
        first = number(run("dispute", book, *by_henan, "--line", "Henan→Shandong=-1.5万 CNY", "--reason", "x"))
        expect(review(book)["payable"][0]["undisputed"] == "15000.00", review(book))
        folder.fails("confirm", book, *by_henan, words=[str(first)])
        folder.fails("dispute", book, *by_henan, "--line", "Shandong>Henan=2", "--reason", "x", words=[str(first)])

        # The end.
        folder.fails("resolve", book, first, "--how", "decided", "--pay", "Shandong>Henan=1", "--reason", "x")
        folder.fails("resolve", book, first, "--how", "decided", "--pay", "Shandong>Anhui=1", "--reason", "x", "--document", "D")
        folder.fails("resolve", book, first, "--how", "decided", "--pay", "Shandong>Henan=1 t", "--reason", "x", "--document", "D")
        folder.fails("resolve", book, first, "--how", "decided", "--pay", "Shandong>Henan=1", "--pay", "Shandong>Henan=2", "--reason", "x",
                     "--document", "D")
        run("resolve", book, first, "--how", "withdrawn", "--reason", "x")
        folder.fails("resolve", book, first, "--how", "withdrawn", "--reason", "x", words=[str(first)])
        run("confirm", book, *by_henan)
        folder.fails("confirm", book, *by_henan)
        folder.fails("dispute", book, *by_henan, "--line", "Shandong>Henan=1", "--reason", "x")
        expect(review(book)["state"] == "confirmed", review(book))
    finally:
        folder.remove()


@case
def goods_and_pools():
    """A line in kind with spaces in its unit; who confirms where a pool stands between."""
    folder = Folder()
    try:
        path = folder.write("a.json", document(
            parties=[{"name": "Up", "region": "410000", "role": "protector"}, {"name": "Down", "region": "370000", "role": "beneficiary"},
                     {"name": "Centre", "region": "000000", "role": "central"}, {"name": "Fund", "role": "pool"}],
            rules=["Down pays Fund 3 million", "Fund pays Up 3 million", "Centre pays Up 100 * q", "Down provides Up 30 \"training places\""]))
        run("import", folder.book, path, folder.write("o.csv", "agreement,indicator,period,value\nT-1,q,2021,2\n"))
        of = ("--agreement", "T-1", "--period", "2021")
        run("issue", folder.book, *of)
        folder.fails("confirm", folder.book, *of, "--party", "Fund", words=["Fund", "Up, Down"])
        folder.fails("confirm", folder.book, *of, "--party", "Centre", words=["Centre", "Up, Down"])
        run("dispute", folder.book, *of, "--party", "Up", "--line", "Down>Up=45 training places", "--line", "Down>Fund=2.5 million", "--reason", "x")
        found = run_json("reviews", folder.book)["reviews"][0]
        lines = {(line["from"], line["to"], line["commodity"]): (line["undisputed"], line["disputed"]) for line in found["payable"]}
        expect(lines[("Down", "Up", "training places")] == ("30", "0"), lines)
        expect(lines[("Down", "Fund", "CNY")] == ("2500000.00", "500000.00"), lines)
        expect(lines[("Fund", "Up", "CNY")] == ("3000000.00", "0.00"), lines)
    finally:
        folder.remove()


@case
def in_chinese():
    folder = settled_book()
    chinese = {"LC_ALL": "C.UTF-8", "LANGUAGE": "zh_CN"}
    try:
        run("issue", folder.book, *OF)
        out = run("reviews", folder.book, env={"LC_ALL": "zh_CN.UTF-8"})[0]
        expect("HHYL-1" in out, out)
        expect(run_json("reviews", folder.book, env=chinese)["reviews"][0]["state"] == "issued", "a translated state in JSON")
    finally:
        folder.remove()


if __name__ == "__main__":
    sys.exit(main())
