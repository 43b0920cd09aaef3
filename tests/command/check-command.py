#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs hengping-cli through every command of the contract, and through everything a person may do wrong.

Usage: check-command.py PROGRAM SAMPLE_FOLDER, as a TAP producer.
"""
import json
import os
import re
import sqlite3
import subprocess
import sys

from trying import CRASH, PROGRAM, SAMPLE, Folder, Wrong, case, document, expect, main, rows_of, run, run_json


def settled(book, *options):
    return run_json("settle", book, *options)["settlements"]


# ---- calling ----

COMMANDS = ["new", "import", "settle", "pay", "reverse", "balances", "flows", "print", "export", "verify", "backup"]


@case
def helps():
    out = run("--help")[0]
    for command in COMMANDS:
        expect(re.search(rf"^\s+{command}\b", out, re.M), "no", command, "in --help")
        text = run(command, "--help")[0]
        expect("Usage:" in text and command in text, "help of", command)
    chinese = run("--help", env={"LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"})[0]
    expect("hengping-cli" in chinese, chinese)


@case
def usage():
    for arguments in ([], ["nonsense"], ["new"], ["new", "a", "b"], ["import"], ["import", "a"], ["settle"], ["pay"], ["pay", "a"],
                      ["reverse", "a"], ["reverse", "a", "1"], ["balances"], ["flows"], ["flows", "a"], ["export", "a"],
                      ["export", "a", "--format", "xml"], ["verify"], ["backup", "a"], ["settle", "a", "--nonsense"],
                      ["settle", "a", "--format", "xml"], ["balances", "a", "--by", "colour"], ["balances", "a", "--level", "moon"],
                      ["print"], ["print", "a"], ["flows", "a", "--nonsense"]):
        err = run(*arguments, status=2)[1]
        expect("expected" in err, err)


@case
def creates():
    folder = Folder()
    try:
        folder.fails("new", folder.book, words=["exists"])
        other = os.path.join(folder.path, "other")
        run("new", other, "--currency", "JPY")
        folder.fails("new", os.path.join(folder.path, "x"), "--currency", "yen")
        expect(not os.path.exists(os.path.join(folder.path, "x")), "a refused book was made")
        folder.fails("new", os.path.join(folder.path, "no", "where"), status=3)
        with sqlite3.connect(folder.book) as connection:
            expect(connection.execute("SELECT count(DISTINCT code) FROM region_version").fetchone()[0] == 35, "regions")
            expect(connection.execute("SELECT DISTINCT recorded_by FROM fact").fetchall() == [("checker",)], "--as")
        connection.close()
        run("verify", folder.book)
    finally:
        folder.remove()


# ---- the sample ----

@case
def sample_settles():
    folder = Folder(sample=True)
    try:
        for year in ("2018", "2019", "2020"):
            found = settled(folder.book, "--agreement", "CSH-1", "--period", year)
            expect(len(found) == 1 and found[0]["status"] == "complete", found)
        run("settle", folder.book, "--agreement", "CSH-1", "--post")
        by_region = {row["region"]: row for row in run_json("balances", folder.book)["balances"] if row["region"]}
        for region, amount in (("530000", "120000000.00"), ("520000", "-60000000.00"), ("510000", "-60000000.00")):
            expect(by_region[region]["accrued"] == amount, region, by_region[region])

        found = settled(folder.book, "--agreement", "HHYL-1")
        expect([s["period"] for s in found] == ["2020", "2021"], found)
        expect(sum(float(o["amount"]) for s in found for o in s["obligations"]) == 126000000, found)
        expect(all(o["from"] == "Shandong" and o["to"] == "Henan" and o["commodity"] == "CNY" and set(o) ==
                   {"from", "to", "amount", "commodity"} for s in found for o in s["obligations"]), found)
        expect(all(s["missing"] == [] for s in found), found)

        found = settled(folder.book, "--agreement", "CQF-1")
        expect(found[0]["obligations"][0]["amount"] == "27975000.00", found)

        # Everything at once, twice.
        first = settled(folder.book, "--post")
        expect({s["status"] for s in first} <= {"posted", "unchanged", "incomplete", "blocked"}, {s["status"] for s in first})
        expect(any(s["status"] == "posted" for s in first), "nothing was posted")
        head = folder.head()
        again = settled(folder.book, "--post")
        expect({s["status"] for s in again} <= {"unchanged", "incomplete", "blocked"}, {s["status"] for s in again})
        expect(folder.head() == head, "posting twice recorded something")
        for settlement in first:
            expect((settlement["status"] == "incomplete") == bool(settlement["missing"]), settlement)
            expect((settlement["status"] == "blocked") == ("reason" in settlement), settlement)
        run("verify", folder.book, "--settlements")
    finally:
        folder.remove()


@case
def chishui_by_year():
    for year in ("2018", "2019", "2020"):
        folder = Folder(sample=True)
        try:
            run("settle", folder.book, "--agreement", "CSH-1", "--period", year, "--post")
            rows = {row["region"] or row["name"]: row["accrued"] for row in run_json("balances", folder.book)["balances"]}
            expect(rows["530000"] == "40000000.00" and rows["520000"] == "-20000000.00" and rows["510000"] == "-20000000.00",
                   year, rows)
        finally:
            folder.remove()


@case
def balances_and_languages():
    folder = Folder(sample=True)
    try:
        run("settle", folder.book, "--post")
        for options in ([], ["--by", "pair"], ["--by", "mechanism"], ["--by", "agreement"], ["--level", "province"],
                        ["--on", "2020-12-31"], ["--known-on", "#5"]):
            document_ = run_json("balances", folder.book, *options)
            expect(set(document_) == {"on", "balances"} and re.fullmatch(r"\d{4}-\d\d-\d\d", document_["on"]), document_.keys())
            for row in document_["balances"]:
                for figure in ("accrued", "paid", "outstanding"):
                    expect(isinstance(row[figure], str) and re.fullmatch(r"-?\d+(\.\d+)?", row[figure]), row)
                expect("commodity" in row, row)
            chinese = json.loads(run("balances", folder.book, *options, "--format", "json",
                                     env={"LANGUAGE": "zh_CN", "LC_ALL": "zh_CN.UTF-8"})[0])
            expect(chinese == document_, "JSON depends on the language", options)
            table = run("balances", folder.book, *options)[0]
            expect(table.count("\n") > 0, table)
            comma = rows_of(run("balances", folder.book, *options, "--format", "csv")[0])
            expect(len(comma) == len(document_["balances"]), "csv", options)

        totals = {}
        for row in run_json("balances", folder.book)["balances"]:
            expect(set(row) >= {"region", "name", "commodity", "accrued", "paid", "outstanding"}, row)
            for figure in ("accrued", "paid", "outstanding"):
                key = (row["commodity"], figure)
                totals[key] = totals.get(key, 0) + round(float(row[figure]) * 1000)
        expect(all(total == 0 for total in totals.values()), totals)
        provinces = run_json("balances", folder.book, "--level", "province")["balances"]
        expect(all(row["region"] is None or row["region"].endswith("0000") for row in provinces), "a city among provinces")
        for row in run_json("balances", folder.book, "--by", "pair")["balances"]:
            expect(float(row["accrued"]) > 0 or (float(row["accrued"]) == 0 and float(row["paid"]) >= 0), row)
        # The settlement's JSON, too.
        expect(run("settle", folder.book, "--format", "json")[0] ==
               run("settle", folder.book, "--format", "json", env={"LANGUAGE": "zh_CN"})[0], "settle")
    finally:
        folder.remove()


@case
def revises_and_reverses():
    folder = Folder()
    try:
        run("import", folder.book, folder.write("t.json", document()))
        run("import", folder.book, folder.write("o1.csv", "agreement,indicator,period,value\nT-1,q,2020,5\nT-1,q,2021,7\n"))
        found = settled(folder.book, "--post", "--date", "2023-01-31")
        expect([(s["period"], s["status"]) for s in found] == [("2020", "posted"), ("2021", "posted"), ("2022", "incomplete")], found)
        expect(found[2]["missing"] == [{"indicator": "q", "period": "2022"}], found[2])
        number = folder.head()[0]
        run("import", folder.book, folder.write("o2.csv", "agreement,indicator,period,value\nT-1,q,2020,-2\n"))
        found = settled(folder.book, "--period", "2020")[0]
        expect(found["obligations"] == [{"from": "Up", "to": "Down", "amount": "200.00", "commodity": "CNY"}], found)
        expect(settled(folder.book, "--period", "2020", "--post")[0]["status"] == "posted", "not posted")

        def accrued(*options):
            return {r["region"]: r["accrued"] for r in run_json("balances", folder.book, *options)["balances"]}.get("410000")
        expect(accrued() == "500.00", accrued())
        expect(accrued("--known-on", f"#{number}") == "1200.00", accrued("--known-on", f"#{number}"))
        expect(accrued("--known-on", "2000-01-01") is None, accrued("--known-on", "2000-01-01"))
        expect(accrued("--on", "2023-01-30") is None and accrued("--on", "2023-01-31") == "1200.00", "--on")
        old = settled(folder.book, "--period", "2020", "--known-on", f"#{number}")[0]
        expect(old["obligations"][0]["amount"] == "500.00", old)
        expect(run_json("settle", folder.book, "--known-on", "2000-01-01")["settlements"] == [], "settled before the beginning")
        folder.fails("settle", folder.book, "--known-on", "#0", status=2)
        folder.fails("settle", folder.book, "--known-on", "#x", status=2)
        folder.fails("settle", folder.book, "--known-on", "yesterday")

        out = run("pay", folder.book, "--agreement", "T-1", "--from", "Down", "--to", "Up", "--amount", "3万", "--date", "2023-02-01",
                  "--period", "2021", "--document", "D 1")[0]
        entry = re.search(r"\d+", out).group()
        rows = {r["region"]: r for r in run_json("balances", folder.book)["balances"]}
        expect(rows["410000"]["paid"] == "30000.00" and rows["410000"]["outstanding"] == "-29500.00", rows)
        out = run("reverse", folder.book, entry, "--reason", "wrong amount")[0]
        rows = {r["region"]: r for r in run_json("balances", folder.book)["balances"]}
        expect(rows["410000"]["paid"] == "0.00", rows)
        folder.fails("reverse", folder.book, entry, "--reason", "again", words=[entry])
        folder.fails("reverse", folder.book, re.search(r"\d+", out).group(), "--reason", "back")
        folder.fails("reverse", folder.book, "999", "--reason", "x", words=["999"])
        folder.fails("reverse", folder.book, "abc", "--reason", "x", words=["abc"])
        folder.fails("reverse", folder.book, entry, "--reason", "  ")
        run("verify", folder.book, "--settlements")
        expect("100 * q" in run("settle", folder.book, "--period", "2021", "--explain")[0], "no formula in the explanation")
        expect("explanation" in settled(folder.book, "--period", "2021", "--explain")[0], "no explanation")
    finally:
        folder.remove()


@case
def settles_what_changed():
    folder = Folder()
    try:
        run("import", folder.book, folder.write("a.json", document()), folder.write("b.json", document(code="T-2")),
            folder.write("o1.csv", "agreement,indicator,period,value\nT-1,q,2020,5\nT-1,q,2021,7\nT-2,q,2020,1\n"))
        found = settled(folder.book, "--changed", "--post", "--date", "2023-01-31")
        expect({s["agreement"] for s in found} == {"T-1", "T-2"}, "not everything at first", found)
        number = folder.head()
        expect(settled(folder.book, "--changed", "--post", "--date", "2023-01-31") == [], "something without a change")
        expect(folder.head() == number, "a fact without a change")
        run("import", folder.book, folder.write("o2.csv", "agreement,indicator,period,value\nT-2,q,2020,3\n"))
        found = settled(folder.book, "--changed", "--date", "2023-01-31")
        expect({s["agreement"] for s in found} == {"T-2"}, found)
        found = settled(folder.book, "--changed", "--post", "--date", "2023-01-31")
        expect([s["period"] for s in found if s["status"] == "posted"] == ["2020"], found)
        expect("posted" not in {s["status"] for s in settled(folder.book, "--post", "--date", "2023-01-31")}, "something was left out")
        run("verify", folder.book, "--settlements")
        for option in (["--agreement", "T-1"], ["--period", "2020"], ["--known-on", "#3"]):
            run("settle", folder.book, "--changed", *option, status=2)
    finally:
        folder.remove()


@case
def failed_books_nothing():
    folder = Folder()
    try:
        run("import", folder.book, folder.write("a.json", document()),
            folder.write("b.json", document(code="T-2", rules=["Down pays Up 1 / (q - 5)"])),
            folder.write("o.csv", "agreement,indicator,period,value\nT-1,q,2020,5\nT-2,q,2020,5\n"))
        before = folder.head()
        out, err = run("settle", folder.book, "--post", "--format", "json", status=1)
        found = json.loads(out)["settlements"]
        failed = [s for s in found if s["status"] == "failed"]
        expect(len(failed) == 1 and {"reason", "line", "column"} <= set(failed[0]), found)
        expect([s for s in found if s["agreement"] == "T-1" and s["period"] == "2020"][0]["obligations"], found)
        expect(folder.head() == before, "something was booked")
        expect("T-2" in err, err)
        run("import", folder.book, folder.write("c.json", document(code="T-3", rules=['require q > 9 "too low"', "Down pays Up 1"])),
            folder.write("o3.csv", "agreement,indicator,period,value\nT-3,q,2020,5\n"))
        blocked = settled(folder.book, "--agreement", "T-3", "--period", "2020")[0]
        expect(blocked["status"] == "blocked" and "too low" in blocked["reason"] and blocked["obligations"] == [], blocked)
    finally:
        folder.remove()


@case
def booked_periods():
    """A period named and booked before it has ended is not settled again by a call that names none."""
    folder = Folder()
    try:
        run("import", folder.book, folder.write("t.json", document()),
            folder.write("o.csv", "agreement,indicator,period,value\nT-1,q,2020,5\nT-1,q,2021,6\n"))
        settled(folder.book, "--period", "2021", "--post", "--date", "2021-06-30")
        found = settled(folder.book, "--date", "2021-06-30")
        expect([s["period"] for s in found] == ["2020"], found)
        # Cut short by a correction, the period settles to nothing.
        run("import", folder.book, folder.write("t2.json", document(to="2020-12-31")))
        found = settled(folder.book, "--post", "--date", "2022-01-31")
        expect([(s["period"], s["status"]) for s in found] == [("2020", "posted"), ("2021", "posted")], found)
        expect(found[1]["obligations"] == [], found)
        rows = {r["region"]: r["accrued"] for r in run_json("balances", folder.book)["balances"]}
        expect(rows["410000"] == "500.00", rows)
        run("verify", folder.book, "--settlements")
    finally:
        folder.remove()


@case
def months_no_longer_assessed():
    folder = Folder()
    monthly = dict(assessed="month", indicators=[{"name": "q", "observed": "month"}])
    try:
        run("import", folder.book, folder.write("t.json", document(**monthly)),
            folder.write("o.csv", "agreement,indicator,period,value\nT-1,q,2020-01,5\nT-1,q,2020-07,6\n"))
        found = settled(folder.book, "--period", "2020", "--post")
        expect(len(found) == 12 and [s["status"] for s in found].count("posted") == 2, found)
        run("import", folder.book, folder.write("t2.json", document(**monthly, to="2020-06-30")))
        found = settled(folder.book, "--period", "2020", "--post")
        expect([s["period"] for s in found if s["status"] == "posted"] == ["2020-07"], found)
        expect({r["region"]: r["accrued"] for r in run_json("balances", folder.book)["balances"]}["410000"] == "500.00", "balance")
    finally:
        folder.remove()


# ---- import ----

@case
def imports_whole_or_not():
    folder = Folder()
    try:
        good = folder.write("t.json", document())
        bad = folder.write("o.csv", "agreement,indicator,period,value\nT-1,q,2020,5\nT-1,q,2021,abc\n")
        folder.fails("import", folder.book, good, bad, file=bad, line=3, words=["abc"])
        # In whatever order they are named.
        fine = folder.write("p.csv", "agreement,indicator,period,value\nT-1,q,2020,5\n")
        out = run("import", folder.book, fine, good)[0]
        expect("1" in out, out)
        err = folder.fails("import", folder.book, fine, file=fine, words=["p.csv", "--again"])
        expect(re.search(r"\d{4}-\d\d-\d\d", err), "no day in", err)
        run("import", folder.book, fine, "--again")
        folder.fails("import", folder.book, folder.write("q.csv", "agreement,indicator,period,value\nT-1,q,2021,5\n"),
                     folder.write("q2.csv", "agreement,indicator,period,value\nT-1,q,2021,5\n"))
    finally:
        folder.remove()


@case
def tables_in_their_forms():
    folder = Folder()
    try:
        run("import", folder.book, folder.write("t.json", document(indicators=[{"name": "水质", "observed": "year"}],
                                                                   rules=["Down pays Up 100 * 水质"])))
        head = "agreement,indicator,period,value,source\n"
        for year, name, content in (
                (2010, "gb.csv", (head + "T-1,水质,2010,1,监测站\n").encode("gb18030")),
                (2011, "mark.csv", b"\xef\xbb\xbf" + (head + "T-1,水质,2011,1,监测站\n").encode()),
                (2012, "semicolon.csv", (head + "T-1,水质,2012,1,监测站\n").replace(",", ";").encode()),
                (2013, "tab.csv", (head + "T-1,水质,2013,1,监测站\n").replace(",", "\t").encode()),
                (2014, "crlf.csv", (head + "\nT-1,水质,2014,1,\"监测,站\"\n\n,,,,\n").replace("\n", "\r\n").encode()),
                (2015, "blank.csv", ("\n\n" + head + "T-1,水质,2015,1,监测站\n").replace(",", ";").encode()),
                (2016, "gbmark.csv", ("\ufeff" + head + "T-1,水质,2016,1,监测站\n").encode("gb18030"))):
            out = run("import", folder.book, folder.write(name, content))[0]
            expect("observations" in out, name, out)
        exported = json.loads(run("export", folder.book, "--format", "json")[0])
        found = sorted((o["period"], o["source"]) for o in exported["observations"])
        expect(found == [(str(y), "监测,站" if y == 2014 else "监测站") for y in range(2010, 2017)], found)
    finally:
        folder.remove()


OBSERVATIONS = "agreement,indicator,period,value\n"
PAYMENTS = "agreement,from,to,amount,date\n"
OPENINGS = "agreement,from,to,accrued,paid,date\n"
REGIONS = "code,name_zh,name_en,parent\n"
BAD_TABLES = [
    # name, content, line, words
    ("empty", "", 1, []),
    ("marks only", b"\xef\xbb\xbf", 1, []),
    ("blank rows", "\n\n,,\n", None, []),
    ("foreign", "a,b\n1,2\n", 1, ["a"]),
    ("no encoding", b"agreement,indicator\xff\xfe\x80,\x81\n", None, []),
    ("nul bytes", b"agreement,indicator,period,value\n\0\0\0,q,2020,1\n", None, []),
    ("column unknown", "agreement,indicator,period,value,colour\nT-1,q,2020,1,red\n", 1, ["colour"]),
    ("column twice", "agreement,indicator,period,value,value\nT-1,q,2020,1,2\n", 1, ["value"]),
    ("column missing", "agreement,indicator,value\nT-1,q,1\n", 1, ["period"]),
    ("row short", OBSERVATIONS + "T-1,q,2020\n", 2, ["3", "4"]),
    ("row long", OBSERVATIONS + "T-1,q,2020,1,2\n", 2, ["5", "4"]),
    ("quote", OBSERVATIONS + "T-1,\"q,2020,1\n", 2, []),
    ("quote inside", OBSERVATIONS + "T-1,q\"q,2020,1\n", 2, []),
    ("agreement unknown", OBSERVATIONS + "\nT-9,q,2020,1\n", 3, ["T-9"]),
    ("indicator unknown", OBSERVATIONS + "T-1,qq,2020,1\n", 2, ["qq", "q"]),
    ("value abc", OBSERVATIONS + "T-1,q,2020,abc\n", 2, ["abc"]),
    ("value 1e400", OBSERVATIONS + "T-1,q,2020,1e400\n", 2, ["1e400"]),
    ("value NaN", OBSERVATIONS + "T-1,q,2020,NaN\n", 2, ["NaN"]),
    ("value -0", OBSERVATIONS + "T-1,q,2020,-0\n", 2, ["-0"]),
    ("value inf", OBSERVATIONS + "T-1,q,2020,-inf\n", 2, []),
    ("value of a million digits", OBSERVATIONS + "T-1,q,2020," + "9" * 1000000 + "\n", 2, []),
    ("value of 40 digits", OBSERVATIONS + "T-1,q,2020," + "9" * 40 + "\n", 2, []),
    ("value two points", OBSERVATIONS + "T-1,q,2020,1.2.3\n", 2, ["1.2.3"]),
    ("period 2021-13", OBSERVATIONS + "T-1,q,2021-13,1\n", 2, ["2021-13"]),
    ("period 2021-Q5", OBSERVATIONS + "T-1,q,2021-Q5,1\n", 2, ["2021-Q5"]),
    ("period 2021-02-30", OBSERVATIONS + "T-1,q,2021-02-30,1\n", 2, ["2021-02-30"]),
    ("period 0000", OBSERVATIONS + "T-1,q,0000,1\n", 2, ["0000"]),
    ("period 20210", OBSERVATIONS + "T-1,q,20210,1\n", 2, ["20210"]),
    ("period empty", OBSERVATIONS + "T-1,q,,1\n", 2, ["period"]),
    ("period too short", OBSERVATIONS + "T-1,q,2021-03,1\n", 2, ["2021-03", "year"]),
    ("twice", OBSERVATIONS + "T-1,q,2020,1\nT-1,q,2021,1\nT-1,q,2020,2\n", 4, ["2"]),
    ("payment party", PAYMENTS + "T-1,Down,Nobody,1,2021-01-01\n", 2, ["Nobody", "Up"]),
    ("payment party later", PAYMENTS + "T-1,Down,Up,1,2021-01-01\n\nT-1,Down,Nobody,1,2021-01-01\n", 4, ["Nobody"]),
    ("payment to itself", PAYMENTS + "T-1,Down,Down,1,2021-01-01\n", 2, ["Down"]),
    ("payment of zero", PAYMENTS + "T-1,Down,Up,0,2021-01-01\n", 2, ["0"]),
    ("payment negative", PAYMENTS + "T-1,Down,Up,-5,2021-01-01\n", 2, ["-5"]),
    ("payment too fine", PAYMENTS + "T-1,Down,Up,0.001,2021-01-01\n", 2, ["0.001"]),
    ("payment too large", PAYMENTS + "T-1,Down,Up," + "9" * 40 + ",2021-01-01\n", 2, []),
    ("payment date", PAYMENTS + "T-1,Down,Up,1,2021-02-29\n", 2, ["2021-02-29"]),
    ("payment date swapped", PAYMENTS + "T-1,Down,Up,1,01.02.2021\n", 2, ["01.02.2021"]),
    ("payment agreement", PAYMENTS + "T-9,Down,Up,1,2021-01-01\n", 2, ["T-9"]),
    ("payment commodity", "agreement,from,to,amount,date,commodity\nT-1,Down,Up,1,2021-01-01,camels\n", 2, ["camels", "CNY"]),
    ("payment period", "agreement,from,to,amount,date,period\nT-1,Down,Up,1,2021-01-01,2031\n", 2, ["2031"]),
    ("payment period kind", "agreement,from,to,amount,date,period\nT-1,Down,Up,1,2021-01-01,2021-03\n", 2, ["2021-03"]),
    ("opening party", OPENINGS + "T-1,Down,Nobody,1,1,2021-01-01\n", 2, ["Nobody"]),
    ("opening party of zero", OPENINGS + "T-1,Down,Nobody,0,0,2021-01-01\n", 2, ["Nobody"]),
    ("opening to itself of zero", OPENINGS + "T-1,Down,Down,0,0,2021-01-01\n", 2, ["Down"]),
    ("opening amount", OPENINGS + "T-1,Down,Up,x,1,2021-01-01\n", 2, ["x"]),
    ("region code", REGIONS + "北京,北京,Beijing,\n", 2, ["北京"]),
    ("region code long", REGIONS + "1" * 33 + ",甲,A,\n", 2, []),
    ("region twice", REGIONS + "111111,甲,A,\n111112,甲,A,\n111111,甲,A,\n", 4, ["2"]),
    ("region parent", REGIONS + "111111,甲,A,\n111113,甲,A,999999\n", 3, ["999999"]),
    ("region loop", REGIONS + "111111,甲,A,111112\n111112,乙,B,111111\n", 2, []),
    ("region name missing", REGIONS + "111111,,A,\n", 2, ["name_zh"]),
    ("region plate", "code,name_zh,name_en,plate\n111111,甲,A,moon\n", 2, ["moon", "east"]),
    ("region longitude", "code,name_zh,name_en,longitude\n111111,甲,A,far\n", 2, ["far"]),
]


@case
def bad_tables():
    folder = Folder()
    problems = []
    try:
        run("import", folder.book, folder.write("t.json", document()))
        for name, content, line, words in BAD_TABLES:
            path = folder.write("bad.csv", content)
            try:
                folder.fails("import", folder.book, path, file=path, line=line, words=words)
            except Wrong as wrong:
                problems.append(f"{name}: {wrong}"[:600])
        # What looks odd and is right.
        for value in ("9" * 30, "0." + "3" * 29, "1_000", "15.67%", "100万", ""):
            run("import", folder.book, folder.write("good.csv", OBSERVATIONS + f"T-1,q,2019,{value}\n"), "--again")
        memo = "补" * 1999
        run("import", folder.book, folder.write("memo.csv", "agreement,from,to,amount,date,memo\nT-1,Down,Up,1,2021-01-01," + memo + "\n"))
        expect(not problems, "\n".join(problems))
    finally:
        folder.remove()


def parties(*pairs):
    return [{"name": name, "region": region, "role": "partner"} for name, region in pairs]


DOWN_UP = parties(("Up", "410000"), ("Down", "370000"))
BAD_DOCUMENTS = [
    # name, content, line, words
    ("empty", "", None, []),
    ("blank", " \n ", None, []),
    ("random", bytes((i * 7919) % 251 for i in range(5000)), None, []),
    ("truncated", document()[:200], None, []),
    ("a table", OBSERVATIONS, None, []),
    ("nul byte", document().replace("A trial", "A\0trial"), None, []),
    ("no object", "[1, 2]", None, []),
    ("comment", "// hello\n" + document(), 1, []),
    ("trailing comma", document()[:-2] + ",\n}", None, []),
    ("single quotes", document().replace('"', "'"), 2, []),
    ("two documents", document() + document(), None, []),
    ("NaN", '{"hengping": NaN}', 1, []),
    ("leading zero", '{"hengping": 01}', 1, []),
    ("key twice", '{\n"hengping": "agreement/1",\n"code": "A",\n"code": "B"}', 4, ["code"]),
    ("nested", "[" * 100000, None, []),
    ("nested in a key", '{"terms": ' + '{"a":' * 100000, None, []),
    ("number of 30 digits", '{\n"hengping": 123456789012345678901234567890}', 2, []),
    ("lone surrogate", document().replace("A trial", "\\ud800"), None, []),
    ("not UTF-8", document().encode("gb18030"), None, []),
    ("format", document(hengping="agreement/9"), 2, ["agreement/9"]),
    ("key unknown", document(colour="red"), None, ["colour"]),
    ("mechanism", document(mechanism="magic"), None, ["magic", "watershed"]),
    ("role", document(parties=[DOWN_UP[0], {"name": "Down", "region": "370000", "role": "king"}]), None, ["king", "beneficiary"]),
    ("region unknown", document(parties=parties(("Up", "410000"), ("Down", "999999"))), 17, ["999999", "Down"]),
    ("region missing", document(parties=[DOWN_UP[0], {"name": "Down", "role": "partner"}]), None, ["Down"]),
    ("party twice", document(parties=DOWN_UP + DOWN_UP[:1]), None, ["Up"]),
    ("party name", document(parties=parties(("Up", "410000"), ("NH3-N", "370000"))), None, ["NH3-N"]),
    ("one party", document(parties=DOWN_UP[:1]), None, []),
    ("code", document(code="A B"), None, ["A B"]),
    ("dates reversed", document(**{"from": "2022-01-01", "to": "2020-12-31"}), None, ["2020-12-31"]),
    ("date", document(**{"from": "2022-13-01"}), None, ["2022-13-01"]),
    ("assessed", document(assessed="decade"), None, ["decade"]),
    ("currency", document(currency="USD"), None, ["USD", "CNY"]),
    ("rule", document(rules=["Down pays Up 100 *"]), None, ["rules[0]"]),
    ("rule party", document(rules=["Down pays Nobody 100"]), None, ["Nobody"]),
    ("rule name", document(rules=["Down pays Up 100 * zz"]), None, ["zz"]),
    ("rule shares", document(rules=["Down: 30%, Up: 50% pay Up 100"]), None, []),
    ("rule shares of 80 %", document(parties=DOWN_UP + parties(("Third", "330000")), rules=["Down: 30%, Third: 50% pay Up 100"]), None, ["80"]),
    ("rule power", document(rules=["Down pays Up 2^3^2"]), None, []),
    ("rule deep", document(rules=["Down pays Up " + "(" * 100000 + "1" + ")" * 100000]), None, []),
    ("rule long", document(rules=["Down pays Up 1" + " + 1" * 500000]), None, []),
    ("rounding finer than the fen", document(rounding={"money": "0.001 half-up"}), None, ["0.001"]),
    ("rounding word", document(rounding={"money": "0.01 sideways"}), None, ["sideways"]),
    ("rule not a text", document(rules=[1]), None, []),
    ("null", document(code=None), None, ["code"]),
]


@case
def bad_documents():
    folder = Folder()
    problems = []
    try:
        for name, content, line, words in BAD_DOCUMENTS:
            path = folder.write("bad.json", content)
            try:
                folder.fails("import", folder.book, path, file=path, line=line, words=words)
            except Wrong as wrong:
                problems.append(f"{name}: {wrong}"[:600])
        path = folder.write("large.json", b'{"title": "' + b"a" * 100000000 + b'"}')
        folder.fails("import", folder.book, path, file=path, words=["MB"])
        os.remove(path)
        for path in (folder.write("x.txt", "hello"), os.path.join(folder.path, "missing.csv")):
            folder.fails("import", folder.book, path, status=3 if "missing" in path else 1, file=path)
        os.mkdir(os.path.join(folder.path, "folder.csv"))
        folder.fails("import", folder.book, os.path.join(folder.path, "folder.csv"), status=3)
        expect(not problems, "\n".join(problems))
    finally:
        folder.remove()


@case
def bad_requests():
    folder = Folder()
    try:
        run("import", folder.book, folder.write("t.json", document()))
        pay = {"--agreement": "T-1", "--from": "Down", "--to": "Up", "--amount": "5", "--date": "2021-01-01"}

        def try_pay(status=1, words=(), **changes):
            call = {**pay, **{"--" + key: value for key, value in changes.items()}}
            folder.fails("pay", folder.book, *[word for pair in call.items() for word in pair], status=status, words=words)
        try_pay(agreement="T-9", words=["T-9"])
        try_pay(to="Nobody", words=["Nobody", "Up"])
        try_pay(to="Down", words=["Down"])
        try_pay(amount="0")
        try_pay(amount="-1")
        try_pay(amount="abc", words=["abc"])
        try_pay(amount="0.001", words=["0.001"])
        try_pay(amount="9" * 30)
        try_pay(amount="")
        try_pay(date="2021-02-30", words=["2021-02-30"])
        try_pay(date="today", words=["today"])
        try_pay(period="2021-Q5", words=["2021-Q5"])
        try_pay(period="2030", words=["2030"])
        try_pay(commodity="camels", words=["camels"])
        for missing in pay:
            folder.fails("pay", folder.book, *[w for pair in pay.items() if pair[0] != missing for w in pair], status=2, words=[missing])
        folder.fails("settle", folder.book, "--agreement", "T-9", words=["T-9"])
        folder.fails("settle", folder.book, "--agreement", "T-1", "--period", "2040", words=["2040"])
        folder.fails("settle", folder.book, "--agreement", "T-1", "--period", "2020-03", words=["2020-03"])
        folder.fails("settle", folder.book, "--period", "2021-13", words=["2021-13"])
        folder.fails("settle", folder.book, "--date", "2021-13-01", words=["2021-13-01"])
        folder.fails("settle", folder.book, "--post", "--known-on", "#1", status=2)
        folder.fails("balances", folder.book, "--on", "soon", words=["soon"])
        folder.fails("flows", folder.book, "--output", os.path.join(folder.path, "x.doc"), status=2)
        # What is wrong with the options is said even where there is no book.
        for option, word in (("--diagram", "pie"), ("--what", "owed"), ("--mechanism", "sand"), ("--width", "3")):
            folder.fails("flows", os.path.join(folder.path, "none.hengping"), "--output", os.path.join(folder.path, "x.svg"), option, word,
                         status=2, words=[option])
        folder.fails("flows", os.path.join(folder.path, "none.hengping"), "--output", os.path.join(folder.path, "x.svg"),
                     "--from", "2021-13-01", words=["2021-13-01"])
        folder.fails("export", folder.book, "--format", "csv", "--output", os.path.join(folder.path, "no", "x.csv"), status=3)
        folder.fails("backup", folder.book, folder.book, words=["exists"])
        # A payment nobody owed is recorded, with a notice.
        out, err = run("pay", folder.book, *[word for pair in pay.items() for word in pair])
        expect(err.startswith("hengping-cli: Note"), err)
    finally:
        folder.remove()


@case
def amounts_never_wrap():
    """Amounts that each fit, and together do not, are refused before they spoil the balances."""
    folder = Folder()
    try:
        run("import", folder.book, folder.write("t.json", document()))
        pay = ["--agreement", "T-1", "--from", "Down", "--to", "Up", "--amount", "30000000000000000", "--date", "2021-01-01"]
        run("pay", folder.book, *pay)
        folder.fails("pay", folder.book, *pay)
        rows = {r["region"]: r["paid"] for r in run_json("balances", folder.book)["balances"]}
        expect(rows == {"410000": "30000000000000000.00", "370000": "-30000000000000000.00"}, rows)
        for by in ("pair", "mechanism", "agreement"):
            run("balances", folder.book, "--by", by)
    finally:
        folder.remove()


# ---- what is no book ----

@case
def bad_books():
    folder = Folder(sample=True)
    try:
        run("settle", folder.book, "--post")
        whole = open(folder.book, "rb").read()
        expect(not os.path.exists(folder.book + "-wal"), "a log is left behind")
        cases = {
            "empty": b"", "text": b"hello\n" * 1000, "random": bytes((i * i * 7919 + i) % 251 for i in range(50000)),
            "header": whole[:100], "truncated": whole[:len(whole) // 2],
        }
        for name, content in cases.items():
            path = folder.write(name + ".hengping", content)
            for command in (["balances"], ["settle"], ["verify"], ["export", "--format", "json"], ["import"], ["backup"]):
                more = [os.path.join(SAMPLE, "regions.csv")] if command == ["import"] else \
                    [os.path.join(folder.path, "copy")] if command == ["backup"] else []
                if name == "truncated" and command != ["verify"]:
                    # What is missing may be out of the way; then the answer must be right, else it is an error.
                    subprocess.run([PROGRAM, command[0], path, *command[1:], *more], capture_output=True, timeout=60)
                    continue
                err = run(command[0], path, *command[1:], *more, status=3)[1]
                expect(err.startswith(f"hengping-cli: {path}:"), err)
        missing = os.path.join(folder.path, "missing")
        for command in ("balances", "verify", "settle"):
            expect(missing in run(command, missing, status=3)[1], "no name")
            expect(not os.path.exists(missing), "a book was made by", command)
            run(command, folder.path, status=3)

        newer = folder.write("newer.hengping", whole)
        with sqlite3.connect(newer) as connection:
            connection.execute("PRAGMA user_version = 7")
        connection.close()
        expect("7" in run("balances", newer, status=3)[1], "no version")

        os.chmod(folder.book, 0o444)
        run("balances", folder.book)
        folder.fails("settle", folder.book, "--post", status=3, file=folder.book)
        folder.fails("import", folder.book, os.path.join(SAMPLE, "regions.csv"), status=3, file=folder.book)
        os.chmod(folder.book, 0o644)
    finally:
        folder.remove()


@case
def spoilt_bytes():
    """Any byte of the file changed: an error, or the same answer; never a crash, never another figure without a word."""
    folder = Folder()
    try:
        run("import", folder.book, folder.write("t.json", document()),
            folder.write("o.csv", OBSERVATIONS + "T-1,q,2020,5\nT-1,q,2021,6\n"))
        run("settle", folder.book, "--post")
        whole = bytearray(open(folder.book, "rb").read())
        right = run("balances", folder.book, "--format", "json")[0]
        spoilt = os.path.join(folder.path, "spoilt")
        for at in range(11, len(whole), len(whole) // 60):
            changed = bytearray(whole)
            changed[at] ^= 0x15
            with open(spoilt, "wb") as stream:
                stream.write(changed)
            answers = []
            for command in (["verify", spoilt, "--settlements"], ["balances", spoilt, "--format", "json"],
                            ["export", spoilt, "--format", "json"], ["settle", spoilt]):
                done = subprocess.run([PROGRAM, *command], capture_output=True, timeout=60)
                expect(done.returncode in (0, 1, 3) and not CRASH.search(done.stderr.decode(errors="replace")),
                       "byte", at, command, done.returncode, done.stderr)
                answers.append(done)
            expect(answers[1].returncode != 0 or answers[1].stdout.decode() == right or answers[0].returncode == 3,
                   "another figure that verify does not see, byte", at)
    finally:
        folder.remove()


@case
def verifies():
    folder = Folder(sample=True)
    try:
        run("settle", folder.book, "--post")
        out = run("verify", folder.book, "--settlements")[0]
        expect(folder.head()[1] in out and str(folder.head()[0]) in out, out)
        with sqlite3.connect(folder.book) as connection:
            guard = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'line_no_update'").fetchone()[0]
            connection.execute("DROP TRIGGER line_no_update")
            connection.execute("UPDATE line SET amount = amount + 1 WHERE entry = 1")
            connection.execute(guard)
            fact = connection.execute("SELECT number FROM fact WHERE kind = 'entry' ORDER BY number LIMIT 1").fetchone()[0]
        connection.close()
        out, err = run("verify", folder.book, status=3)
        expect(f"{fact} " in out, "the fact is not named", fact, out)
    finally:
        folder.remove()


@case
def named_periods():
    """A period that was named must be one of every agreement that was named too; where none was, the others are passed over."""
    folder = Folder()
    try:
        run("import", folder.book, folder.write("years.json", document()),
            folder.write("quarters.json", document(code="T-2", assessed="quarter")))
        run("import", folder.book, folder.write("q.csv", "agreement,indicator,period,value\nT-1,q,2021,5\nT-2,q,2021,6\n"))
        for named in (["2050"], ["2021", "2050"], ["2021-Q1"]):
            words = [word for period in named for word in ("--period", period)]
            for post in ([], ["--post"]):
                folder.fails("settle", folder.book, "--agreement", "T-1", *words, *post, words=[named[-1], "T-1"])
        found = [(one["agreement"], one["period"]) for one in settled(folder.book, "--period", "2021-Q1", "--date", "2022-01-01")]
        expect(found == [("T-2", "2021-Q1")], found)
        found = [(one["agreement"], one["period"]) for one in settled(folder.book, "--period", "2021", "--date", "2022-01-01")]
        expect(found == [("T-1", "2021")] + [("T-2", f"2021-Q{i}") for i in range(1, 5)], found)
        expect(settled(folder.book, "--period", "2019") == [], "a period before all agreements")
    finally:
        folder.remove()


@case
def copies_and_exports():
    folder = Folder(sample=True)
    try:
        run("settle", folder.book, "--post")
        copy = os.path.join(folder.path, "copy.hengping")
        run("backup", folder.book, copy)
        expect(not os.path.exists(copy + "-wal") and not os.path.exists(copy + "-shm"), "a backup of several files")
        expect(run("balances", copy)[0] == run("balances", folder.book)[0], "the copy differs")
        run("verify", copy, "--settlements")

        table = rows_of(run("export", folder.book, "--format", "csv")[0])
        expect(len(table) > 50 and table[0]["entry"] == "1", len(table))
        text = run("export", folder.book, "--format", "json")[0]
        exported = json.loads(text)
        expect(exported["head"]["hash"] == folder.head()[1], "head")
        expect(list(exported) == sorted(exported), "keys are not in order")
        expect(len(exported["regions"]) > 35 and len(exported["agreements"]) == 27, "content")
        expect(text == run("export", folder.book, "--format", "json", env={"LANGUAGE": "zh_CN", "TZ": "America/Lima"})[0], "language")
        output = os.path.join(folder.path, "out.journal")
        run("export", folder.book, "--format", "hledger", "--output", output)
        expect(open(output).read() == run("export", folder.book, "--format", "hledger")[0], "file and output differ")
        expect(not os.path.exists(output + ".part"), "a half file is left")
        for full in ("json", "csv", "hledger", "beancount"):
            with open("/dev/full", "wb") as stream:
                done = subprocess.run([PROGRAM, "export", folder.book, "--format", full], stdout=stream, stderr=subprocess.PIPE)
            expect(done.returncode == 3, "a full disk", full, done.returncode, done.stderr)
    finally:
        folder.remove()


FUND = {"hengping": "agreement/1", "code": "RF-1", "title": {"en": "River fund"}, "mechanism": "watershed",
        "parties": [{"name": "Up", "region": "410000", "role": "protector"}, {"name": "Down", "region": "370000", "role": "beneficiary"},
                    {"name": "Fund", "role": "pool", "title": {"zh": "共同基金", "en": "Common fund"}}],
        "from": "2023-01-01", "to": "2024-12-31", "assessed": "year", "rules": ["Down pays Fund 12000万", 'Up provides Down 31 "places"'],
        "payment": {"due": [{"share": "50%", "on": "04-30"}, {"share": "50%", "on": "06-30"}], "calendar": "CN", "roll": "following",
                    "interest": {"rate": "0.05%", "per": "day"}}}


@case
def dues_and_interest():
    """Instalments by due day, money and in kind; late interest is booked once and stays out of what is settled."""
    folder = Folder()
    try:
        run("import", folder.book, folder.write("rf.json", json.dumps(FUND)))
        run("settle", folder.book, "--post", "--period", "2024", "--date", "2024-04-01")
        expect(run_json("dues", folder.book, "--on", "2024-04-30")["totals"][0]["overdue"] == "0.00", "on the due day nothing is late")
        run("pay", folder.book, "--agreement", "RF-1", "--from", "Down", "--to", "Fund", "--amount", "6000万", "--date", "2024-05-10", "--period", "2024")
        run("pay", folder.book, "--agreement", "RF-1", "--from", "Up", "--to", "Down", "--amount", "20", "--commodity", "places",
            "--date", "2024-05-10", "--period", "2024", "--document", "sheet 7")
        found = run_json("dues", folder.book, "--on", "2024-07-11")
        money, places = found["dues"]
        expect(money["commodity"] == "CNY" and places["commodity"] == "places", found)
        expect([(part["due"], part["amount"], part["paid"], part["state"], part["days_late"], part["interest"]) for part in money["instalments"]] ==
               [("2024-04-30", "60000000.00", "60000000.00", "paid", 10, "300000.00"),
                ("2024-07-01", "60000000.00", "0.00", "overdue", 10, "300000.00")], money)
        expect([(part["amount"], part["paid"], part["outstanding"], part["state"], part["interest"]) for part in places["instalments"]] ==
               [("16", "16", "0", "paid", "0"), ("15", "4", "11", "overdue", "0")], places)
        rows = rows_of(run("dues", folder.book, "--on", "2024-07-11", "--overdue", "--format", "csv", env={"LANGUAGE": "zh_CN"})[0])
        expect([(row["due"], row["overdue"], row["state"]) for row in rows] ==
               [("2024-07-01", "60000000.00", "overdue"), ("2024-07-01", "11", "overdue")], rows)
        known = folder.head()[0]
        err = run("dues", folder.book, "--on", "2024-07-11", "--post-interest")[1]
        expect("1 entry" in err, err)
        expect("No late interest" in run("dues", folder.book, "--on", "2024-07-11", "--post-interest")[1], "booked twice")
        expect(folder.head()[0] == known + 1, "one fact")
        found = run_json("dues", folder.book, "--on", "2024-07-11", "--region", "370000")["totals"][0]
        expect((found["outstanding"], found["interest"], found["interest_booked"]) == ("60600000.00", "600000.00", "600000.00"), found)
        expect(run_json("dues", folder.book, "--on", "2024-07-11", "--known-on", f"#{known}")["totals"][0]["interest_booked"] == "0.00", "known")
        expect(all(s["status"] == "unchanged" for s in run_json("settle", folder.book, "--period", "2024", "--post")["settlements"]), "again")
        pool = [row for row in run_json("balances", folder.book)["balances"] if row["region"] is None][0]
        expect(pool["name"] == "Fund" and pool["accrued"] == "120600000.00", pool)
        expect("Common fund" in run("balances", folder.book)[0], "a pool's title")
        expect("interest" in run("export", folder.book, "--format", "csv")[0], "the export names it")
        run("verify", folder.book, "--settlements")
        for words in (["settlement", "RF-1", "2024"], ["region", "370000"], ["agreement", "RF-1"]):
            run("print", folder.book, *words, "--output", os.path.join(folder.path, words[0] + ".pdf"))
        folder.fails("dues", folder.book, "--agreement", "RF-9", words=["RF-9"])
        folder.fails("dues", folder.book, "--region", "999999", words=["999999"])
        folder.fails("dues", folder.book, "--on", "2024-02-30", words=["2024-02-30"])
        folder.fails("dues", folder.book, "--post-interest", "--region", "370000", status=2)
        folder.fails("dues", folder.book, "--post-interest", "--known-on", "2024-01-01", status=2)
        folder.fails("dues", folder.book, "--format", "xml", status=2)
    finally:
        folder.remove()


@case
def bad_holidays():
    """A table of holidays that is wrong changes nothing, and says where."""
    folder = Folder()
    try:
        for number, (text, line, word) in enumerate([
                ("CN,2027-01-01,holiday\nCN,2027-01-01,holiday\n", 3, "2027-01-01"), ("CN,2027-01-01,holiday\nCN,2027-01-04,workday\n", 3, "2027-01-04"),
                ("CN,2027-01-01,free\n", 2, "free"), ("CN,2027-01-01,holiday\nCN,2029-01-01,holiday\n", None, "2028"), ("", None, "holidays")]):
            path = folder.write(f"h{number}.csv", "calendar,date,kind\n" + text)
            folder.fails("import", folder.book, path, file=path, line=line, words=[word])
        out = run("import", folder.book, folder.write("good.csv", "calendar,date,kind\nCN,2027-01-01,holiday\nCN,2027-10-01,holiday\n"))[0]
        expect("1" in out, out)
    finally:
        folder.remove()


@case
def flows_draw():
    folder = Folder(sample=True)
    try:
        run("settle", folder.book, "--post")
        for diagram in ("sankey", "network", "chord", "matrix", "map", "odmap"):
            for ending, magic in (("svg", b"<?xml"), ("pdf", b"%PDF"), ("png", b"\x89PNG"), ("json", b"{")):
                output = os.path.join(folder.path, f"{diagram}.{ending}")
                run("flows", folder.book, "--diagram", diagram, "--output", output)
                expect(open(output, "rb").read(8).startswith(magic), diagram, ending)
            drawn = json.load(open(os.path.join(folder.path, diagram + ".json")))
            expect(drawn["diagram"] == diagram and drawn["nodes"] is not None and drawn["links"], diagram)
        drawn = json.load(open(os.path.join(folder.path, "sankey.json")))
        expect({"diagram", "width", "height", "nodes", "links", "labels"} <= set(drawn), drawn.keys())
        expect({node["side"] for node in drawn["nodes"]} <= {"payer", "receiver", "middle"}, "sides")
        for link in drawn["links"]:
            expect(float(link["amount"]) > 0 and isinstance(link["amount"], str), link)
    finally:
        folder.remove()


@case
def pages_print():
    folder = Folder(sample=True)
    try:
        run("settle", folder.book, "--post")
        for words in (["agreement", "HHYL-1"], ["settlement", "HHYL-1", "2020"], ["region", "410000"]):
            output = os.path.join(folder.path, words[0] + ".pdf")
            run("print", folder.book, *words, "--output", output)
            expect(open(output, "rb").read(5) == b"%PDF-", words)
        output = os.path.join(folder.path, "x.pdf")
        folder.fails("print", folder.book, "agreement", "NO-1", "--output", output, words=["NO-1"])
        folder.fails("print", folder.book, "settlement", "HHYL-1", "2033", "--output", output, words=["2033"])
        folder.fails("print", folder.book, "region", "999999", "--output", output, words=["999999"])
        expect(not os.path.exists(output), "a page of nothing")
    finally:
        folder.remove()


if __name__ == "__main__":
    sys.exit(main())
