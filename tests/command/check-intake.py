#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Observations on their way in: preview, plausibility, what is missing, what if, and how an amount is explained.

Usage: check-intake.py PROGRAM SAMPLE_FOLDER, as a TAP producer.
"""
import csv
import hashlib
import io
import json
import os
import sys

from trying import Folder, run, run_json, tell

CHINESE = {"LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"}
AGREEMENT = {
    "hengping": "agreement/1", "code": "T-1", "title": {"zh": "协议（合成）"}, "mechanism": "watershed",
    "parties": [{"name": "Down", "region": "370000", "role": "beneficiary"}, {"name": "Up", "region": "410000", "role": "protector"}],
    "from": "2020-01-01", "to": "2023-12-31", "assessed": "year",
    "indicators": [{"name": "q", "observed": "year", "unit": "mg/L", "section": "桥", "rounding": "0.01 half-even",
                    "precedence": ["joint", "station", "own"], "plausible": {"min": "0", "max": "50"}}],
    "rules": ["double = 2 * q", "Down pays Up 100 * double", "Up pays Down 10 * ago(q, 1 year)"],
}
HEAD = "agreement,indicator,period,value,source\n"
results = []


def check(title, right, found=None):
    results.append((title, right))
    if not right and found is not None:
        print("#", title, "found", repr(found)[:2000])


class Book(Folder):
    def bytes(self):
        digest = hashlib.sha256()
        for ending in ("", "-wal"):
            if os.path.exists(self.book + ending):
                with open(self.book + ending, "rb") as stream:
                    digest.update(stream.read())
        return digest.hexdigest()

    def json(self, command, *words, **options):
        return run_json(command, self.book, *words, **options)


def preview(book):
    document = book.write("t.json", json.dumps(AGREEMENT))
    first = book.write("first.csv", HEAD + "T-1,q,2019,1,joint\nT-1,q,2020,5,joint\nT-1,q,2021,60,station\n")
    # Whoever opens a new book for writing first turns its write-ahead log on, which is no fact.
    found = book.json("import", document, first, "--preview")
    before = book.bytes()
    check("previews of the same files are alike", book.json("import", document, first, "--preview") == found)
    check("an agreement of the same call counts in a preview", found["counts"]["new"] == 3, found)
    check("an agreement of the same call is taken back", book.bytes() == before and run("settle", book.book)[0].count("T-1") == 0)

    _, warnings = run("import", book.book, document, first)
    check("a value outside the limits is taken with a warning",
          warnings.startswith(first + ":4: ") and "0…50" in warnings and warnings.count("\n") == 1, warnings)
    run("settle", book.book, "--date", "2024-01-01", "--post")

    rows = book.write("second.csv", HEAD + "T-1,q,2020,5.00,joint\nT-1,q,2021,7,joint\nT-1,q,2020,,station\nT-1,q,2019,2,joint\n"
                      "T-1,q,2022,8,own\nT-1,q,2023,?,own\n")
    before = book.bytes()
    found = book.json("import", rows, "--preview")
    check("classes", [row["class"] for row in found["rows"]] == ["same", "conflict", "same", "revision", "new"], found)
    check("counts", found["counts"] == {"new": 1, "same": 2, "revision": 1, "withdrawal": 0, "conflict": 1, "implausible": 0,
                                        "unfilled": 1}, found["counts"])
    conflict = found["rows"][1]
    check("a conflict names the other and says which counts",
          conflict["counts"] and conflict["other"] == {"source": "station", "value": "60"}, conflict)
    check("a revision has the old value", found["rows"][3]["before"] == "1", found["rows"][3])
    # Only what is booked would have to be settled again: 2020 by the year before, 2021 by its own value.
    check("booked periods to be settled again", [(row["agreement"], row["period"], row["differences"]) for row in found["periods"]] == [
        ("T-1", "2020", [{"from": "Up", "to": "Down", "amount": "10.00", "commodity": "CNY"}]),
        ("T-1", "2021", [{"from": "Up", "to": "Down", "amount": "10600.00", "commodity": "CNY"}])], found["periods"])
    check("nothing is written by a preview", book.bytes() == before)
    for env in (None, CHINESE):
        check("a preview for people", "T-1" in run("import", book.book, rows, "--preview", env=env)[0])
    twice = book.write("twice.csv", HEAD + "T-1,q,2022,8,own\nT-1,q,2022,9,own\n")
    check("the same observation twice is an error at its line", f"{twice}:3: " in run("import", book.book, twice, "--preview", status=1)[1])
    check("a format is of a preview", "--preview" in run("import", book.book, rows, "--format", "json", status=2)[1])

    os.chmod(book.book, 0o444)
    check("a book that cannot be written can be previewed", book.json("import", rows, "--preview") == found)
    os.chmod(book.book, 0o644)
    run("import", book.book, rows)
    check("what was foretold is what is booked", [line.split()[5] for line in run("settle", book.book, "--date", "2024-01-01")[0].splitlines()
                                                 if "2020" in line or "2021" in line] == ["980.00", "1350.00"])


def missing(book):
    table = run("missing", book.book, "--date", "2024-01-01", "--format", "csv")[0]
    rows = list(csv.DictReader(io.StringIO(table)))
    check("what is missing is a table", [(row["indicator"], row["period"], row["value"]) for row in rows] == [("q", "2023", "?")], rows)
    found = book.json("missing", "--date", "2024-01-01")["missing"]
    check("what waits for it", found == [{"agreement": "T-1", "indicator": "q", "period": "2023", "unit": "mg/L", "section": "桥",
                                          "observed": "year", "waiting": [{"period": "2023", "line": 2,
                                                                           "text": "Down pays Up 100 * double"}]}], found)
    before = book.bytes()
    out, _ = run("import", book.book, book.write("unfilled.csv", table))
    check("a row that is not filled in is passed over", book.bytes() == before and out.startswith("1 "), out)

    assumed = book.json("settle", "--agreement", "T-1", "--period", "2023", "--assume", "q@2023=4")
    settled = assumed["settlements"][0]
    check("what if", settled["status"] == "complete" and settled["without"]["status"] == "incomplete" and
          settled["obligations"][0]["amount"] == "720.00" and assumed["assumptions"] == [{"indicator": "q", "period": "2023", "value": "4"}],
          assumed)
    check("what if, explained", '"assumed": true' in run("settle", book.book, "--agreement", "T-1", "--period", "2023", "--assume",
                                                         "q@2023=4", "--explain", "--format", "json")[0])
    check("what if, for people", "720.00" in run("settle", book.book, "--agreement", "T-1", "--assume", "q@2023=4", env=CHINESE)[0])
    check("what if is never booked", run("settle", book.book, "--agreement", "T-1", "--assume", "q@2023=4", "--post", status=2)[0] == "")
    check("what if is of one agreement", run("settle", book.book, "--assume", "q@2023=4", status=2)[0] == "")
    check("what if that cannot be read", run("settle", book.book, "--agreement", "T-1", "--assume", "q=4", status=2)[0] == "")
    check("what if leaves no trace", book.bytes() == before)

    run("import", book.book, book.write("filled.csv", table.replace("?", "4")))
    check("a table that is filled in", book.json("missing", "--date", "2024-01-01") == {"missing": []})
    check("nothing is missing, for people", "T-1" not in run("missing", book.book, "--date", "2024-01-01")[0])


def explanation(book):
    run("import", book.book, book.write("third.csv", "agreement,indicator,period,value,source,method,document\n"
                                        "T-1,q,2021,7.125,joint,GB 11893,函〔2022〕1号\n"), "--as", "郑")
    words = ["settle", book.book, "--agreement", "T-1", "--period", "2021", "--explain", "--format", "json"]
    text = run(*words)[0]
    clause = json.loads(text)["settlements"][0]["explanation"][0]
    indicator = clause["parts"][0]["parts"][0]
    observation = indicator["observations"][0]
    check("clause, formula, numbers, amounts", clause["line"] == 2 and clause["text"] == "Down pays Up 100 * double" and
          clause["numbers"] == "Down pays Up 100 * 14.24" and
          clause["amounts"] == [{"from": "Down", "to": "Up", "amount": "1424.00", "commodity": "CNY"}], clause)
    check("an aggregated value", indicator["aggregate"] == "mean" and indicator["value"] == "7.12" and indicator["unit"] == "mg/L", indicator)
    check("an observation", (observation["value"], observation["rounded"], observation["revision"], observation["before"], observation["by"],
                             observation["method"], observation["document"], observation["source"])
          == ("7.125", "7.12", 2, "7", "郑", "GB 11893", "函〔2022〕1号", "joint") and observation["recorded"].endswith("+08:00"), observation)
    check("the same in every language and place", text == run(*words, env={**CHINESE, "TZ": "America/Lima"})[0])
    shown = run(*words[:-2])[0]
    check("the same for people", all(word in shown for word in ("7.125", "GB 11893", "函〔2022〕1号", "revision 2, before: 7", "郑",
                                                                "Down → Up: 1424.00 CNY")), shown)


def main():
    book = Book()
    try:
        preview(book)
        missing(book)
        explanation(book)
        check("nothing is wrong with the book", run("verify", book.book, "--settlements")[1] == "")
    finally:
        book.remove()

    return tell(results)


sys.exit(main())
