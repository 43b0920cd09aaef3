#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was put out at a state of the book comes out again byte for byte, whatever is recorded later.

Usage: check-known-on.py PROGRAM SAMPLE_FOLDER, as a TAP producer. Everything is put out, then facts of every kind are recorded, then
everything is put out again with --known-on, once more, and under another time zone.
"""
import json
import os
import shutil
import sys
import tempfile

import trying
from trying import SAMPLE, sample_files, tell, write

DATE = "2024-12-31"
DIAGRAMS = ("sankey", "network", "chord", "matrix", "map")

# Name of the file that is compared, and the words of the call behind the book; "%" is the file to be written, else standard output.
OUTPUTS = [
    ("settle.txt", ["settle", "--date", DATE]),
    ("settle-today.txt", ["settle"]),
    ("settle.json", ["settle", "--date", DATE, "--format", "json"]),
    ("explain.txt", ["settle", "--agreement", "HHYL-1", "--date", DATE, "--explain"]),
    ("explain.json", ["settle", "--date", DATE, "--explain", "--format", "json"]),
    ("assume.txt", ["settle", "--agreement", "HHYL-1", "--date", DATE, "--assume", "COD@2021=18"]),
    ("missing.json", ["missing", "--date", "2025-12-31", "--format", "json"]),
    *[(f"balances-{by}.{form}", ["balances", "--by", by, "--format", form])
      for by in ("region", "pair", "mechanism", "agreement") for form in ("table", "csv", "json")],
    ("balances-province.json", ["balances", "--level", "province", "--format", "json"]),
    ("balances-on.json", ["balances", "--on", "2022-06-30", "--format", "json"]),
    *[(f"{diagram}.{form}", ["flows", "--diagram", diagram, "--output", "%"])
      for diagram in DIAGRAMS for form in ("svg", "pdf", "png", "json")],
    *[(f"sankey-{what}.svg", ["flows", "--what", what, "--output", "%"]) for what in ("paid", "outstanding", "overdue")],
    *[(f"{command}.json", [command, "--format", "json"]) for command in ("dues", "runs", "reviews", "exceptions")],
    ("agreement.pdf", ["print", "agreement", "HHYL-1", "--output", "%"]),
    ("agreement-pool.pdf", ["print", "agreement", "CSH-1", "--output", "%"]),
    ("settlement.pdf", ["print", "settlement", "HHYL-1", "2021", "--output", "%"]),
    ("settlement-pool.pdf", ["print", "settlement", "CSH-1", "2018", "--output", "%"]),
    ("region.pdf", ["print", "region", "370000", "--output", "%"]),
    ("region-on.pdf", ["print", "region", "410000", "--on", "2022-12-31", "--output", "%"]),
]


def run(*words, env=None):
    return trying.run(*words, env=env)[0].encode()


def put_out(book, folder, name, words, extra=(), env=None):
    path = os.path.join(folder, name)
    command, *rest = [path if word == "%" else word for word in words]
    out = run(command, book, *rest, *extra, env=env)
    if "%" in words:
        with open(path, "rb") as stream:
            out = stream.read()
    return out


def put_out_all(book, folder, extra=(), env=None, only=""):
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    return {name: put_out(book, folder, name, words, extra, env) for name, words in OUTPUTS if name.endswith(only)}


def record_more(book, folder, exception):
    """Facts of every kind, each of which would show on some output: see the control below."""
    with open(os.path.join(SAMPLE, "agreements", "HHYL-1.json"), encoding="utf-8") as stream:
        document = json.load(stream)
    document["title"] = {"zh": "改名后的协议", "en": "A later title"}
    document["rules"][0] = document["rules"][0].replace("6000万", "7000万")
    version = write(folder, "version.json", json.dumps(document, ensure_ascii=False))
    document["code"] = "LATER-1"
    later = write(folder, "later.json", json.dumps(document, ensure_ascii=False))
    regions = write(folder, "regions.csv", "code,name_zh,name_en\n410000,中原,Zhongyuan\n370000,齐鲁,Qilu\n")
    revised = write(folder, "revised.csv", "agreement,indicator,period,value,source\nHHYL-1,COD,2021,19.5,示例 synthetic\n"
                    "HHYL-1,TP,2020-03,0.3,另一来源\nHHYL-1,NH3N,2020-05,,示例 synthetic\n"
                    + "".join(f"LATER-1,{name},{period},1,x\n" for name, period in (("COD", "2020"), ("COD", "2019"))))
    run("confirm", book, "--agreement", "HHYL-1", "--period", "2020", "--party", "Henan")
    run("import", book, version, later, regions, revised)
    run("settle", book, "--date", "2025-06-30", "--post")
    run("pay", book, "--agreement", "HHYL-1", "--from", "Henan", "--to", "Shandong", "--amount", "123.45", "--date", "2022-02-01",
        "--period", "2021")
    run("pay", book, "--agreement", "CSH-1", "--from", "Yunnan", "--to", "Guizhou", "--amount", "9", "--date", "2019-02-01")
    run("reverse", book, "3", "--reason", "booked by mistake")
    # The period whose statement is compared was overridden and frozen before: all of that ends, and another override takes its place.
    run("end-exception", book, str(exception), "--reason", "agreed anew", "--document", "2号")
    run("override", book, "--agreement", "HHYL-1", "--period", "2021", "--pay", "Shandong>Henan=1", "--reason", "later",
        "--document", "3号")
    run("issue", book, "--agreement", "HHYL-1", "--period", "2021", "--document", "4号")
    run("close", book, "--until", "2024-06-30", "--reason", "audited")


def main():
    folder = tempfile.mkdtemp(prefix="hengping-known-on-")
    results = []
    try:
        book = os.path.join(folder, "book.hengping")
        run("new", book, "--as", "checker")
        run("import", book, *sample_files())
        run("settle", book, "--date", DATE, "--post")
        run("override", book, "--agreement", "HHYL-1", "--period", "2021", "--pay", "Shandong>Henan=5000万", "--reason", "agreed",
            "--document", "1号")
        exception = json.loads(run("exceptions", book, "--format", "json"))["exceptions"][0]["number"]
        run("issue", book, "--agreement", "HHYL-1", "--period", "2020", "--document", "1号")
        number = json.loads(run("verify", book).decode().split("wrong. ")[1].split(" ")[0])
        known = ("--known-on", f"#{number}")
        chinese = {"LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"}

        first = put_out_all(book, os.path.join(folder, "then"))
        first_chinese = put_out_all(book, os.path.join(folder, "then-zh"), env=chinese, only=".pdf")
        again = put_out_all(book, os.path.join(folder, "twice"), env={"TZ": "America/New_York"})
        results += [(f"the same twice: {name}", first[name] == again[name]) for name in first]
        record_more(book, folder, exception)

        changed = put_out_all(book, os.path.join(folder, "now"))
        # A control: what is recorded later shows wherever it is not cut off, so that the comparison can fail.
        results += [(f"later facts show: {name}", first[name] != changed[name]) for name in first
                    if not name.startswith(("missing", "balances-on", "region-on", "settlement-pool")) and not name.endswith("x")]
        for title, extra, env, expected in (("as then", known, None, first),
                                            ("as then, in another time zone", known, {"TZ": "Asia/Tokyo"}, first),
                                            ("as then, in Chinese", known, chinese, first_chinese)):
            found = put_out_all(book, os.path.join(folder, "back"), extra, env, ".pdf" if env == chinese else "")
            results += [(f"{title}: {name}", expected[name] == found[name]) for name in found]
    finally:
        if os.environ.get("KEEP"):
            print("#", folder)
        else:
            shutil.rmtree(folder)

    return tell(results)


sys.exit(main())
