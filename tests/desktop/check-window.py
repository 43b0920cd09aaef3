#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settles, pays, exports and imports in the running program."""
import os
import subprocess
import sys

from desktop import COMMAND, PAGES, Atspi, Failure, Program, name_of, role_of, run, wait, walk


def check_sample(folder):
    program = Program(["--sample"])
    program.frame("Sample book")
    program.get("Largest outstanding", Atspi.Role.LABEL)

    program.show_page(PAGES.index("agreements"))
    program.type("Search the agreements", "DL-1")
    program.get("Power, contract for difference", Atspi.Role.LABEL)
    wait("the agreement", lambda: any("DL-1" in name_of(n) for n in walk(program.root) if role_of(n) == Atspi.Role.LABEL))
    before = wait("its figures", lambda: program.figure("Outstanding"))

    program.click("Settle…", last=True)
    dialog = program.frame("Settle")
    program.get("owes Inner Mongolia", Atspi.Role.LABEL, dialog)
    program.get("rule 4", None, dialog)
    program.click("Book 1 entry", within=dialog)
    program.get("Settled DL-1", Atspi.Role.LABEL)
    wait("another outstanding amount", lambda: program.figure("Outstanding") not in (None, before))

    paid = program.figure("Paid")
    program.click("Record payment")
    dialog = program.frame("Record a payment")
    program.type("Amount", "abc", dialog)
    wait("the refusal of abc", lambda: not program.get("Record payment", Atspi.Role.PUSH_BUTTON, dialog)
         .get_state_set().contains(Atspi.StateType.SENSITIVE))
    wait("a sentence about abc", lambda: any("abc" in name_of(n) for n in walk(dialog) if role_of(n) == Atspi.Role.LABEL))
    program.type("Amount", "100万", dialog)
    program.click("Record payment", within=dialog)
    program.gone("Record a payment")
    wait("another paid amount", lambda: program.figure("Paid") not in (None, paid))

    after = program.figure("Paid")
    program.click("Undo")
    wait("the payment taken back", lambda: program.figure("Paid") not in (None, after))

    check_export(program, os.path.join(folder, "summary.pdf"))
    for page in range(len(PAGES)):
        program.show_page(page)
    program.end()


def check_export(program, path):
    program.click("More for this agreement")
    program.click("Export summary", Atspi.Role.MENU_ITEM)
    program.save_as("Export as PDF", path)
    program.get("Wrote summary.pdf", Atspi.Role.LABEL)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    for word in ("DL-1", "Inner Mongolia", "Jiangsu"):
        if word not in text:
            raise Failure("the PDF does not say " + word)


def check_statement(folder):
    """The statement of a settled period, from the button in its row."""
    program = Program(["--sample"])
    program.frame("Sample book")
    program.show_page(PAGES.index("agreements"))
    program.type("Search the agreements", "DL-1")
    program.get("Power, contract for difference", Atspi.Role.LABEL)
    program.show_tab("Settlements", program.page("agreements"))
    program.click("Export statement of Q4 2024")
    path = os.path.join(folder, "statement.pdf")
    program.save_as("Export as PDF", path)
    program.get("Wrote statement.pdf", Atspi.Role.LABEL)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    if "639,302.83" not in text:
        raise Failure("the statement does not say what is owed")
    program.end()


def check_import_again(folder):
    """A file that was imported before is refused, and taken when that is meant."""
    table = os.path.join(folder, "payments.csv")
    with open(table, "w", encoding="utf-8") as file:
        file.write("agreement,from,to,amount,date\nDL-1,Jiangsu,Inner_Mongolia,1000000,2025-03-01\n")
    program = Program(["--sample"])
    program.frame("Sample book")
    for told in ("Imported 1 payment", "was imported before: payments.csv"):
        program.click("Import…", last=True)
        program.choose_file("Import documents and tables", "Import", table)
        program.get(told, Atspi.Role.LABEL)
    program.click("Import again")
    program.get("No. 273", Atspi.Role.LABEL)
    program.end()


def check_damaged(folder):
    path = os.path.join(folder, "broken.hengping")
    with open(path, "wb") as file:
        file.write(b"SQLite format 3\0" + os.urandom(20000))
    program = Program([path])
    program.get("broken.hengping", Atspi.Role.LABEL)
    # The window is still of use.
    program.click("Open the sample book")
    program.frame("Sample book")
    program.end()


def check_empty(folder):
    path = os.path.join(folder, "empty.hengping")
    subprocess.run([COMMAND, "new", path], check=True, stdout=subprocess.DEVNULL)
    program = Program([path])
    program.frame("empty")
    program.get("This book is empty", Atspi.Role.LABEL)
    program.end()


def check_chinese(folder):
    program = Program(["--sample"], "zh_CN")
    program.get("概览", Atspi.Role.LIST_ITEM)
    program.get("协议", Atspi.Role.LIST_ITEM)
    program.get("黑龙江", Atspi.Role.LABEL)
    program.end()


sys.exit(run((check_sample, check_statement, check_import_again, check_damaged, check_empty, check_chinese)))
