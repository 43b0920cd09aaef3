# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripts of this folder share: a small synthetic book, and how a program is called that may fail."""
import atexit
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import threading

ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
CRASH = re.compile(r"CRITICAL|WARNING \*\*|AddressSanitizer|runtime error|LeakSanitizer|Segmentation|Bail out")
AGREEMENT = {
    "hengping": "agreement/1", "code": "T-1", "title": {"zh": "协议（合成）"}, "mechanism": "watershed",
    "parties": [{"name": "Down", "region": "370000", "role": "beneficiary"}, {"name": "Up", "region": "410000", "role": "protector"},
                {"name": "Side", "region": "330000", "role": "partner"}, {"name": "Fund", "role": "pool"}],
    "from": "2015-01-01", "to": "2023-12-31", "assessed": "year",
    "indicators": [{"name": "q", "observed": "year"}, {"name": "t", "observed": "month", "aggregate": "sum"}],
    "rules": ["Down pays Up 100 * q", "Side pays Fund 7.5 * t"],
}


class Wrong(Exception):
    pass


class Skip(Exception):
    pass


def run_cases(cases):
    """Runs functions as a TAP producer. Returns: the exit status."""
    wrong = 0
    print(f"1..{len(cases)}")
    for number, function in enumerate(cases, 1):
        title = function.__name__.replace("_", " ")
        try:
            function()
            print(f"ok {number} {title}", flush=True)
        except Skip as reason:
            print(f"ok {number} {title} # SKIP {reason}", flush=True)
        except Wrong as error:
            wrong += 1
            print("#", str(error).replace("\n", "\n# ")[:2000])
            print(f"not ok {number} {title}", flush=True)
    return 1 if wrong else 0


def pay_words(path, amount="5"):
    return "pay", path, "--agreement", "T-1", "--from", "Down", "--to", "Up", "--amount", amount, "--date", "2023-03-01"


def expect(condition, *words):
    if not condition:
        raise Wrong(" ".join(str(word) for word in words))


class Server:
    """The program as serve-calls gives it: one for each thread, in a folder for what calls say."""

    def __init__(self, program):
        self.folder = make_folder()
        atexit.register(shutil.rmtree, self.folder, True)
        self.child = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT)

    def run(self, arguments):
        paths = [os.path.join(self.folder, name) for name in ("out", "err")]
        self.child.stdin.write(b"".join(os.fsencode(word) + b"\1" for word in (*paths, *arguments)) + b"\n")
        self.child.stdin.flush()
        status = int(self.child.stdout.readline())
        texts = []
        for path in paths:
            with open(path, "rb") as stream:
                texts.append(stream.read())
        return status, *texts


SERVERS = threading.local()


def start(program, arguments, timeout):
    if os.path.basename(program) != "serve-calls":
        done = subprocess.run([program, *arguments], capture_output=True, env=ENVIRONMENT, timeout=timeout)
        return done.returncode, done.stdout, done.stderr
    if not hasattr(SERVERS, "server"):
        SERVERS.server = Server(program)
    return SERVERS.server.run(arguments)


def call(program, *arguments, timeout=300):
    """Runs the program. Returns: exit status, standard output, standard error. A crash is wrong in every case."""
    status, out, err = start(program, [str(word) for word in arguments], timeout)
    out, err = out.decode(errors="replace"), err.decode(errors="replace")
    expect(status in (0, 1, 2, 3) and not CRASH.search(err), "crashed:", status, arguments, err[-2000:])
    if status != 0:
        last = err.rstrip("\n").split("\n")[-1]
        expect(last.startswith("hengping-cli: ") and len(last) > 30, "no sentence:", repr(err[-500:]))
    return status, out, err


def do(program, *arguments):
    """The same where nothing may fail. Returns: standard output."""
    status, out, err = call(program, *arguments)
    expect(status == 0, "status", status, arguments, err)
    return out


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as stream:
        stream.write(text)
    return path


def make_book(program, folder, name="book 账.hengping"):
    """A book with an agreement, observations, runs, payments and a reversal. Returns: its path."""
    path = os.path.join(folder, name)
    document = write(os.path.join(folder, "t-1.json"), json.dumps(AGREEMENT))
    rows = "".join(f"T-1,q,{year},{year % 7 + 2}.5,station\n" for year in range(2015, 2022))
    rows += "".join(f"T-1,t,{year}-{month:02},{month}.25,own\n" for year in range(2015, 2020) for month in range(1, 13))
    table = write(os.path.join(folder, "first.csv"), "agreement,indicator,period,value,source\n" + rows)
    do(program, "new", path)
    do(program, "import", path, document, table)
    do(program, "settle", path, "--post", "--date", "2023-06-01")
    for amount in (12, 34.56, 700):
        do(program, "pay", path, "--agreement", "T-1", "--from", "Down", "--to", "Up", "--amount", amount, "--date", "2022-03-01")
    do(program, "reverse", path, "7", "--reason", "twice")
    return path


def read_facts(path):
    """The log as it stands, each fact as (kind, rows, digest of the rows); read around the program."""
    handle = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return handle.execute("SELECT kind, n_rows, rows_digest, hash FROM fact ORDER BY number").fetchall()
    finally:
        handle.close()


def copy_book(path, target):
    """The book's files as they are, while nobody has it open."""
    for ending in ("", "-wal"):
        if os.path.exists(path + ending):
            shutil.copyfile(path + ending, target + ending)
        elif os.path.exists(target + ending):
            os.remove(target + ending)
    if os.path.exists(target + "-shm"):
        os.remove(target + "-shm")


def remove_book(path):
    for ending in ("", "-wal", "-shm", "-journal"):
        if os.path.exists(path + ending):
            os.remove(path + ending)


def make_folder():
    return tempfile.mkdtemp(prefix="hengping-faults-")
