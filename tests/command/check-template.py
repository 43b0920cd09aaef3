#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `hengping-cli template` and `help rules`: from the library to a book that owes what the template's example says.

Usage: check-template.py PROGRAM, as a TAP producer.
"""
import csv
import json
import os
import re
import sys
import tempfile

from trying import case, expect, main, run


def fails(*arguments, status=1, words=()):
    out, err = run(*arguments, status=status)
    expect(out == "", "output with an error:", out)
    for word in words:
        expect(word in err, "expected", repr(word), "in", err)


def templates():
    return json.loads(run("template", "list", "--format", "json")[0])["templates"]


def flatten(pairs, rows):
    """What the example's observations are of: the names that stand at the paths of its values."""
    for path, value in pairs.items():
        if isinstance(value, list):
            for index, row in enumerate(value):
                flatten({f"{path}[{index}].{key}": field for key, field in row.items()}, rows)
        else:
            rows[path] = value["name"] if isinstance(value, dict) else value.split("@")[0]
    return rows


BET = ("template", "make", "threshold-bet", "--set", "upper=Luan@340000", "--set", "lower=Hefei@330000", "--set", "reward=4000万",
       "--set", "penalty=1000万", "--code", "B-1", "--title", "大别山", "--from", "2024-01-01")


@case
def lists():
    out = run("template", "list")[0]
    found = templates()
    expect(len(found) >= 30, len(found), "templates")
    for item in found:
        expect(re.search(rf"^{item['id']}\s+{re.escape(item['title']['en'])}", out, re.M), item["id"], "in", out)
        for language in ("zh", "en"):
            expect(item["title"][language] and item["help"][language], item["id"])


@case
def shows():
    for item in templates():
        out = run("template", "show", item["id"])[0]
        expect(item["help"]["en"] in out and "What is owed:" in out, out)
        for amount in item["example"]["expected"]:
            expect(amount.get("amount", amount["period"]) in out, item["id"], amount, "in", out)
        expect(json.loads(run("template", "show", item["id"], "--format", "json")[0]) == item, item["id"])


@case
def makes_every_example():
    """Each example, made, imported and settled, owes what the template says."""
    for item in templates():
        with tempfile.TemporaryDirectory(prefix="hengping-template-") as folder:
            book, agreement, table = (os.path.join(folder, name) for name in ("b.hengping", "a.json", "o.csv"))
            run("template", "make", item["id"], "--example", "--code", "X-1", "--title", "A trial", "--language", "zh", "--output", agreement)
            names = flatten(item["example"]["values"]["parameters"], {})
            with open(table, "w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(["agreement", "indicator", "period", "value"])
                for row in item["example"].get("observations", []):
                    writer.writerow(["X-1", names[row["indicator"]], row["period"], row["value"]])
            run("new", book)
            run("import", book, agreement, *([table] if item["example"].get("observations") else []))
            settled = json.loads(run("settle", book, "--date", "2026-12-31", "--format", "json")[0])["settlements"]
            found = [(one["period"], part["from"], part["to"], part["amount"].split(".")[0], part["commodity"])
                     for one in settled for part in one["obligations"]]
            wanted = [(one["period"], one["from"], one["to"], one["amount"].split(".")[0], one.get("commodity", "CNY"))
                      for one in item["example"]["expected"] if "from" in one]
            expect(sorted(found) == sorted(wanted), item["id"], found, wanted)


@case
def makes():
    with tempfile.TemporaryDirectory(prefix="hengping-template-") as folder:
        path = os.path.join(folder, "a.json")
        document = json.loads(run(*BET)[0])
        expect(document["title"] == {"zh": "大别山"} and document["assessed"] == "year", document)
        expect(document["rules"] == ["standard_met = P < 1", "Hefei pays Luan 4000万 when standard_met",
                                     "Luan pays Hefei 1000万 when not standard_met"], document["rules"])
        expect(run(*BET, "--output", path)[0] == "", "output to the terminal, too")
        expect(json.load(open(path, encoding="utf-8")) == document, "the file differs")
        chinese = json.loads(run(*BET, "--language", "zh")[0])
        expect(chinese["rules"][1] == "Hefei 支付 Luan 4000万 当 达标", chinese["rules"])

        values = os.path.join(folder, "v.json")
        with open(values, "w", encoding="utf-8") as stream:
            json.dump({"hengping": "values/1", "template": "pool-shares", "code": "V-1", "title": {"en": "A fund"}, "from": "2024-01-01",
                       "rounding": {"money": "1 down"}, "parameters": {
                           "contributors": [{"party": "A@110000", "weight": "2"}, {"party": {"name": "B", "region": "120000"}}],
                           "receivers": "A, 1; B, 1", "amount": "5"}}, stream)
        document = json.loads(run("template", "make", "pool-shares", "--values", values, "--set", "amount=6亿", "--to", "2025-12-31")[0])
        expect(document["rules"] == ["A:2, B:1 pay Fund 6亿", "Fund pays A:1, B:1 6亿"], document["rules"])
        expect(document["to"] == "2025-12-31" and document["rounding"] == {"money": "1 down"}, document)

        own = os.path.join(folder, "own.json")
        with open(own, "w", encoding="utf-8") as stream:
            stream.write(run("template", "show", "unit-price", "--format", "json")[0])
        expect("--example" not in run("template", "make", own, "--example", "--code", "O-1", "--title", "Own")[0], "a template from a file")


@case
def refuses():
    fails("template", status=2)
    fails("template", "nonsense", status=2, words=["list"])
    fails("template", "show", status=2)
    fails("template", "make", "no-such", words=["no-such", "threshold-bet"])
    fails("template", "show", "/no/such.json", status=3, words=["/no/such.json"])
    fails("template", "list", "--format", "xml", status=2)
    fails(*BET, "--set", "reward", status=2, words=["NAME=VALUE"])
    fails(*BET, "--set", "colour=red", words=["colour", "penalty"])
    fails(*BET, "--set", "reward=much", words=["reward", "The lower party pays, if met", "much", "6000万"])
    fails(*BET, "--set", "reward=-5", words=["reward", "-5", "≥ 0"])
    fails(*BET, "--set", "lower=Hefei", words=["lower", "Hefei@410000"])
    fails(*BET, "--set", "met=under", words=["met", "under", "at-most"])
    fails(*BET, "--set", "reward=", words=["reward", "not filled in"])
    fails(*BET, "--assessed", "once", words=["assessed", "once", "year"])
    fails(*BET, "--from", "2024-13-01", words=["2024-13-01"])
    fails("template", "make", "threshold-bet", "--example", "--title", "x", words=["code"])
    fails(*BET, "--output", "/no/such/folder/a.json", status=3, words=["/no/such/folder/a.json"])
    err = run(*BET, "--set", "reward=much", status=1, env={"LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"})[1]
    expect("much" in err, err)
    with tempfile.TemporaryDirectory(prefix="hengping-template-") as folder:
        path = os.path.join(folder, "v.json")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write('{"hengping": "values/1",\n"parameters": {"colour": "red"}}')
        fails(*BET, "--values", path, words=[f"{path}:2:", "parameters.colour"])
        with open(path, "w", encoding="utf-8") as stream:
            stream.write('{"hengping": "template/1",\n"id": 1}')
        fails("template", "show", path, words=[f"{path}:2:", "id"])
        fails("template", "show", folder + "/", status=1)


@case
def one_month_of_twelve():
    """A division by zero in July fails July: the other months are computed, and nothing is booked."""
    with tempfile.TemporaryDirectory(prefix="hengping-template-") as folder:
        book, agreement, table = (os.path.join(folder, name) for name in ("b.hengping", "a.json", "o.csv"))
        with open(agreement, "w", encoding="utf-8") as stream:
            json.dump({"hengping": "agreement/1", "code": "M-1", "title": {"en": "Monthly"}, "mechanism": "watershed",
                       "parties": [{"name": "A", "region": "110000", "role": "partner"}, {"name": "B", "region": "120000", "role": "partner"}],
                       "from": "2020-01-01", "to": "2020-12-31", "assessed": "month", "indicators": [{"name": "q"}],
                       "rules": ["A pays B 100 / q"]}, stream)
        with open(table, "w", encoding="utf-8") as stream:
            stream.write("agreement,indicator,period,value\n" + "".join(f"M-1,q,2020-{month:02},{0 if month == 7 else 4}\n" for month in range(1, 13)))
        run("new", book)
        run("import", book, agreement, table)
        settled = json.loads(run("settle", book, "--format", "json")[0])["settlements"]
        expect([one["status"] for one in settled] == ["complete"] * 6 + ["failed"] + ["complete"] * 5, settled)
        expect(settled[6]["line"] == 1 and settled[6]["column"] == 10, settled[6])
        run("settle", book, "--post", status=1)
        balances = json.loads(run("balances", book, "--format", "json")[0])["balances"]
        expect(all(float(one["accrued"]) == 0 for one in balances), balances)


@case
def manual():
    out = run("help", "rules")[0]
    expect(out.startswith("# The rule language") and "```" in out, out[:200])
    expect("help rules" in run("help")[0], "the manual is not mentioned")


if __name__ == "__main__":
    sys.exit(main())
