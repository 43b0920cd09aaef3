#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Chooses, filters, walks, orders, lists and exports flows, in the running program."""
import json
import os
import re
import subprocess
import sys

from desktop import COMMAND, PAGES, Atspi, Failure, Program, is_focused, name_of, role_of, run, wait, walk

LABEL = Atspi.Role.LABEL
KEYS = {"Up": 0xFF52, "Down": 0xFF54, "Left": 0xFF51, "Right": 0xFF53, "Return": 0xFF0D, "Escape": 0xFF1B, "Home": 0xFF50, "Tab": 0xFF09}
# By its key: a modifier is held while another key is pressed.
ALT_KEY = 64
DIAGRAMS = ("Sankey", "Network", "Chord", "Matrix", "Tiles", "Tiles in tiles")


def press(key, modifier=None):
    if modifier is not None:
        Atspi.generate_keyboard_event(modifier, None, Atspi.KeySynthType.PRESS)
    Atspi.generate_keyboard_event(KEYS[key], None, Atspi.KeySynthType.SYM)
    if modifier is not None:
        Atspi.generate_keyboard_event(modifier, None, Atspi.KeySynthType.RELEASE)


def open_flows(program, pages="Pages", name="Drawing of the flows: Sankey"):
    program.show_page(PAGES.index("flows"), pages)
    page = program.page("flows")
    drawing(program, page, name)
    return page


def choose(program, within, name, index):
    """Opens the drop-down NAME and chooses its row INDEX, as a person does by the keyboard."""
    drop = program.get(name, Atspi.Role.COMBO_BOX, within)
    button = next(node for node in walk(drop) if role_of(node) in (Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON))
    button.get_action_iface().do_action(0)

    def rows():
        return [node for node in walk(drop) if role_of(node) == Atspi.Role.LIST_ITEM]

    wait("the focus in the list of " + name, lambda: any(is_focused(row) for row in rows()))
    press("Home")
    for at in range(index + 1):
        wait("row %d of %s" % (at, name), lambda: is_focused(rows()[at]))
        press("Down" if at < index else "Return")


def drawing(program, page, name="Drawing of the flows: Sankey"):
    return program.get(name, Atspi.Role.LIST, page)


def said(area):
    """The sentence of the thing in the drawing that has the keyboard."""
    return next((name_of(node) for node in walk(area) if role_of(node) == Atspi.Role.LIST_ITEM and is_focused(node)), None)


def step(program, page, area, key, pattern, modifier=None):
    """Presses KEY and waits for a sentence that fits PATTERN, said by the drawing and by the strip below it."""
    press(key, modifier)
    sentence = wait("a sentence like " + pattern, lambda: re.search(pattern, said(area) or "") and said(area))
    program.get(sentence, LABEL, page)
    return sentence


def focus_drawing(program, page, name="Drawing of the flows: Sankey"):
    """Tab comes to the drawing as to any other part of the page; where the machine is too slow to tell in time, on the next round."""
    area = drawing(program, page, name)
    for limit_s in (0.15, 0.5, 2):
        for _ in range(40):
            press("Tab")
            try:
                wait("the focus in the drawing", lambda: is_focused(area), limit_s)
                return area
            except Failure:
                continue
    raise Failure("Tab never came to the drawing")


def total(page):
    """What the strip says: how many flows are drawn."""
    for node in walk(page):
        found = re.fullmatch(r"(\d+) flows?, (.*) together", name_of(node)) if role_of(node) == LABEL else None
        if found:
            return int(found.group(1)), found.group(2)
    return None


def check_diagrams(folder):
    """Each kind of drawing is drawn of the same flows, each measure of its own."""
    program = Program(["--sample"])
    program.frame("Sample book")
    page = open_flows(program)
    accrued = wait("the total", lambda: total(page))
    for index in list(range(1, len(DIAGRAMS))) + [0]:
        choose(program, page, "Kind of drawing", index)
        drawing(program, page, "Drawing of the flows: " + DIAGRAMS[index])
    wait("the same total", lambda: total(page) == accrued)
    for index, measure in enumerate(("Paid", "Outstanding"), 1):
        choose(program, page, "What is drawn", index)
        program.get(measure + ", in", LABEL, page)
        wait("another total", lambda: total(page) not in (None, accrued))
    choose(program, page, "Years", 1)
    program.get("Outstanding, in 10,000 yuan rounded to 0.01, 20", LABEL, page)
    program.click("The year before", within=page)
    # Side by side the same two stand in the table once a year.
    choose(program, page, "Years", 2)
    program.get("by year", LABEL, page)
    table = program.get("Flows", Atspi.Role.TREE_TABLE, page)
    program.get("Year", within=table)
    program.end()


def check_filters(folder):
    """What is filtered is said, with a way back; what is too small becomes one, and totals stay."""
    program = Program(["--sample"])
    program.frame("Sample book")
    page = open_flows(program)
    everything = wait("the total", lambda: total(page))
    program.click("Show", within=page)
    choose(program, page, "Mechanism", 1)
    program.get("Only: Watershed", LABEL, page)
    wait("fewer flows", lambda: total(page) and total(page)[0] < everything[0])
    choose(program, page, "Regions drawn", 1)
    program.get("Only: Watershed · The 10 largest regions of each side", LABEL, page)
    watershed = total(page)[1]
    choose(program, page, "Middle column", 0)
    wait("the same amount", lambda: total(page) and total(page)[1] == watershed)
    press("Escape")
    program.click("Clear the filters", within=page)
    wait("all flows again", lambda: total(page) and total(page)[1] == everything[1])
    program.end()


def check_keys(folder):
    """Arrows walk and every step is said; Escape goes back, Enter opens the agreement."""
    program = Program(["--sample"])
    program.frame("Sample book")
    page = open_flows(program)
    area = focus_drawing(program, page)
    first = step(program, page, area, "Down", r"gives .* of all, \d+ flows?, 1 of \d+$")
    step(program, page, area, "Down", r"gives .*, 2 of \d+$")
    step(program, page, area, "Up", re.escape(first))
    step(program, page, area, "Right", r" → .*, .* yuan, .*% of what .* gives, .*agreement")
    step(program, page, area, "Right", r"receives .* of all")
    press("Escape")
    wait("the focus in the drawing", lambda: is_focused(area))
    wait("nothing lit", lambda: total(page))
    step(program, page, area, "Down", re.escape(first))
    step(program, page, area, "Right", r" → .*, 1 agreement$")
    press("Return")
    program.get("Agreements", LABEL)
    wait("the agreement", lambda: program.figure("Outstanding"))
    program.end()


def check_order(folder):
    """A region is moved by keys, as by dragging; that is taken back, and the program's order comes again."""
    program = Program(["--sample"])
    program.frame("Sample book")
    page = open_flows(program)
    area = focus_drawing(program, page)
    first = step(program, page, area, "Down", r"gives .*, 1 of \d+$")
    moved = first.replace(", 1 of ", ", 2 of ")
    step(program, page, area, "Down", re.escape(moved), ALT_KEY)
    step(program, page, area, "Down", re.escape(first.replace(", 1 of ", ", 3 of ")), ALT_KEY)
    program.click("Undo", last=True)
    wait("one move taken back", lambda: said(area) == moved or program.find(moved, LABEL, page))
    program.click("Undo", last=True)
    wait("both moves taken back", lambda: program.find(first, LABEL, page))
    program.end()


def check_table(folder):
    """The rows beside the drawing are its flows, the largest first; a row that is chosen is lit."""
    program = Program(["--sample"])
    program.frame("Sample book")
    page = open_flows(program)
    book = os.path.join(folder, "sample.hengping")
    geometry = os.path.join(folder, "flows.json")
    sample = os.path.join(os.path.dirname(os.path.dirname(COMMAND)), "data", "sample.hengping")
    with open(sample, "rb") as source, open(book, "wb") as copy:
        copy.write(source.read())
    subprocess.run([COMMAND, "flows", book, "--output", geometry], check=True, stdout=subprocess.DEVNULL)
    with open(geometry, encoding="utf-8") as file:
        flows = json.load(file)
    # A fund is called by its title in the window and by its name in the file.
    names = {node["id"]: node["name"] for node in flows["nodes"] if ":" not in node["id"]}
    largest = sorted(flows["links"], key=lambda link: -float(link["amount"]))
    wait("as many flows", lambda: total(page) and total(page)[0] == len(largest))
    table = next(node for node in walk(page) if name_of(node) == "Flows" and role_of(node) == Atspi.Role.TREE_TABLE)
    rows = [[name_of(cell) for cell in walk(row) if role_of(cell) == LABEL] for row in walk(table)
            if role_of(row) == Atspi.Role.TABLE_ROW][1:]
    if len(rows) < 8:
        raise Failure("the table has only %d rows" % len(rows))
    for row, link in list(zip(rows, largest))[:8]:
        expected = "{:,.2f}".format(float(link["amount"]) / 10000)
        if expected not in row or row[0] != names.get(link["from"], row[0]) or row[1] != names.get(link["to"], row[1]):
            raise Failure("%s is not %s" % (row, link))
    program.end()


def check_export(folder):
    program = Program(["--sample"])
    program.frame("Sample book")
    page = open_flows(program)
    wait("the flows", lambda: total(page))
    path = os.path.join(folder, "flows.svg")
    program.click("Export drawing…", last=True)
    program.save_as("Export the drawing as .pdf, .svg or .png", path)
    program.told("Wrote flows.svg.")
    with open(path, encoding="utf-8") as file:
        if "<svg" not in file.read(2000):
            raise Failure("the drawing is no SVG")
    program.end()


def check_empty(folder):
    """A book without flows says why there are none, and leads to where they come from."""
    path = os.path.join(folder, "empty.hengping")
    subprocess.run([COMMAND, "new", path], check=True, stdout=subprocess.DEVNULL)
    program = Program([path])
    program.frame("empty")
    program.show_page(PAGES.index("flows"))
    page = program.page("flows")
    program.get("Flows come from what is booked", LABEL, page)
    program.click("Go to the settlements", within=page)
    program.get("Settlements, as known today", LABEL)
    program.end()


def check_chinese(folder):
    program = Program(["--sample"], "zh_CN")
    program.get("流向", Atspi.Role.LIST_ITEM)
    page = open_flows(program, "页面", "资金流向图：桑基图")
    program.get("流量最大", LABEL, page)
    area = focus_drawing(program, page, "资金流向图：桑基图")
    step(program, page, area, "Down", r"支出 .*，占全部的 .*，\d+ 条流向，第 1 位，共 \d+ 位$")
    program.end()


sys.exit(run((check_diagrams, check_filters, check_keys, check_order, check_table, check_export, check_empty, check_chinese)))
