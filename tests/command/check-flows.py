#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws flows in every way with hengping-cli, and reads back what was drawn.

Usage: check-flows.py PROGRAM SAMPLE_FOLDER, as a TAP producer.
"""
import json
import os
import random
import shutil
import struct
import subprocess
import sys
from decimal import Decimal

from trying import Folder, case, document, expect, main, rows_of, run, run_json

DIAGRAMS = ("sankey", "network", "chord", "matrix", "map", "odmap")
# All that a picture can be: the diagrams, and what a Sankey can be besides. Of one year the sums are not those of all.
YEAR_BEFORE = ("--year", "2022", "--difference")
PICTURES = [("--diagram", diagram) for diagram in DIAGRAMS] + [("--middle", "none"), ("--by-year",), YEAR_BEFORE]
MEASURES = ("accrued", "paid", "outstanding", "overdue")
CHINESE = {"LC_ALL": "C.UTF-8", "LANGUAGE": "zh_CN"}
# What all lines of a book may add up to, in minor units.
LARGEST = 2 ** 62 - 4096
SLACK = 1e-6
# Rounding to the decimals of the file may let what touches overlap by as much.
TOUCH = 0.01


class Drawings(Folder):
    """A folder with a book that is drawn."""

    def draw(self, name, *options, env=None):
        path = os.path.join(self.path, name)
        run("flows", self.book, *options, "--output", path, env=env)
        with open(path, "rb") as stream:
            return stream.read()

    def drawn(self, *options, env=None):
        return json.loads(self.draw("drawn.json", *options, env=env))

    def listed(self, *options):
        return run_json("flows", self.book, *options)

    def pairs(self, number, names=None, amounts=None, year=2021):
        """@number regions of their own, each of which pays the next in turn; or the pairs of @amounts: (from, to, amount). In @year and the next by turns."""
        codes = [f"9{index:05d}" for index in range(number)]
        names = names or [(f"区域{index}", f"Region {index}") for index in range(number)]
        self.write("r.csv", "code,name_zh,name_en\n" + "".join(f"{code},{zh},{en}\n" for code, (zh, en) in zip(codes, names)))
        amounts = amounts if amounts is not None else [(index, (index + 1) % number, 1000 + 7 * index) for index in range(number)]
        documents, rows = [], []
        for index, (giver, taker, amount) in enumerate(amounts):
            code = f"P-{index}"
            documents.append(self.write(f"{code}.json", document(
                code=code, parties=[{"name": "A", "region": codes[giver], "role": "beneficiary"}, {"name": "B", "region": codes[taker], "role": "protector"}],
                rules=["A pays B 1 * q"])))
            rows.append(f"{code},A,B,{Decimal(amount) / 100:.2f},{year + index % 2}-06-30,2020\n")
        run("import", self.book, os.path.join(self.path, "r.csv"))
        run("import", self.book, *documents)
        if rows:
            run("import", self.book, self.write("p.csv", "agreement,from,to,amount,date,period\n" + "".join(rows)))
        return sum(amount for _, _, amount in amounts)


def sample():
    folder = Drawings(sample=True)
    run("settle", folder.book, "--post", "--date", "2026-01-31")
    return folder


def inside(box, drawn):
    return -TOUCH <= box["x0"] <= box["x1"] <= drawn["width"] + TOUCH and -TOUCH <= box["y0"] <= box["y1"] <= drawn["height"] + TOUCH


def total_of(flows):
    return sum(Decimal(flow["amount"]) for flow in flows)


def net_of(lines, key="amount"):
    """What goes from the first to the second of each two parties, what goes back taken off; zeros left out."""
    net = {}
    for line in lines:
        pair, sign = ((line["from"], line["to"]), 1) if line["from"] < line["to"] else ((line["to"], line["from"]), -1)
        net[pair] = net.get(pair, 0) + sign * Decimal(line[key])
    return {pair: amount for pair, amount in net.items() if amount}


def check_geometry(drawn, *what):
    """Nothing outside the page, no label on another, no number that is none, and bands that fill their nodes."""
    for box in drawn["nodes"] + drawn["labels"]:
        expect(inside(box, drawn), *what, "outside the page:", box)
    for link in drawn["links"]:
        expect(0 <= link["width"] < 1e6 and inside({key: max(min(link[key], drawn[size]), 0) for key, size in (
            ("x0", "width"), ("x1", "width"), ("y0", "height"), ("y1", "height"))} | {"x1": drawn["width"], "y1": drawn["height"]}, drawn), *what, link)
        for key, size in (("x0", "width"), ("x1", "width"), ("y0", "height"), ("y1", "height")):
            expect(-TOUCH <= link[key] <= drawn[size] + TOUCH, *what, "an end outside the page:", link)
    labels = sorted(drawn["labels"], key=lambda label: label["y0"])
    for index, label in enumerate(labels):
        for other in labels[index + 1:]:
            if other["y0"] >= label["y1"] - TOUCH:
                break
            expect(min(label["x1"], other["x1"]) - max(label["x0"], other["x0"]) <= TOUCH or
                   min(label["y1"], other["y1"]) - max(label["y0"], other["y0"]) <= TOUCH, *what, "labels overlap:", label, other)
    if drawn["diagram"] == "sankey":
        check_heights(drawn, *what)
    elif drawn["diagram"] != "matrix":
        expect({node["side"] for node in drawn["nodes"]} <= {"both"}, *what, "sides")


def check_heights(drawn, *what):
    expect({node["side"] for node in drawn["nodes"]} <= {"payer", "middle", "receiver"}, *what, "sides")
    for node in drawn["nodes"]:
        ends = {"payer": ("from",), "receiver": ("to",), "middle": ("mechanism", "group")}[node["side"]]
        links = [link for link in drawn["links"] if link.get("panel") == node.get("panel") and node["id"] in [link.get(end) for end in ends]]
        width = sum(link["width"] for link in links)
        expect(links and abs(width - (node["y1"] - node["y0"])) <= SLACK, *what, "bands of", width, "in", node)


def geometry_text(folder, *options, env=None):
    return folder.draw("text.json", *options, env=env)


# ---- the sample ----

@case
def every_kind_in_both_languages():
    folder = sample()
    try:
        for diagram in DIAGRAMS:
            drawn = {}
            for language, env in (("English", None), ("Chinese", CHINESE)):
                for ending, magic in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("json", b"{"), ("pdf", b"%PDF")):
                    drawn[language, ending] = folder.draw("x." + ending, "--diagram", diagram, env=env)
                    expect(drawn[language, ending].startswith(magic), diagram, ending, language)
                check_geometry(json.loads(drawn[language, "json"]), diagram, language)
            expect("浙江" in drawn["Chinese", "svg"].decode() and "Zhejiang" in drawn["English", "svg"].decode(), diagram, "no texts in the SVG")
            # The file is still the Chinese one.
            expect(not shutil.which("pdftotext") or "浙江" in text_of(folder, "x.pdf").replace(" ", ""), diagram, "no Chinese in the PDF")
            english, chinese = drawn["English", "json"], drawn["Chinese", "json"]
            words = [[(node["id"], node["name"], node["side"]) for node in json.loads(text)["nodes"]] for text in (english, chinese)]
            expect(sorted(words[0]) == sorted(words[1]), diagram, "names follow the language")
    finally:
        folder.remove()


@case
def every_option_keeps_the_geometry():
    folder = sample()
    try:
        for options in (["--middle", "none"], ["--middle", "programme"], ["--by-year"], ["--year", "2021"], ["--top", "5"], ["--share", "80%"],
                        ["--min-amount", "1亿"], ["--region", "330000"], ["--mechanism", "grain"], ["--what", "overdue"], ["--what", "paid"],
                        ["--what", "outstanding"], ["--colour", "direction"], ["--unit", "yuan"], ["--unit", "yi"], ["--paper", "a4"], ["--paper", "a3"],
                        ["--width", "600", "--height", "500"], ["--width", "2560", "--height", "1440"]):
            for env in (None, CHINESE):
                drawn = folder.drawn(*options, env=env)
                check_geometry(drawn, *options)
                expect(drawn["links"], options, "draws nothing")
        drawn = folder.drawn("--year", "2021", "--difference")
        expect(any("before" in link for link in drawn["links"]), "no year before")
        for palette in (["--colour", "grey"], ["--dark"]):
            expect(folder.draw("x.png", *palette) != folder.draw("y.png"), palette, "changes nothing")
    finally:
        folder.remove()


@case
def sums_are_those_of_the_balances():
    """The list, the drawing at every threshold and the balances are the same money."""
    folder = sample()
    try:
        balances = [line for line in run_json("balances", folder.book, "--by", "pair")["balances"] if line["commodity"] == "CNY"]
        for measure in ("accrued", "paid", "outstanding"):
            expect(net_of(folder.listed("--what", measure)["flows"]) == net_of(balances, measure), measure)
        for measure in MEASURES:
            whole = Decimal(folder.listed("--what", measure)["total"])
            expect(whole == total_of(folder.listed("--what", measure)["flows"]), measure)
            for options in (["--top", "1"], ["--top", "3"], ["--top", "1000"], ["--share", "1%"], ["--share", "0.5"], ["--share", "100%"], ["--min-amount", "0.01"],
                            ["--min-amount", "5亿"], ["--min-amount", "90000亿"], ["--middle", "programme"], ["--middle", "none"]):
                expect(total_of(folder.listed("--what", measure, *options)["flows"]) == whole, measure, options)
                expect(total_of(folder.drawn("--what", measure, *options)["links"]) == whole, measure, options, "drawn")
            for diagram in ("network", "chord", "matrix"):
                expect(total_of(folder.drawn("--what", measure, "--diagram", diagram)["links"]) == whole, measure, diagram)
            # A unit's payments of several years are set off only where years are not told apart.
            years = folder.listed("--what", measure, "--by-year")["flows"]
            expect(measure == "paid" or total_of(years) == whole, measure, "by year")
            expect(net_of(years) == net_of(folder.listed("--what", measure)["flows"]), measure, "net by year")
            for year in sorted({flow["year"] for flow in years}):
                expect(total_of(flow for flow in years if flow["year"] == year) == Decimal(folder.listed("--what", measure, "--year", year)["total"]), year)
    finally:
        folder.remove()


@case
def lists_in_three_forms():
    folder = sample()
    try:
        flows = folder.listed("--middle", "programme", "--by-year")["flows"]
        rows = rows_of(run("flows", folder.book, "--middle", "programme", "--by-year", "--format", "csv")[0])
        expect(len(rows) == len(flows) and [row["amount"] for row in rows] == [flow["amount"] for flow in flows], "csv")
        expect([row["year"] for row in rows] == [flow["year"] for flow in flows] and rows[0]["programme"], rows[0])
        expect(any(flow["group"] == "programme:新安江流域" and "XAJ-1" in flow["agreements"] for flow in flows), "the programme")
        expect(any(flow["group"] == "agreement:DL-1" for flow in flows), "an agreement without a programme stands by itself")
        table = run("flows", folder.book, "--format", "table", "--unit", "wan", env=CHINESE)[0]
        expect("浙江" in table and "万元" in table and "安徽" in table, table[:500])
        text = run("flows", folder.book, "--format", "json")[0]
        expect(text == run("flows", folder.book, "--format", "json", env={**CHINESE, "TZ": "America/Lima"})[0], "JSON follows the language")
        expect({flow["to"] for flow in folder.listed("--region", "330782")["flows"]} == {"330783"}, "a city")
        expect({"330782", "330000"} <= {flow["from"] for flow in folder.listed("--region", "330000")["flows"]}, "a province and what is below it")
    finally:
        folder.remove()


@case
def reversed_payments_are_marked():
    folder = sample()
    try:
        drawn = folder.drawn()
        turned = [link for link in drawn["links"] if link.get("reversed")]
        expect(turned and all(link["mechanism"] for link in turned), "nothing is reversed")
        hatched = folder.draw("x.pdf", "--mechanism", "watershed")
        plain = folder.draw("y.pdf", "--mechanism", "grain")
        if shutil.which("pdftotext"):
            expect("The protecting side pays" in text_of(folder, "x.pdf"), "what hatching means", len(hatched))
            expect("The protecting side pays" not in text_of(folder, "y.pdf"), "hatching explained where there is none", len(plain))
    finally:
        folder.remove()


def text_of(folder, name):
    path = os.path.join(folder.path, name)
    return " ".join(subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode().split())


@case
def words_on_the_page():
    folder = sample()
    try:
        if not shutil.which("pdftotext"):
            return
        head = folder.head()[1][:16]
        folder.draw("x.pdf", "--top", "4", "--region", "330000", "--what", "paid", "--known-on", "2999-12-31", "--unit", "yi")
        said = text_of(folder, "x.pdf")
        for words in ("is the largest flow", "100 million yuan", "rounded to 0.01", "Paid", "all periods", "As known on 31 December 2999", head,
                      "Only flows of Zhejiang", "The 4 largest regions of each side"):
            expect(words in said, repr(words), "is not in", said[:1500])
        folder.draw("x.pdf", "--top", "4", "--mechanism", "watershed", env=CHINESE)
        said = text_of(folder, "x.pdf").replace(" ", "")
        for words in ("最大", "万元", "流域", "浙江", head, "归入其他"):
            expect(words in said, repr(words), "is not in", said[:1500])
        folder.draw("x.pdf", "--what", "overdue", "--on", "2026-01-31")
        expect("Overdue on 31 January 2026" in text_of(folder, "x.pdf"), "the day on which it is overdue")
    finally:
        folder.remove()


@case
def known_on():
    folder = Drawings()
    try:
        folder.pairs(3)
        before = folder.head()[0]
        drawn = folder.draw("x.svg", "--what", "paid", "--known-on", f"#{before}")
        run("pay", folder.book, "--agreement", "P-0", "--from", "A", "--to", "B", "--amount", "5亿", "--date", "2021-07-01")
        expect(folder.draw("x.svg", "--what", "paid", "--known-on", f"#{before}") == drawn, "what was known then")
        # A fact that does not exist yet is not claimed to be known.
        expect(folder.draw("x.svg", "--what", "paid", "--known-on", "#999999") == folder.draw("x.svg", "--what", "paid"), "what is known now")
        expect(folder.draw("x.svg", "--what", "paid") != drawn, "the payment is not seen")
    finally:
        folder.remove()


@case
def same_bytes_for_the_same_facts():
    """The order in which facts came, the time zone and the numbers of the machine's language leave no trace."""
    shuffled = random.Random(7)
    amounts = [(index % 23, (index * 5 + 3) % 23, 100 + index * index * 37) for index in range(60) if index % 23 != (index * 5 + 3) % 23]
    kept = None
    for turn in range(3):
        folder = Drawings()
        try:
            codes = [f"9{index:05d}" for index in range(23)]
            folder.write("r.csv", "code,name_zh,name_en\n" + "".join(f"{code},区{index},R{index}\n" for index, code in enumerate(codes)))
            run("import", folder.book, os.path.join(folder.path, "r.csv"))
            files = [folder.write(f"P-{index}.json", document(
                code=f"P-{index}", programme={"zh": f"流域{index % 5}"} | ({"en": f"Basin {index % 5}"} if index % 2 else {}),
                parties=[{"name": "A", "region": codes[giver], "role": "beneficiary"}, {"name": "B", "region": codes[taker], "role": "protector"}],
                rules=["A pays B 1 * q"])) for index, (giver, taker, _) in enumerate(amounts)]
            rows = [f"P-{index},A,B,{amount},{2019 + index % 3}-06-30,2020\n" for index, (_, _, amount) in enumerate(amounts)]
            shuffled.shuffle(files)
            shuffled.shuffle(rows)
            for path in files:
                run("import", folder.book, path)
            run("import", folder.book, folder.write("p.csv", "agreement,from,to,amount,date,period\n" + "".join(rows)))
            env = ({"TZ": "UTC"}, {"TZ": "America/Lima"}, {"TZ": "Asia/Shanghai", "LC_NUMERIC": "de_DE.UTF-8"})[turn]
            found = [geometry_text(folder, "--what", "paid", "--diagram", diagram, env=env) for diagram in DIAGRAMS]
            found += [geometry_text(folder, "--what", "paid", *options, env=env) for options in (["--middle", "programme"], ["--by-year"], ["--top", "4"])]
            expect(kept is None or found == kept, "turn", turn)
            kept = found
        finally:
            folder.remove()


@case
def the_order_of_the_user():
    folder = sample()
    try:
        order = os.path.join(folder.path, "order.txt")
        folder.draw("x.svg", "--save-order", order)
        text = open(order, encoding="utf-8").read()
        expect(text.startswith("[payers]\n") and "[middle]\n" in text and "[receivers]\n" in text, text)
        payers = text.split("[middle]")[0].split()[1:]
        turned = "# turned round\n[payers]\n" + "\n".join(reversed(payers)) + "\n"
        for given in (text, turned):
            drawn = folder.drawn("--order", folder.write("given.txt", "\ufeff" + given))
            check_geometry(drawn, "order")
            found = [node["id"] for node in sorted((node for node in drawn["nodes"] if node["side"] == "payer"), key=lambda node: node["y0"])]
            wanted = given.split("[middle]")[0].split("[payers]")[1].split()
            expect(found == wanted, found, "instead of", wanted)
        expect(total_of(folder.drawn("--order", folder.write("given.txt", turned))["links"]) == Decimal(folder.listed()["total"]), "the sum")
        for content, line in (("370000\n", 1), ("[payers]\n\n[givers]\n", 3)):
            path = folder.write("bad.txt", content)
            folder.fails("flows", folder.book, "--order", path, "--output", os.path.join(folder.path, "x.svg"), file=path, line=line, words=["[receivers]"])
    finally:
        folder.remove()


@case
def wrong_words():
    folder = Drawings()
    try:
        output = ["--output", os.path.join(folder.path, "x.svg")]
        for options, word in (
                (["--middle", "sand"], "--middle"), (["--diagram", "map", "--middle", "none"], "--middle"),
                (["--diagram", "chord", "--save-order", "o.txt"], "--save-order"), (["--diagram", "chord", "--order", "o.txt"], "--order"),
                (["--grid", "g.csv"], "--grid"), (["--diagram", "chord", "--matrix-order", "code"], "--matrix-order"),
                (["--from", "2022-01-02", "--to", "2022-01-01"], "--from, --to"), (["--colour", "red"], "--colour"), (["--unit", "fen"], "--unit"), (["--paper", "a5"], "--paper"),
                (["--paper", "a4", "--width", "900"], "--paper"), (["--dark", "--colour", "grey"], "--dark"), (["--top", "-1"], "--top"),
                (["--top", "0"], "--top 0"), (["--year", "0"], "--year 0"), (["--top", ""], "--top “”"), (["--top", "99999999999"], "whole number above zero"),
                (["--top", "2x"], "--top 2x"), (["--width", "wide"], "--width wide"), (["--width", "0"], "200 … 20000"), (["--height", "-5"], "--height -5"),
                (["--min-amount", "-5"], "--min-amount -5; expected an amount above zero"), (["--min-amount", "0"], "--min-amount 0"),
                (["--share", "120%"], "--share"), (["--share", "0"], "--share"), (["--share", "much"], "--share much"), (["--top", "3", "--share", "50%"], "--top"),
                (["--year", "0x"], "--year 0x"), (["--year", "20210"], "--year"), (["--year", "2021", "--by-year"], "--by-year"), (["--difference"], "--year"),
                (["--by-year", "--diagram", "chord"], "sankey"), (["--on", "2024-01-01"], "overdue"), (["--format", "json"], "--format"),
                (["--commodity", "camels"], "--commodity camels")):
            folder.fails("flows", folder.book, *output, *options, status=2, words=[word])
        folder.fails("flows", folder.book, status=2, words=["--format"])
        folder.fails("flows", folder.book, "--format", "xml", status=2, words=["--format"])
        folder.fails("flows", folder.book, "--format", "csv", "--year", "2021", "--difference", status=2, words=["--difference"])
        for options, word in ((["--region", "999999"], "999999"), (["--min-amount", "1.001"], "--min-amount: The amount 1.001"),
                              (["--min-amount", ""], "--min-amount: “” is no number"), (["--from", "2021-02-30"], "--from: "), (["--to", ""], "--to: "),
                              (["--what", "overdue", "--on", "soon"], "--on: “soon”")):
            folder.fails("flows", folder.book, *output, *options, words=[word])
        folder.fails("flows", folder.book, *output, "--order", os.path.join(folder.path, "none.txt"), status=3, words=["none.txt"])
        expect(not os.path.exists(output[1]), "something was written")
    finally:
        folder.remove()


# ---- difficult books ----

def draw_everything(folder, *what, measure="paid", n_flows=None):
    whole = Decimal(folder.listed("--what", measure)["total"])
    for picture in PICTURES:
        in_full = picture != YEAR_BEFORE and picture[-1] not in ("map", "odmap")
        for env in (None, CHINESE):
            drawn = folder.drawn("--what", measure, *picture, env=env)
            check_geometry(drawn, *what, picture)
            if in_full:
                expect(total_of(drawn["links"]) == whole, *what, picture, total_of(drawn["links"]), "of", whole)
            if n_flows is not None and in_full:
                expect(len(drawn["links"]) == n_flows, *what, picture, len(drawn["links"]))
        for ending in ("svg", "pdf", "png"):
            expect(folder.draw("x." + ending, "--what", measure, *picture), *what, picture, ending)


@case
def no_flows():
    folder = Drawings()
    try:
        draw_everything(folder, "no flows", n_flows=0)
        if shutil.which("pdftotext"):
            folder.draw("x.pdf")
            expect("No flows for this choice" in text_of(folder, "x.pdf"), text_of(folder, "x.pdf"))
    finally:
        folder.remove()


@case
def one_flow():
    folder = Drawings()
    try:
        folder.pairs(2, amounts=[(0, 1, 1)])
        draw_everything(folder, "one flow", n_flows=1)
    finally:
        folder.remove()


@case
def all_zero():
    """What was settled and has come to nothing: a zero in the matrix, and no band anywhere."""
    folder = Drawings()
    try:
        run("import", folder.book, folder.write("a.json", document()))
        for value in ("5", "0"):
            run("import", folder.book, folder.write("o.csv", f"agreement,indicator,period,value\nT-1,q,2020,{value}\n"), "--again")
            run("settle", folder.book, "--post", "--agreement", "T-1", "--period", "2020")
        draw_everything(folder, "all zero", measure="accrued", n_flows=0)
    finally:
        folder.remove()


@case
def far_apart():
    """A flow of a thousand million times another."""
    folder = Drawings()
    try:
        folder.pairs(4, amounts=[(0, 1, 10 ** 15), (2, 3, 10 ** 6), (2, 1, 123456)])
        draw_everything(folder, "far apart")
    finally:
        folder.remove()


@case
def at_the_limit():
    folder = Drawings()
    try:
        folder.pairs(3, amounts=[(0, 1, LARGEST - 10), (1, 2, 9), (2, 0, 1)])
        draw_everything(folder, "at the limit")
        expect(Decimal(folder.listed("--what", "paid")["total"]) == Decimal(LARGEST) / 100, folder.listed("--what", "paid")["total"])
    finally:
        folder.remove()


@case
def long_names():
    folder = Drawings()
    try:
        names = [("很长的名字" * 12, "Autonomous Prefecture of a very long name " + "x" * 18) for _ in range(12)]
        folder.pairs(12, names=names)
        draw_everything(folder, "long names")
    finally:
        folder.remove()


@case
def no_names():
    """A region has both names, or is not taken."""
    folder = Drawings()
    try:
        for row in ("900001,,Region", "900001,区域,"):
            path = folder.write("r.csv", "code,name_zh,name_en\n" + row + "\n")
            folder.fails("import", folder.book, path, words=["r.csv:2", "is empty"])
    finally:
        folder.remove()


@case
def many_regions():
    """337 regions, each of which pays another; and towns whose province has no name on the page."""
    folder = Drawings()
    try:
        whole = folder.pairs(337)
        for diagram in DIAGRAMS:
            drawn = folder.drawn("--what", "paid", "--diagram", diagram)
            check_geometry(drawn, "337 regions", diagram)
            if diagram in ("sankey", "matrix", "network"):
                expect(total_of(drawn["links"]) == Decimal(whole) / 100, diagram, total_of(drawn["links"]))
        for options in (["--paper", "a4"], ["--width", "600", "--height", "400"], ["--top", "20"], ["--share", "10%"]):
            drawn = folder.drawn("--what", "paid", *options)
            check_geometry(drawn, "337 regions", *options)
            expect(total_of(drawn["links"]) == Decimal(whole) / 100, options)
        expect(len(folder.drawn("--what", "paid", "--top", "20")["nodes"]) <= 2 * 21 + 1, "the largest 20")
        picture = folder.draw("x.png", "--what", "paid")
        expect(struct.unpack(">II", picture[16:24]) == (2400, 1600), "the size of the picture")
    finally:
        folder.remove()


# What takes time are the programs called.
sys.exit(main(at_once=2))
