#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tile diagrams through the program: the arrangement that is drawn, one's own, and what is said of a wrong one.

Usage: check-tiles.py PROGRAM SAMPLE_FOLDER, as a TAP producer.
"""
import json
import os
import sys

from trying import Folder, case, expect, main, run


def write_own(folder, text):
    """The arrangement of the user's own. Returns: the file, and the folder of configuration"""
    config = os.path.join(folder.path, "config")
    os.makedirs(os.path.join(config, "hengping"), exist_ok=True)
    return folder.write(os.path.join("config", "hengping", "tile-grid.csv"), text), config


def flows(folder, *arguments, config="/nonexistent", **options):
    return run("flows", folder.book, *arguments, env={"XDG_CONFIG_HOME": config}, **options)


def draw(folder, *arguments, config="/nonexistent"):
    output = os.path.join(folder.path, "drawn.json")
    flows(folder, *arguments, "--output", output, config=config)
    with open(output, encoding="utf-8") as stream:
        return json.load(stream)


def node(drawn, code):
    return next(entry for entry in drawn["nodes"] if entry["id"] == code)


@case
def standard(folder):
    """Shandong stands right of Henan; towns count for their provinces; nothing is lost."""
    flat = draw(folder, "--diagram", "sankey")
    for diagram in ("map", "odmap"):
        drawn = draw(folder, "--diagram", diagram)
        expect(drawn["diagram"] == diagram, "another diagram", diagram)
        expect(node(drawn, "370000")["x0"] > node(drawn, "410000")["x1"] and node(drawn, "370000")["y0"] == node(drawn, "410000")["y0"],
               "Shandong does not stand right of Henan", diagram)
        expect(not any(entry["id"] == "330782" for entry in drawn["nodes"]), "a town has a tile", diagram)
        expect(sum(float(link["amount"]) for link in drawn["links"]) == sum(float(link["amount"]) for link in flat["links"]),
               "an amount is lost", diagram)
        expect(node(drawn, "330000")["name"] == "Zhejiang", "another name", diagram)


@case
def own(folder):
    """A file that is named comes first, then the one in the configuration folder; a town may have a tile of its own."""
    _, config = write_own(folder, "code,row,column\n370000,0,0\n410000,5,0\n")
    named = folder.write("named.csv", "code,row,column,width\n410000,0,0,2\n370000,3,9,1\n330782,1,1,\n")
    drawn = draw(folder, "--diagram", "map", config=config)
    expect(node(drawn, "370000")["y0"] < node(drawn, "410000")["y0"], "the own arrangement is not taken")
    drawn = draw(folder, "--diagram", "map", "--grid", named, config=config)
    expect(node(drawn, "370000")["y0"] > node(drawn, "410000")["y0"], "the named arrangement is not taken")
    expect(any(entry["id"] == "330782" for entry in drawn["nodes"]), "the town has no tile")


WRONG = [
    ("code,row,column\n999999,0,0\n", 2, "999999"),
    ("code,row,column\n410000,0,0\n370000,0,0\n", 3, "taken"),
    ("code,row,column\n410000,0,100\n", 2, "from 0 to 99"),
    ("code,row,column\n410000,up,0\n", 2, "whole number"),
    ("code,row,column\n410000,0,0\n410000,0,1\n", 3, "line 2"),
    ("code,column\n410000,0\n", 1, "row"),
    ("code,row,column,shape\n410000,0,0,round\n", 1, "shape"),
]


@case
def wrong(folder):
    """A wrong arrangement is said with its line, and nothing is drawn."""
    for text, line, word in WRONG:
        for own in (False, True):
            path, config = write_own(folder, text) if own else (folder.write("wrong.csv", text), "/nonexistent")
            output = os.path.join(folder.path, "none.svg")
            _, error = flows(folder, "--diagram", "map", *([] if own else ["--grid", path]), "--output", output, config=config, status=1)
            expect(error.startswith(f"hengping-cli: {path}:{line}: ") and word in error, error, text)
            expect(not os.path.exists(output), "something was drawn")
            if own:
                # Diagrams without tiles do not mind.
                draw(folder, "--diagram", "matrix", config=config)
    _, error = flows(folder, "--diagram", "map", "--grid", os.path.join(folder.path, "gone.csv"), "--output", output, status=3)
    expect("gone.csv" in error, error)


sample = Folder(sample=True)
try:
    run("settle", sample.book, "--post")
    failed = main(sample)
finally:
    sample.remove()
sys.exit(failed)
