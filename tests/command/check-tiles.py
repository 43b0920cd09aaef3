# SPDX-License-Identifier: GPL-3.0-or-later
"""Tile diagrams through the program: the arrangement that is drawn, one's own, and what is said of a wrong one."""
import json
import os
import subprocess
import sys
import tempfile

PROGRAM, SAMPLE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])


def run(*arguments, config=None):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", "XDG_CONFIG_HOME": config or "/nonexistent"}
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, env=environment, timeout=120)
    return done.returncode, done.stderr.decode()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)
    return path


def draw(folder, book, *arguments, config=None):
    output = os.path.join(folder, "drawn.json")
    status, error = run("flows", book, *arguments, "--output", output, config=config)
    assert status == 0, error
    with open(output, encoding="utf-8") as stream:
        return json.load(stream)


def node(drawn, code):
    return next(entry for entry in drawn["nodes"] if entry["id"] == code)


def check_standard(folder, book):
    """Shandong stands right of Henan; towns count for their provinces; nothing is lost."""
    flat = draw(folder, book, "--diagram", "sankey")
    for diagram in ("map", "odmap"):
        drawn = draw(folder, book, "--diagram", diagram)
        assert drawn["diagram"] == diagram
        assert node(drawn, "370000")["x0"] > node(drawn, "410000")["x1"] and node(drawn, "370000")["y0"] == node(drawn, "410000")["y0"]
        assert not any(entry["id"] == "330782" for entry in drawn["nodes"])
        assert sum(float(link["amount"]) for link in drawn["links"]) == sum(float(link["amount"]) for link in flat["links"])
        assert node(drawn, "330000")["name"] == "Zhejiang"


def check_own(folder, book):
    """A file that is named comes first, then the one in the configuration folder; a town may have a tile of its own."""
    config = os.path.join(folder, "config")
    write(os.path.join(config, "hengping", "tile-grid.csv"), "code,row,column\n370000,0,0\n410000,5,0\n")
    named = write(os.path.join(folder, "named.csv"), "code,row,column,width\n410000,0,0,2\n370000,3,9,1\n330782,1,1,\n")
    drawn = draw(folder, book, "--diagram", "map", config=config)
    assert node(drawn, "370000")["y0"] < node(drawn, "410000")["y0"]
    drawn = draw(folder, book, "--diagram", "map", "--grid", named, config=config)
    assert node(drawn, "370000")["y0"] > node(drawn, "410000")["y0"]
    assert any(entry["id"] == "330782" for entry in drawn["nodes"])


WRONG = [
    ("code,row,column\n999999,0,0\n", 2, "999999"),
    ("code,row,column\n410000,0,0\n370000,0,0\n", 3, "taken"),
    ("code,row,column\n410000,0,100\n", 2, "from 0 to 99"),
    ("code,row,column\n410000,up,0\n", 2, "whole number"),
    ("code,row,column\n410000,0,0\n410000,0,1\n", 3, "line 2"),
    ("code,column\n410000,0\n", 1, "row"),
    ("code,row,column,shape\n410000,0,0,round\n", 1, "shape"),
]


def check_wrong(folder, book):
    """A wrong arrangement is said with its line, and nothing is drawn."""
    for text, line, word in WRONG:
        for own in (False, True):
            config = os.path.join(folder, "config")
            path = write(os.path.join(config, "hengping", "tile-grid.csv") if own else os.path.join(folder, "wrong.csv"), text)
            output = os.path.join(folder, "none.svg")
            status, error = run("flows", book, "--diagram", "map", *([] if own else ["--grid", path]), "--output", output,
                                config=config if own else None)
            assert status == 1 and error.startswith(f"hengping-cli: {path}:{line}: ") and word in error, (status, error, text)
            assert not os.path.exists(output)
            if own:
                # Diagrams without tiles do not mind.
                draw(folder, book, "--diagram", "matrix", config=config)
    status, error = run("flows", book, "--diagram", "map", "--grid", os.path.join(folder, "gone.csv"), "--output", output)
    assert status == 3 and "gone.csv" in error, (status, error)


def main():
    checks = [check_standard, check_own, check_wrong]
    print(f"1..{len(checks)}")
    with tempfile.TemporaryDirectory(prefix="hengping-tiles-") as folder:
        book = os.path.join(folder, "book.hengping")
        documents = sorted(os.path.join(SAMPLE, "agreements", name) for name in os.listdir(os.path.join(SAMPLE, "agreements")))
        tables = [os.path.join(SAMPLE, name + ".csv") for name in ("observations", "payments", "openings")]
        for words in (["new", book], ["import", book, os.path.join(SAMPLE, "regions.csv"), *documents, *tables], ["settle", book, "--post"]):
            status, error = run(*words)
            assert status == 0, error
        for number, check in enumerate(checks, 1):
            try:
                check(folder, book)
                print(f"ok {number} {check.__name__}")
            except AssertionError as wrong:
                print(f"not ok {number} {check.__name__}: {wrong}")
                sys.exit(1)


main()
