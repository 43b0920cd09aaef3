#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same actions at the same time give the same bytes, wherever and however the program is run.

Usage: check-determinism.py FIXED_CLOCK_PROGRAM SAMPLE_FOLDER [OTHER_BUILD'S_FIXED_CLOCK_PROGRAM | --kept], as a TAP producer. A book is made from
nothing and everything is put out in each surrounding: time zones on both sides of the date line, locales, a umask, another folder, another
order of the environment, other leftovers in memory. With --kept it is put out with all figures computed from entries alone instead. With
KEEP in the environment the folder of the files stays.
"""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile

from trying import PROGRAM, sample_files, tell

# 2024-12-31 16:30 UTC: the new year has come to Shanghai and Apia, but neither to London nor to Los Angeles.
START_MS = 1735662600000
STEP_MS = 61001
OF = ("--agreement", "HHYL-1", "--period", "2021")
DIAGRAMS = ("sankey", "network", "chord", "matrix", "map", "odmap")

# What is done, in this order; "%" is the folder of the sample.
ACTIONS = [
    ["import", "%"],
    ["settle", "--date", "2024-12-31", "--post"],
    ["issue", *OF, "--document", "函〔2022〕1号"],
    ["confirm", *OF, "--party", "Henan"],
    ["dispute", *OF, "--party", "Shandong", "--line", "Shandong>Henan=5000万", "--reason", "COD"],
    ["pay", "--agreement", "HHYL-1", "--from", "Shandong", "--to", "Henan", "--amount", "123.45", "--date", "2024-03-10", "--period", "2021"],
    ["pay", "--agreement", "CSH-1", "--from", "Yunnan", "--to", "Guizhou", "--amount", "9", "--date", "2019-02-01"],
    ["reverse", "3", "--reason", "booked by mistake"],
    ["override", "--agreement", "HHYL-1", "--period", "2020", "--pay", "Shandong>Henan=5000万", "--reason", "agreed", "--document", "1号"],
    # Without a date: today's.
    ["settle", "--post"],
    ["close", "--until", "2023-12-31", "--reason", "audited"],
]

# What is compared: the name of a file, and the words of the call behind the book; "%" is the file to be written, else standard output.
OUTPUTS = [
    *[(f"export-{form}", ["export", "--format", form, "--output", "%"]) for form in ("hledger", "beancount", "csv", "json")],
    *[(f"export-{form}-out", ["export", "--format", form]) for form in ("hledger", "beancount", "csv", "json")],
    *[(f"{command}.json", [command, "--format", "json"]) for command in ("dues", "settle", "missing", "reviews", "runs", "exceptions")],
    *[(f"balances-{by}.json", ["balances", "--by", by, "--format", "json"]) for by in ("region", "pair", "mechanism", "agreement", "month")],
    ("balances.txt", ["balances"]),
    ("explain.json", ["settle", "--explain", "--format", "json"]),
    ("agreement.pdf", ["print", "agreement", "HHYL-1", "--output", "%"]),
    ("settlement.pdf", ["print", "settlement", "HHYL-1", "2021", "--output", "%"]),
    ("statement.pdf", ["print", "settlement", "HHYL-1", "2021", "--statement", "1", "--output", "%"]),
    ("settlement-pool.pdf", ["print", "settlement", "CSH-1", "2018", "--output", "%"]),
    ("region.pdf", ["print", "region", "370000", "--output", "%"]),
    *[(f"{diagram}.svg", ["flows", "--diagram", diagram, "--output", "%"]) for diagram in DIAGRAMS],
    *[(f"{diagram}.pdf", ["flows", "--diagram", diagram, "--output", "%"]) for diagram in ("sankey", "map")],
    *[(f"sankey.{form}", ["flows", "--output", "%"]) for form in ("png", "json")],
    ("years.svg", ["flows", "--by-year", "--output", "%"]),
    ("programmes.svg", ["flows", "--middle", "programme", "--what", "outstanding", "--colour", "grey", "--output", "%"]),
    ("overdue.csv", ["flows", "--what", "overdue", "--format", "csv"]),
    ("verify.txt", ["verify", "--settlements"]),
]
# The same, of what depends on how figures are come by more than on the surrounding.
FIGURES = [
    *[(f"balances-{by}.csv", ["balances", "--by", by, "--format", "csv"]) for by in ("region", "pair", "mechanism", "agreement", "month")],
    *[(f"balances-{by}-{name}.json", ["balances", "--by", by, *words, "--format", "json"])
      for by in ("region", "pair", "mechanism", "agreement")
      for name, words in (("on", ["--on", "2022-06-30"]), ("end", ["--on", "2021-12-31"]), ("known", ["--known-on", "#12"]),
                          ("both", ["--on", "2022-06-30", "--known-on", "#14"]))],
    ("balances-province.json", ["balances", "--level", "province", "--format", "json"]),
    ("dues-overdue.json", ["dues", "--overdue", "--format", "json"]),
    ("region-on.pdf", ["print", "region", "410000", "--on", "2022-12-31", "--output", "%"]),
    ("region-known.pdf", ["print", "region", "410000", "--known-on", "#12", "--output", "%"]),
    *[(f"sankey-{what}.svg", ["flows", "--what", what, "--output", "%"]) for what in ("paid", "outstanding", "overdue")],
    ("matrix-known.svg", ["flows", "--diagram", "matrix", "--known-on", "#12", "--output", "%"]),
    ("flows-years.csv", ["flows", "--from", "2018-01-01", "--to", "2021-12-31", "--format", "csv"]),
]
# What has words in it; the rest does not know a language.
WORDED = (".pdf", ".svg", ".txt")


class Surrounding:
    """How the program is run: variables of the environment, the umask, the folder it is run in, and the program."""

    def __init__(self, name, variables=None, umask=0o022, inside=False, turned=False, program=PROGRAM):
        self.name, self.variables, self.umask, self.inside, self.turned = name, variables or {}, umask, inside, turned
        self.program = program

    def run(self, folder, words, at_ms, language):
        environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8", "LANGUAGE": language, "FIXED_CLOCK_MS": str(at_ms), **self.variables}
        for name in ("LANG", "LC_TIME", "LC_CTYPE"):
            environment.pop(name, None)
        names = sorted(environment, reverse=self.turned)
        # Words of a call come in the charset of the locale.
        charset = "gb18030" if environment["LC_ALL"].endswith("GB18030") else "utf-8"
        done = subprocess.run([self.program, *[word.encode(charset) for word in words]], capture_output=True, timeout=120, cwd=folder if self.inside else "/", umask=self.umask,
                              env={name: environment[name] for name in names})
        if done.returncode != 0:
            raise RuntimeError(f"{self.name}: {words}: status {done.returncode}: {done.stderr.decode(errors='replace')}")
        return done.stdout

    def act(self, folder):
        """Makes the book. Returns: its path"""
        book = os.path.join(folder, "book.hengping")
        for index, (name, *words) in enumerate([["new"], *ACTIONS]):
            words = [word for one in words for word in (sample_files() if one == "%" else [one])]
            self.run(folder, [name, book, *words, "--as", "checker"], START_MS + index * STEP_MS, "")
        return book

    def put_out(self, folder, book, language, only="", outputs=OUTPUTS):
        digests = {}
        for name, (command, *words) in outputs:
            # What is said, not written, goes out in the charset of the locale.
            if not name.endswith(only) or (self.variables.get("LC_ALL", "").endswith("GB18030") and "%" not in words):
                continue
            path = os.path.join(folder, (language or "en") + "-" + name)
            named = name if self.inside else path
            if self.inside:
                path = os.path.join(folder, name)
            out = self.run(folder, [command, book, *[named if word == "%" else word for word in words]], START_MS + 10 ** 9, language)
            if "%" in words:
                with open(path, "rb") as stream:
                    out = stream.read()
            digests[name] = hashlib.sha256(out).hexdigest()
        return digests


def make_locales(folder):
    """Locales with another calendar, another upper case and another charset; those that can be made here."""
    made = []
    for name, charset in (("tr_TR", "UTF-8"), ("fa_IR", "UTF-8"), ("zh_CN", "GB18030")):
        path = os.path.join(folder, f"{name}.{charset}")
        if shutil.which("localedef") is not None:
            subprocess.run(["localedef", "-c", "-i", name, "-f", charset, path], capture_output=True)
        if os.path.exists(os.path.join(path, "LC_CTYPE")):
            made.append(f"{name}.{charset}")
    return made


def compare(results, title, expected, found):
    results += [(f"{title}: {name}", expected[name] == digest) for name, digest in found.items()]


def compare_kept(folder, book, plain, unkept, expected, chinese):
    """Figures from kept sums and from entries alone are the same, whichever of the two made the book."""
    results = []
    place = os.path.join(folder, "unkept")
    os.mkdir(place)
    other = unkept.act(place)
    figures = plain.put_out(folder, book, "", outputs=FIGURES)
    # A control: they are of different days and states.
    results.append(("figures differ by day and state", len(set(figures.values())) > len(figures) / 2))
    for title, reader, of in (("from entries alone", unkept, book), ("from entries alone, and made so", unkept, other), ("made without", plain, other)):
        compare(results, title, figures, reader.put_out(place, of, "", outputs=FIGURES))
    compare(results, "all from entries alone", expected, unkept.put_out(place, book, ""))
    compare(results, "all from entries alone, in Chinese", chinese, unkept.put_out(place, book, "zh_CN", WORDED))
    return results


def main():
    folder = tempfile.mkdtemp(prefix="hengping-determinism-")
    results = []
    try:
        made = make_locales(folder)
        surroundings = [
            Surrounding("Shanghai", {"TZ": "Asia/Shanghai"}, umask=0o077),
            Surrounding("Los Angeles", {"TZ": "America/Los_Angeles", "MALLOC_PERTURB_": "255"}, inside=True, turned=True),
            Surrounding("Apia", {"TZ": "Pacific/Apia", "LC_ALL": "C", "HOME": folder, "MALLOC_PERTURB_": "1", "XDG_CONFIG_HOME": folder}),
            *[Surrounding(locale, {"LC_ALL": locale, "LOCPATH": folder, "TZ": zone})
              for locale, zone in zip(made, ("Pacific/Kiritimati", "Asia/Tehran", "Asia/Shanghai"))],
            *[Surrounding("the other build", program=os.path.abspath(program)) for program in sys.argv[3:] if program != "--kept"],
        ]
        plain, unkept = Surrounding("plain"), Surrounding("nothing kept", {"HENGPING_NO_KEPT": "1"})
        book = plain.act(folder)
        expected = plain.put_out(folder, book, "")
        chinese = plain.put_out(folder, book, "zh_CN", WORDED)
        # Controls: what is compared depends on what was done and on the language, so that the comparisons can fail.
        results += [(f"in Chinese it is another: {name}", chinese[name] != expected[name]) for name in chinese if not name.startswith("verify")]
        if sys.argv[3:] == ["--kept"]:
            results += compare_kept(folder, book, plain, unkept, expected, chinese)
            surroundings = []
        for index, surrounding in enumerate(surroundings):
            place = os.path.join(folder, f"place-{index}")
            os.mkdir(place)
            book = surrounding.act(place)
            locale = surrounding.variables.get("LC_ALL", "")
            if locale.startswith("zh_"):
                found = surrounding.put_out(place, book, "zh_CN")
                compare(results, surrounding.name, {**expected, **chinese}, {name: digest for name, digest in found.items()
                                                                              if name.endswith(WORDED) or name.startswith("export")})
                continue
            compare(results, surrounding.name, expected, surrounding.put_out(place, book, ""))
            # The locale "C" has no other language.
            if locale != "C" and index in (1, 3):
                compare(results, f"{surrounding.name}, in Chinese", chinese, surrounding.put_out(place, book, "zh_CN", WORDED))
    finally:
        if os.environ.get("KEEP"):
            print("#", folder)
        else:
            shutil.rmtree(folder)
    return tell(results)


sys.exit(main())
