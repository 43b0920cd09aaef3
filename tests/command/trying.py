# SPDX-License-Identifier: GPL-3.0-or-later
"""What checks of hengping-cli share: they are called with PROGRAM and mostly SAMPLE_FOLDER, and are TAP producers. Most are cases; some
ask for many things that come of one long story, and tell their answers at the end."""
import concurrent.futures
import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
SAMPLE = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None
CASES = []
CRASH = re.compile(r"CRITICAL|WARNING \*\*|AddressSanitizer|runtime error|assertion|LeakSanitizer|Segmentation")


def case(function):
    CASES.append(function)
    return function


class Wrong(Exception):
    pass


class Skipped(Exception):
    """What a case cannot be tried without."""


def expect(condition, *words):
    if not condition:
        raise Wrong(" ".join(str(word) for word in words))


def run(*arguments, status=0, env=None, stdin=None):
    """Runs the program; a crash, a warning or another status than expected is wrong in every case."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", "HENGPING_BACKUPS": "0", **(env or {})}
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, env=environment, timeout=300, input=stdin)
    out, err = done.stdout.decode(), done.stderr.decode()
    expect(done.returncode >= 0 and not CRASH.search(err), "crashed", done.returncode, arguments, err[-2000:])
    expect(done.returncode == status, "status", done.returncode, "instead of", status, arguments, err or out)
    if status != 0:
        sentence = "".join(line for line in err.splitlines(keepends=True) if not line.startswith("hengping-cli: Note: "))
        expect(sentence.startswith("hengping-cli: ") and sentence.count("\n") == 1, "no single sentence:", repr(err))
    return out, err


def run_json(*arguments, **options):
    return json.loads(run(*arguments, "--format", "json", **options)[0])


def sample_files():
    """All that makes the sample book."""
    folder = os.path.join(SAMPLE, "agreements")
    return [*sorted(os.path.join(folder, name) for name in os.listdir(folder)),
            *[os.path.join(SAMPLE, name + ".csv") for name in ("regions", "observations", "payments", "openings")]]


def write(folder, name, content):
    """Writes bytes or text as it is. Returns: the path"""
    path = os.path.join(folder, name)
    with open(path, "wb") as stream:
        stream.write(content if isinstance(content, bytes) else content.encode())
    return path


class Folder:
    """A folder with a book, and shorthands for what is done to it."""

    def __init__(self, sample=False):
        self.path = tempfile.mkdtemp(prefix="hengping-command-")
        self.book = os.path.join(self.path, "账本 1.hengping")
        run("new", self.book, "--as", "checker")
        if sample:
            self.fill()

    def fill(self):
        run("import", self.book, *sample_files())

    def write(self, name, content):
        return write(self.path, name, content)

    def head(self):
        with sqlite3.connect(self.book) as connection:
            found = connection.execute("SELECT count, hash FROM head").fetchone()
        connection.close()
        return found

    def fails(self, *arguments, status=1, file=None, line=None, words=()):
        """An error with its sentence, after which the book is what it was."""
        before = self.head()
        out, err = run(*arguments, status=status)
        expect(out == "", "output with an error:", out)
        expect(self.head() == before, "the book was changed by", arguments)
        if file is not None:
            place = f"hengping-cli: {file}:" + (f"{line}:" if line is not None else "")
            expect(err.startswith(place), "expected", place, "in", err)
        for word in words:
            expect(word in err, "expected", repr(word), "in", err)
        return err

    def remove(self):
        shutil.rmtree(self.path)


DOCUMENT = {
    "hengping": "agreement/1", "code": "T-1", "title": {"zh": "试验协议", "en": "A trial"}, "mechanism": "watershed",
    "parties": [{"name": "Up", "region": "410000", "role": "protector"},
                {"name": "Down", "region": "370000", "role": "beneficiary"}],
    "from": "2020-01-01", "to": "2022-12-31", "assessed": "year",
    "indicators": [{"name": "q", "observed": "year"}],
    "rules": ["Down pays Up 100 * q"],
}


def document(**changes):
    return json.dumps({**DOCUMENT, **changes}, ensure_ascii=False, indent=1)


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def attempt(function, *arguments):
    """Returns: what went wrong, or a Skipped, or None."""
    try:
        function(*arguments)
    except Skipped as skipped:
        return skipped
    except Exception as wrong:
        return f"{type(wrong).__name__}: {wrong}"
    return None


def main(*arguments, at_once=1):
    """Runs every case with @arguments, so many at once, and tells of them in the order they are written in."""
    print(f"1..{len(CASES)}", flush=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=at_once) as pool:
        for number, (function, wrong) in enumerate(zip(CASES, pool.map(lambda one: attempt(one, *arguments), CASES)), 1):
            if isinstance(wrong, Skipped):
                print(f"ok {number} {function.__name__} # SKIP {wrong}", flush=True)
                continue
            print(f"{'ok' if wrong is None else 'not ok'} {number} {function.__name__}")
            for line in wrong.split("\n") if wrong is not None else []:
                print("# " + line[:1500])
            failed += wrong is not None
            sys.stdout.flush()
    return 1 if failed else 0


def tell(results):
    """Tells of answers, each with its title."""
    print(f"1..{len(results)}")
    for number, (title, right) in enumerate(results, 1):
        print(f"{'ok' if right else 'not ok'} {number} - {title}")
    return 0 if all(right for _, right in results) else 1
