# SPDX-License-Identifier: GPL-3.0-or-later
"""How the checks use the program: as a person with a screen reader would, by roles and names, never by pixels, waiting for what must come."""
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
# Long enough for a busy machine: what comes at once is waited for no longer than it takes.
LIMIT_S = 40
# The last point of the display that run-window makes, where no window is.
CORNER_PX = (1279, 1023)
# In the order of the sidebar.
PAGES = ("overview", "agreements", "data", "settlements", "balances", "flows")
# What other parts of a bare session say; everything else on standard error is a fault.
NOISE = re.compile(r"portal|dbind|at-spi|AT-SPI|dconf|Vulkan|MESA|libEGL|recently-used|Fontconfig", re.I)


class Failure(Exception):
    pass


# The program that runs, whose window is described when a check fails.
running = None


def walk(node):
    yield node
    try:
        count = node.get_child_count()
    except Exception:
        return
    # Of a long table the first rows do: everything read costs a message on the bus.
    for index in range(count if count <= 80 else 10):
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


def is_focused(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def wait(what, condition, limit_s=LIMIT_S):
    end = time.monotonic() + limit_s
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
        self.parts = {}
        self.alert = None
        # A display begins with the pointer in its middle: what happens to be drawn below it would be lit, or not, as the machine is slow or fast.
        Atspi.generate_mouse_event(*CORNER_PX, "abs")
        self.process = subprocess.Popen([PROGRAM, *arguments], env=environment, stderr=self.log)
        global running
        running = self
        self.root = None
        self.root = wait("the program on the accessibility bus", self.find_application)

    def page(self, name):
        """What is on the page NAME, so that not everything else has to be read. GTK names what has no name by its type."""
        return self.part("Heng%sPage" % name.capitalize(), None)

    def part(self, name, role):
        if name not in self.parts:
            found = next((node for node in walk(self.root) if (role is None or role_of(node) == role) and name in name_of(node)), None)
            if found is None:
                return self.root
            self.parts[name] = found
        return self.parts[name]

    def told(self, text):
        """Waits for what the strip at the foot says."""
        strip = self.part("", Atspi.Role.ALERT) if self.alert is None else self.alert
        self.alert = None if strip == self.root else strip
        return self.get(text, Atspi.Role.LABEL, strip)

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

    def click(self, name, role=Atspi.Role.PUSH_BUTTON, within=None, last=False):
        """Presses the first button of NAME, or the LAST: pages that are not on screen are on the bus as well, the header bar comes last."""
        def button():
            found = None
            for node in walk(within or self.root):
                if (name in name_of(node) and role_of(node) == role and node.get_action_iface() is not None and
                        node.get_action_iface().get_n_actions() > 0 and
                        node.get_state_set().contains(Atspi.StateType.SENSITIVE)):
                    found = node
                    if not last:
                        break
            return found

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

    def choose_file(self, title, accept, path):
        """Names a file in a dialog that opens one: a slash brings up the place to write its path in."""
        dialog = self.frame(title)

        def entry():
            return next((node for node in walk(dialog) if node.get_editable_text_iface() is not None), None)

        for _ in range(5):
            Atspi.generate_keyboard_event(ord("/"), None, Atspi.KeySynthType.SYM)
            try:
                wait("a place for the path", entry, 1)
                break
            except Failure:
                continue
        wait("a place for the path", entry).get_editable_text_iface().set_text_contents(path)
        self.click(accept, within=dialog)
        self.gone(title)

    def save_as(self, title, path):
        dialog = self.frame(title)

        def entry():
            return next((node for node in walk(dialog) if node.get_editable_text_iface() is not None), None)

        wait("the file's name", entry).get_editable_text_iface().set_text_contents(path)
        self.click("Export", within=dialog)
        wait("the file " + path, lambda: os.path.exists(path) and os.path.getsize(path) > 0)

    def show_tab(self, name, within=None):
        """Chooses the tab NAME of a row of tabs."""
        tab = self.get(name, Atspi.Role.PAGE_TAB, within)
        tab.get_parent().get_selection_iface().select_child(tab.get_index_in_parent())

    def has(self, text, within=None):
        return any(text in name_of(node) for node in walk(within or self.root) if role_of(node) == Atspi.Role.LABEL)

    def show_page(self, index, pages="Pages"):
        self.get(pages, Atspi.Role.LIST).get_selection_iface().select_child(index)

    def figure(self, caption):
        """The figure under CAPTION in the detail of an agreement, which stands behind that of the overview."""
        found = [name_of(node) for node in walk(self.root) if role_of(node) == Atspi.Role.PANEL and
                 re.match(caption + r" [−–\d]", name_of(node))]
        return found[-1] if found else None

    def describe(self):
        """What the windows say, so that a failure on another machine can be understood: GTK 4.8 does not tell which page is in front."""
        for index in range(self.root.get_child_count() if self.root is not None else 0):
            print("  window: " + name_of(self.root.get_child_at_index(index)))
        for name, part in self.parts.items():
            nodes = list(walk(part))
            print("  %s: %s" % (name, " | ".join(name_of(node) for node in nodes if role_of(node) == Atspi.Role.LABEL)))
            print("  focus: %s" % [name_of(node) for node in nodes if is_focused(node)])
        self.log.seek(0)
        print("".join("  standard error: " + line for line in self.log), end="")

    def end(self):
        self.process.terminate()
        self.process.wait(LIMIT_S)
        self.log.seek(0)
        faults = [line for line in self.log if re.search("WARNING|CRITICAL|ERROR", line) and not NOISE.search(line)]
        if faults:
            raise Failure("said on standard error: " + "".join(faults))


def run(checks):
    """Runs each of CHECKS with a folder for its files. Returns: the exit status"""
    with tempfile.TemporaryDirectory() as folder:
        for check in checks:
            begin = time.monotonic()
            try:
                check(folder)
            except Failure as failure:
                print("%s: %s" % (check.__name__, failure))
                if running is not None:
                    running.describe()
                return 1
            print("%s: ok, %.1f s" % (check.__name__, time.monotonic() - begin), flush=True)
    return 0
