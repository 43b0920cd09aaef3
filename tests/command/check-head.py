#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The head of the book on pages and in exports finds a book that was shortened or rewritten; the export of everything has every fact.

Usage: check-head.py PROGRAM SAMPLE_FOLDER, as a TAP producer. The head is read back from what was put out, as a reader would, and typed
into verify. The JSON export is compared with the tables of the file row by row, and its chain is computed anew without the program.
"""
import csv
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import trying
from trying import case, expect, main, sample_files

OF = ("--agreement", "HHYL-1", "--period", "2021")
PAY = ("pay", "--agreement", "HHYL-1", "--from", "Shandong", "--to", "Henan", "--date", "2024-03-10")
HEAD = re.compile(r"(?<![\w:])(\d+):([0-9a-f]{16,64})(?![\w:])")

# What is put out; "%" is the file to be written, else standard output.
OUTPUTS = [
    ("agreement.pdf", ["print", "agreement", "HHYL-1", "--output", "%"]),
    ("settlement.pdf", ["print", "settlement", "HHYL-1", "2021", "--output", "%"]),
    ("region.pdf", ["print", "region", "370000", "--output", "%"]),
    ("region-on.pdf", ["print", "region", "370000", "--on", "2022-12-31", "--output", "%"]),
    *[(f"{diagram}.{form}", ["flows", "--diagram", diagram, "--output", "%"])
      for diagram in ("sankey", "network", "chord", "matrix", "map", "odmap") for form in ("svg", "pdf")],
    *[(f"export-{form}", ["export", "--format", form, "--output", "%"]) for form in ("hledger", "beancount", "csv", "json")],
    ("verify.txt", ["verify"]),
]
HAS_PDFTOTEXT = shutil.which("pdftotext") is not None


def run(*words, status=0, env=None):
    """What is said, and with another status than 0 what is wrong with it."""
    out, err = trying.run(*words, status=status, env=env)
    return out + (err if status else "")


def make_book(folder):
    """Returns: the book, and it as it was before its last facts. It has facts of every kind, events of many kinds, and regions of two versions."""
    book, earlier = (os.path.join(folder, name) for name in ("book.hengping", "earlier.hengping"))
    regions = os.path.join(folder, "again.csv")
    with open(regions, "w", encoding="utf-8") as stream:
        stream.write("code,name_zh,name_en\n410000,河南省,Henan Province\n")
    run("new", book)
    run("import", book, *sample_files())
    run("import", book, regions)
    run("settle", book, "--date", "2024-12-31", "--post")
    run("override", book, "--agreement", "HHYL-1", "--period", "2020", "--pay", "Shandong>Henan=5000万", "--reason", "agreed", "--document", "1号")
    run("issue", book, *OF, "--document", "函〔2022〕1号")
    run("confirm", book, *OF, "--party", "Henan")
    run("dispute", book, *OF, "--party", "Shandong", "--line", "Shandong>Henan=5000万", "--reason", "COD")
    run("backup", book, earlier)
    run(PAY[0], book, *PAY[1:], "--amount", "123.45")
    run("reverse", book, "3", "--reason", "booked by mistake")
    run("close", book, "--until", "2023-12-31", "--reason", "audited")
    return book, earlier


def put_out(book, folder, name, words, language):
    """Returns: what a reader sees of it."""
    path = os.path.join(folder, (language or "en") + "-" + name)
    command, *rest = [path if word == "%" else word for word in words]
    out = run(command, book, *rest, env={"LANGUAGE": language})
    if name.endswith(".pdf"):
        return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    if "%" in words:
        with open(path, encoding="utf-8", newline="") as stream:
            out = stream.read()
    # Letters of a picture may stand in pieces.
    return re.sub(r"</?tspan[^>]*>", "", out)


def read_heads(text):
    return {f"{count}:{digits}" for count, digits in HEAD.findall(text)}


@case
def heads(folder, book, earlier):
    """Each head that is put out is the book's, and finds the book that was shortened, rewritten, or is another one."""
    rewritten, other = (os.path.join(folder, name) for name in ("rewritten.hengping", "other.hengping"))
    grown = os.path.join(folder, "grown.hengping")
    count = sqlite3.connect(book).execute("SELECT count FROM head").fetchone()[0]
    for path, start, amount in ((rewritten, earlier, "123.46"), (grown, book, "1")):
        run("backup", start, path)
        for _ in range(6):
            run(PAY[0], path, *PAY[1:], "--amount", amount)
    run("new", other)
    run("import", other, *[path for path in sample_files() if path.endswith((".json", "regions.csv"))])
    for path in (book, grown, earlier, rewritten, other):
        run("verify", path, "--settlements")
    expect(sqlite3.connect(rewritten).execute("SELECT count FROM head").fetchone()[0] > count, "the rewritten book is shorter")

    seen = set()
    for language in ("", "zh_CN"):
        for name, words in OUTPUTS:
            if name.endswith(".pdf") and not HAS_PDFTOTEXT:
                continue
            heads = read_heads(put_out(book, folder, name, words, language))
            expect(len(heads) == 1, f"{language} {name}: heads: {heads}")
            seen |= heads
    expect({head.split(":")[0] for head in seen} == {str(count)} and len({head[:len(str(count)) + 17] for head in seen}) == 1, f"{seen}")
    for head in seen:
        for path in (book, grown):
            expect("Nothing is wrong" in run("verify", path, "--head", head), f"{path}: {head}")
        for path in (earlier, rewritten, other):
            expect(f"act {count} " in run("verify", path, "--head", head, status=3), f"{path}: {head} is not told by its number")
        # As it is typed: capitals, a full-width colon, spaces.
        run("verify", book, "--head", " " + head.upper().replace(":", "："))
        wrong = head[:-1] + ("0" if head[-1] != "0" else "1")
        run("verify", book, "--head", wrong, status=3)
    run("verify", book, "--head", min(seen, key=len)[:-1], status=2)


@case
def known(folder, book, earlier):
    """What is put out as it was known has the head of then: that of the earlier book."""
    head = read_heads(run("verify", earlier)).pop()
    known = ("--known-on", "#" + head.split(":")[0])
    for name, words in OUTPUTS:
        if words[0] in ("print", "flows") and (HAS_PDFTOTEXT or not name.endswith(".pdf")):
            found = read_heads(put_out(book, folder, name, [*words, *known], ""))
            expect(len(found) == 1 and head.startswith(found.pop()), f"{name}: not the head of then")


def quote(value):
    return json.dumps(value, ensure_ascii=False)


@case
def table(folder, book, _earlier):
    """The table that a spreadsheet opens has as many cells in each row as in its first, and the head in one column."""
    put_out(book, folder, "table.csv", ["export", "--format", "csv", "--output", "%"], "")
    with open(os.path.join(folder, "en-table.csv"), encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    expect(rows[0][0] == "entry" and rows[0][-1] == "head", f"{rows[0]}")
    expect({len(row) for row in rows} == {len(rows[0])}, "rows of other lengths")
    heads = {row[-1] for row in rows[1:]}
    expect(len(heads) == 1 and HEAD.fullmatch(heads.pop()), "not one head")


def count_all(path, book):
    """Compares the export with the tables of the file."""
    with open(path, encoding="utf-8") as stream:
        found = json.load(stream)
    file = sqlite3.connect(book)
    rows = {kind: 0 for kind in ("agreement", "region", "observation", "entry", "event")}
    before = ""
    stored = file.execute("SELECT number, kind, recorded_ms, recorded_by, source_name, source_digest, first_row, n_rows, rows_digest, hash "
                          "FROM fact ORDER BY number").fetchall()
    told = [(fact["fact"], fact["kind"], fact["recorded_ms"], fact["by"], fact.get("source"), fact.get("source_digest"), fact["first_row"],
             fact["rows"], fact["rows_digest"], fact["hash"]) for fact in found["facts"]]
    expect(told == stored, "other facts than in the log")
    for fact in found["facts"]:
        text = (f'{{"format":1,"number":{fact["fact"]},"kind":{quote(fact["kind"])},"recorded_ms":{fact["recorded_ms"]},'
                f'"recorded_by":{quote(fact["by"])},"source_name":{quote(fact.get("source"))},"source_digest":{quote(fact.get("source_digest"))},'
                f'"rows":{fact["rows"]},"rows_digest":{quote(fact["rows_digest"])},"before":{quote(before)}}}')
        before = hashlib.sha256(text.encode()).hexdigest()
        expect(before == fact["hash"], f"fact {fact['fact']}: another hash")
        rows[fact["kind"]] += fact["rows"]
    expect(found["head"]["text"] == f"{len(found['facts'])}:{before}", "another head")

    told = {"agreement": len(found["agreements"]), "region": len(found["regions"]) + len(found["earlier_regions"]),
            "observation": len(found["observations"]), "entry": len(found["entries"]), "event": len(found["events"])}
    expect(told == rows, f"rows: {told}, facts: {rows}")
    expect(sorted(quote(json.loads(text)) for text, in file.execute("SELECT document FROM agreement_version")) ==
            sorted(quote(document) for document in found["agreements"]), "other documents")
    expect([(event["event"], event["kind"], event["subject"], event["data"]) for event in found["events"]] ==
            [(*row[:3], json.loads(row[3])) for row in file.execute("SELECT id, kind, subject, data FROM event ORDER BY id")], "other events")
    expect({event["fact"] for event in found["events"]} == {row[0] for row in stored if row[1] == "event"}, "events of other facts")
    names = ("code", "name_zh", "name_en", "parent", "plate", "grain_role", "energy_role", "longitude", "latitude", "capital")
    expect(sorted(str(tuple(region.get(name) for name in names)) for region in found["regions"] + found["earlier_regions"]) ==
            sorted(str(row) for row in file.execute(f"SELECT {', '.join(names)} FROM region_version")), "other regions")
    expect(sorted((row["observation"], row["agreement"], row["indicator"], row["value"], row.get("method"), row.get("document"), row["source"])
                   for row in found["observations"]) ==
            sorted(file.execute("SELECT o.id, s.agreement, s.indicator, coalesce (o.value, ''), o.method, o.document, c.name FROM observation o "
                                "JOIN series s ON s.id = o.series JOIN source c ON c.id = o.source").fetchall()), "other observations")
    expect([(entry["entry"], entry["agreement"], entry.get("reverses"), entry["known"], entry.get("memo"), entry.get("document"), len(entry["lines"]))
             for entry in found["entries"]] ==
            file.execute("SELECT id, agreement, reverses, known, memo, document, (SELECT count (*) FROM line WHERE entry = id) "
                         "FROM entry ORDER BY id").fetchall(), "other entries")
    lines = [(entry["entry"], line["from"], line.get("from_region", ""), line["to"], line.get("to_region", ""), line["kind"], line["commodity"])
             for entry in found["entries"] for line in entry["lines"]]
    expect(lines == file.execute("SELECT l.entry, p.name, p.region, r.name, r.region, iif (l.kind = 1, 'accrual', 'payment'), c.name FROM line l "
                                  "JOIN party p ON p.id = l.payer JOIN party r ON r.id = l.receiver JOIN commodity c ON c.id = l.commodity "
                                  "ORDER BY l.entry, l.sequence").fetchall(), "other lines")
    return rows


@case
def everything(folder, book, _earlier):
    path = os.path.join(folder, "all.json")
    run("export", book, "--format", "json", "--output", path)
    rows = count_all(path, book)
    expect(min(rows.values()) > 0 and rows["event"] > 6, f"a book without some kinds: {rows}")
    expect(json.load(open(path, encoding="utf-8"))["earlier_regions"], "no region of two versions")


@case
def rescued(folder, book, _earlier):
    """A book of what could be saved, which lacks agreements that others of its facts name."""
    broken, saved, path = (os.path.join(folder, name) for name in ("broken.hengping", "saved.hengping", "saved.json"))
    run("backup", book, broken)
    file = sqlite3.connect(broken)
    for name, in file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'agreement_version'").fetchall():
        file.execute(f"DROP TRIGGER {name}")
    file.execute("UPDATE agreement_version SET document = replace (document, 'a', 'b') WHERE code = 'HHYL-1'")
    file.commit()
    file.close()
    run("rescue", broken, saved)
    run("export", saved, "--format", "json", "--output", path)
    count_all(path, saved)
    expect(all(document["code"] != "HHYL-1" for document in json.load(open(path, encoding="utf-8"))["agreements"]), "nothing was lost")


if not HAS_PDFTOTEXT:
    print("# without pdftotext the pages are not read")
with tempfile.TemporaryDirectory(prefix="hengping-head-") as place:
    sys.exit(main(place, *make_book(place)))
