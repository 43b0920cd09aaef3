#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may befall a book's file, and what the window says and offers then: older formats, programs that were killed, changed bytes; verifying, heads,
backups, rescuing and exporting."""
import gzip
import os
import shutil
import sqlite3
import subprocess
import sys

from desktop import COMMAND, Atspi, Failure, Program, role_of, run, walk, wait

LABEL = Atspi.Role.LABEL
SAMPLE = os.path.join(os.path.dirname(COMMAND), "..", "data", "sample.hengping")
OLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "ledger", "schema-1.hengping.gz")
PAYMENT = ("--agreement", "DL-1", "--from", "Jiangsu", "--to", "Inner_Mongolia", "--amount", "100", "--date", "2025-03-01")


def command(*arguments):
    result = subprocess.run([COMMAND, *arguments], check=True, capture_output=True, text=True, env=dict(os.environ, HENGPING_BACKUPS="0"))
    return result.stdout


def copy_sample(folder, name):
    path = os.path.join(folder, name)
    shutil.copyfile(SAMPLE, path)
    return path


def open_state(program):
    """The dialog of the book's state, from the head that the overview shows."""
    program.click("Head ")
    return program.frame("State of the book")


def accept(program, title, button, path):
    """Names the file of a dialog that saves one, and presses its button."""
    dialog = program.frame(title)
    entry = wait("the file's name", lambda: next((node for node in walk(dialog) if node.get_editable_text_iface() is not None), None))
    entry.get_editable_text_iface().set_text_contents(path)
    program.click(button, within=dialog, last=True)
    program.gone(title)


def is_sensitive(program, name):
    return program.get(name, Atspi.Role.PUSH_BUTTON).get_state_set().contains(Atspi.StateType.SENSITIVE)


def check_older(folder):
    """Brought to today's format, with a copy kept."""
    path = os.path.join(folder, "older.hengping")
    with gzip.open(OLDER) as packed, open(path, "wb") as file:
        shutil.copyfileobj(packed, file)
    program = Program([path])
    program.frame("older")
    program.told("The book was of an older format and has today’s now.")
    program.end()
    if not os.path.exists(path + ".before-2"):
        raise Failure("no copy was kept")


def check_killed(folder):
    """What was written last stands in the log beside the book; it is there after opening."""
    path = copy_sample(folder, "whole.hengping")
    left = os.path.join(folder, "left.hengping")
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT count FROM head").fetchall()
    command("pay", path, *PAYMENT)
    for ending in ("", "-wal"):
        shutil.copyfile(path + ending, left + ending)
    reader.close()
    program = Program([left])
    program.frame("left")
    program.get("No. 272", LABEL)
    program.end()


def check_kept_wrong(folder):
    """The window says why nothing can be written, finds what is wrong, and computes it anew."""
    path = copy_sample(folder, "kept.hengping")
    with sqlite3.connect(path) as book:
        book.execute("UPDATE kept SET accrued = accrued + 100 WHERE axis = 2")
    program = Program([path])
    program.frame("kept")
    program.get("Read only: a balance that the book keeps does not match its entries.", LABEL)
    if is_sensitive(program, "Import…"):
        raise Failure("a book that is only read can be imported into")
    program.click("Verify…")
    dialog = program.frame("State of the book")
    program.click("Verify", within=dialog, last=True)
    program.get("Every fact is as it was recorded, but", LABEL, dialog)
    report = os.path.join(folder, "kept.txt")
    program.click("Save report", within=dialog)
    accept(program, "Save the report", "Save", report)
    program.get("Wrote kept.txt", LABEL, dialog)
    with open(report, encoding="utf-8") as file:
        text = file.read()
    for words in (path, "Head: 55:", "but its entries make"):
        if words not in text:
            raise Failure("the report does not say " + words)
    program.click("Compute the balances anew", within=dialog)
    program.gone("State of the book")
    program.told("The balances that the book keeps were computed anew from its entries.")
    wait("a book that can be written", lambda: is_sensitive(program, "Import…"))
    program.end()
    command("verify", path)


def check_heads(folder):
    """A head from paper is compared with the book."""
    path = copy_sample(folder, "heads.hengping")
    head = command("verify", path).split()[-1]
    command("pay", path, *PAYMENT)
    program = Program([path])
    program.frame("heads")
    dialog = open_state(program)
    program.get("56:", LABEL, dialog)
    for text, words in ((head[:19], "The book once had the head " + head[:19]),
                        ("55:0123456789abcdef", "The head 55:0123456789abcdef is none that this book ever had.")):
        program.type("Head on a page", text, dialog)
        program.click("Verify", within=dialog, last=True)
        program.get(words, LABEL, dialog)
    program.type("Head on a page", "55", dialog)
    program.get("A head is a count, a colon", LABEL, dialog)
    program.end()


def check_backups(folder):
    """The newest backup is put in the book's place, and then elsewhere."""
    path = copy_sample(folder, "backed.hengping")
    program = Program([path])
    program.frame("backed")
    wait("an automatic backup", lambda: os.listdir(path + ".backups"))
    command("pay", path, *PAYMENT)
    program.get("No. 272", LABEL)
    program.click("Main menu")
    program.click("Restore from a backup", Atspi.Role.MENU_ITEM)
    dialog = program.frame("Restore from a backup")
    program.get("just now", LABEL, dialog)
    Atspi.generate_keyboard_event(0xff0d, None, Atspi.KeySynthType.SYM)
    program.get("Facts that only the present book has: 1", LABEL, dialog)
    program.click("Restore as a new book", within=dialog)
    accept(program, "Restore as a new book", "Restore", os.path.join(folder, "apart.hengping"))
    program.frame("apart")
    program.told("Restored as a new book.")
    program.end()
    if "56 facts" not in command("verify", path):
        raise Failure("the book was touched")


def check_rescue(folder):
    """What a spoilt file still holds is saved into another, with a report."""
    path = copy_sample(folder, "short.hengping")
    os.truncate(path, os.path.getsize(path) * 2 // 3)
    program = Program([path])
    program.told("short.hengping: The book is damaged")
    program.click("Restore or rescue…")
    dialog = program.frame("Restore from a backup")
    program.click("Rescue into a new book…", within=dialog)
    accept(program, "Rescue into a new book", "Rescue", os.path.join(folder, "rescued.hengping"))
    program.frame("rescued")
    program.get("Old book: “short.hengping”", LABEL, dialog)
    program.click("Save report", within=dialog)
    accept(program, "Save the report", "Save", os.path.join(folder, "rescue.txt"))
    program.get("Wrote rescue.txt", LABEL, dialog)
    program.end()


def check_export(folder):
    """The journal, with the head on top."""
    path = copy_sample(folder, "exported.hengping")
    journal = os.path.join(folder, "exported.journal")
    program = Program([path])
    program.frame("exported")
    program.click("Main menu")
    program.click("Export the book", Atspi.Role.MENU_ITEM)
    program.click("Journal for hledger", Atspi.Role.MENU_ITEM)
    accept(program, "Export the journal", "Export", journal)
    program.told("Wrote exported.journal, head 55:")
    program.end()
    with open(journal, encoding="utf-8") as file:
        if not file.readline().startswith("; Hengping, head 55:"):
            raise Failure("the journal does not state the head")


sys.exit(run((check_older, check_killed, check_kept_wrong, check_heads, check_backups, check_rescue, check_export)))
