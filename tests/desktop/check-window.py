#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses the program as a person with a screen reader would: by roles and names, never by pixels, waiting for what must come."""
import os
import re
import subprocess
import sys
import tempfile
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

# Debian 12's bindings warn of their only names for interfaces.
warnings.simplefilter("ignore", DeprecationWarning)

PROGRAM, COMMAND = sys.argv[1:3]
LIMIT_S = 12
# What other parts of a bare session say; everything else on standard error is a fault.
NOISE = re.compile(r"portal|dbind|at-spi|AT-SPI|dconf|Vulkan|MESA|libEGL|recently-used|Fontconfig", re.I)


class Failure(Exception):
    pass


def walk(node):
    yield node
    try:
        count = node.get_child_count()
    except Exception:
        return
    # Of a long table the first rows do: everything read costs a message on the bus.
    for index in range(min(count, 30)):
        try:
            child = node.get_child_at_index(index)
        except Exception:
            child = None
        if child is not None:
            yield from walk(child)


def name_of(node):
    try:
        # GTK 4.8 names a button by its label with and without the mnemonic, joined.
        return (node.get_name() or "").replace("_", "")
    except Exception:
        return ""


def role_of(node):
    try:
        return node.get_role()
    except Exception:
        return None


def wait(what, condition):
    end = time.monotonic() + LIMIT_S
    while time.monotonic() < end:
        try:
            found = condition()
        except Exception:
            found = None
        if found:
            return found
        time.sleep(0.05)
    raise Failure("never came: " + what)


class Program:
    """A running program and the window it shows."""

    def __init__(self, arguments, language=""):
        environment = dict(os.environ, LANGUAGE=language)
        self.log = tempfile.TemporaryFile(mode="w+")
        self.process = subprocess.Popen([PROGRAM, *arguments], env=environment, stderr=self.log)
        self.root = wait("the program on the accessibility bus", self.find_application)

    def find_application(self):
        if self.process.poll() is not None:
            raise Failure("the program ended with %d" % self.process.returncode)
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application is not None and application.get_process_id() == self.process.pid and application.get_child_count() > 0:
                return application
        return None

    def find(self, name, role=None, within=None):
        for node in walk(within or self.root):
            if name in name_of(node) and (role is None or role_of(node) == role):
                return node
        return None

    def get(self, name, role=None, within=None):
        return wait("%s %s" % (role.value_nick if role else "", name), lambda: self.find(name, role, within))

    def frame(self, name):
        return wait("the window " + name, lambda: next(
            (node for node in (self.root.get_child_at_index(i) for i in range(self.root.get_child_count()))
             if node is not None and name in name_of(node)), None))

    def gone(self, name):
        wait("the end of the window " + name, lambda: not any(
            name in name_of(self.root.get_child_at_index(i)) for i in range(self.root.get_child_count())))

    def click(self, name, role=Atspi.Role.PUSH_BUTTON, within=None):
        def button():
            for node in walk(within or self.root):
                if (name in name_of(node) and role_of(node) == role and node.get_action_iface() is not None and
                        node.get_action_iface().get_n_actions() > 0 and
                        node.get_state_set().contains(Atspi.StateType.SENSITIVE)):
                    return node
            return None

        wait("a button %s that can be pressed" % name, button).get_action_iface().do_action(0)

    def type(self, name, text, within=None):
        def entry():
            for named in walk(within or self.root):
                # The field itself bears the name; its label, which does as well, has nothing to write in.
                if name in name_of(named) and role_of(named) != Atspi.Role.FRAME:
                    for node in walk(named):
                        if node.get_editable_text_iface() is not None:
                            return node
            return None

        wait("a place to write in " + name, entry).get_editable_text_iface().set_text_contents(text)

    def show_page(self, index, pages="Pages"):
        self.get(pages, Atspi.Role.LIST).get_selection_iface().select_child(index)

    def figure(self, caption):
        """The figure under CAPTION in the detail of an agreement, which stands behind that of the overview."""
        found = [name_of(node) for node in walk(self.root) if role_of(node) == Atspi.Role.PANEL and
                 re.match(caption + r" [−–\d]", name_of(node))]
        return found[-1] if found else None

    def end(self):
        self.process.terminate()
        self.process.wait(LIMIT_S)
        self.log.seek(0)
        faults = [line for line in self.log if re.search("WARNING|CRITICAL|ERROR", line) and not NOISE.search(line)]
        if faults:
            raise Failure("said on standard error: " + "".join(faults))


def check_sample(folder):
    program = Program(["--sample"])
    program.frame("Sample book")
    program.get("Largest outstanding", Atspi.Role.LABEL)

    program.show_page(1)
    program.type("Search the agreements", "DL-1")
    program.get("Power, contract for difference", Atspi.Role.LABEL)
    wait("the agreement", lambda: any("DL-1" in name_of(n) for n in walk(program.root) if role_of(n) == Atspi.Role.LABEL))
    before = wait("its figures", lambda: program.figure("Outstanding"))

    program.click("Settle…")
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
    for page in (2, 3, 0):
        program.show_page(page)
    program.end()


def check_export(program, path):
    program.click("More for this agreement")
    program.click("Export summary", Atspi.Role.MENU_ITEM)
    dialog = program.frame("Export as PDF")

    def name_entry():
        return next((n for n in walk(dialog) if n.get_editable_text_iface() is not None), None)

    wait("the file's name", name_entry).get_editable_text_iface().set_text_contents(path)
    program.click("Export", within=dialog)
    wait("the file", lambda: os.path.exists(path) and os.path.getsize(path) > 0)
    program.get("Wrote summary.pdf", Atspi.Role.LABEL)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    for word in ("DL-1", "Inner Mongolia", "Jiangsu"):
        if word not in text:
            raise Failure("the PDF does not say " + word)


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


def main():
    with tempfile.TemporaryDirectory() as folder:
        for check in (check_sample, check_damaged, check_empty, check_chinese):
            begin = time.monotonic()
            try:
                check(folder)
            except Failure as failure:
                print("%s: %s" % (check.__name__, failure))
                return 1
            print("%s: ok, %.1f s" % (check.__name__, time.monotonic() - begin), flush=True)
    return 0


sys.exit(main())
