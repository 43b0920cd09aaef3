#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is changed in a fact, verify finds it and names the first fact that is not as it was recorded.

Usage: check-changed.py PROGRAM [STEP], as a TAP producer. Every column of every table that holds facts, as the file's own schema lists
them, is changed in rows of every kind: by SQL with the guards taken away and put back, and byte by byte where the value stands in the
file (each STEPth byte; 1: all of them, which takes long). Then facts are dropped, inserted, put in another order and written again.
"""
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from fact_file import find_values
from trying import PROGRAM, attempt, expect, run, write

STEP = int(sys.argv[2]) if len(sys.argv) > 2 else 61
# Computed from facts, thrown away where wrong, and compared by verify; or a draft, which nobody has signed yet. All other tables hold facts.
NO_FACTS = {"settled", "kept", "kept_digest", "kept_state", "draft"}
# The facts that a row is part of; of a row that gives a short number to a name, those of the rows that have it.
FACTS_OF = {
    "fact": "SELECT :id", "head": "SELECT count FROM head",
    **{table: f"SELECT number FROM fact WHERE kind = '{kind}' AND :id >= first_row AND :id < first_row + n_rows"
       for table, kind in (("agreement_version", "agreement"), ("region_version", "region"), ("observation", "observation"),
                           ("entry", "entry"), ("line", "entry"), ("event", "event"))},
    **{table: "SELECT f.number FROM fact f JOIN observation o ON f.kind = 'observation' AND o.id >= f.first_row AND o.id < f.first_row + f.n_rows "
              f"WHERE o.{table} = :id" for table in ("series", "source")},
    **{table: "SELECT f.number FROM fact f JOIN line l ON f.kind = 'entry' AND l.entry >= f.first_row AND l.entry < f.first_row + f.n_rows "
              f"WHERE {condition}" for table, condition in (("commodity", "l.commodity = :id"), ("party", ":id IN (l.payer, l.receiver)"))},
}
AGREEMENT = {
    "hengping": "agreement/1", "code": "T-1", "title": {"zh": "协议（合成）", "en": "Synthetic"}, "mechanism": "watershed",
    "parties": [{"name": "Down", "region": "370000", "role": "beneficiary"}, {"name": "Up", "region": "410000", "role": "protector"},
                {"name": "Fund", "role": "pool"}],
    "from": "2019-01-01", "to": "2023-12-31", "assessed": "year", "indicators": [{"name": "q", "observed": "year"}, {"name": "r", "observed": "year"}],
    "rules": ["Down pays Up 100 * q", "Down pays Fund 7.5", "Up provides Down 3 * r \"t\""],
}


def make_book(folder):
    """A small book of facts of every kind, in which every column has a value somewhere. Returns: its bytes"""
    book = os.path.join(folder, "book.hengping")
    run("new", book)
    run("import", book, write(folder, "t-1.json", json.dumps(AGREEMENT, ensure_ascii=False)),
        write(folder, "regions.csv", "code,name_zh,name_en,parent,plate,grain_role,energy_role,longitude,latitude,capital\n"
                                     "370100,济南,Jinan,370000,east,balanced,importer,117.00,36.65,济南\n"),
        write(folder, "first.csv", "agreement,indicator,period,value,source,method,document\n"
              + "".join(f"T-1,{name},{year},{year % 7}.5,station,GB 3838,报告{year}\n" for name in "qr" for year in (2019, 2020, 2021))))
    run("import", book, write(folder, "second.csv", "agreement,indicator,period,value\nT-1,q,2020,9.25\nT-1,r,2019,\n"),
        write(folder, "openings.csv", "agreement,from,to,accrued,paid,date,memo\nT-1,Down,Up,55,44.5,2018-12-31,before\n"))
    run("settle", book, "--date", "2022-06-01", "--post")
    for amount in ("12.34", "700"):
        run("pay", book, "--agreement", "T-1", "--from", "Down", "--to", "Up", "--amount", amount, "--date", "2022-03-01", "--period", "2020",
            "--document", "凭证 7")
    run("pay", book, "--agreement", "T-1", "--from", "Up", "--to", "Down", "--amount", "2", "--date", "2022-03-02", "--commodity", "t")
    run("reverse", book, "3", "--reason", "twice")
    run("override", book, "--agreement", "T-1", "--period", "2019", "--pay", "Down>Up=50", "--reason", "agreed", "--document", "1号")
    run("issue", book, "--agreement", "T-1", "--period", "2021", "--document", "2号")
    run("confirm", book, "--agreement", "T-1", "--period", "2021", "--party", "Up")
    run("settle", book, "--date", "2022-06-01", "--post")
    run("close", book, "--until", "2022-04-30", "--reason", "audited")
    with sqlite3.connect(book) as file:
        file.execute("PRAGMA journal_mode = DELETE")
    file.close()
    run("verify", book, "--settlements")
    with open(book, "rb") as stream:
        return stream.read()


class Trial:
    """Changed copies of a book, each given to verify; what it did not find, or named wrongly, is noted."""

    def __init__(self, folder, data):
        self.folder, self.data, self.n, self.wrong = folder, data, 0, []
        self.book = os.path.join(folder, "book.hengping")
        self.file = sqlite3.connect(self.book)
        self.pool = ThreadPoolExecutor(2)
        self.pending = []

    def ask(self, sql, **values):
        return self.file.execute(sql, values).fetchall()

    def tables(self):
        names = [name for name, in self.ask("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
        expect(NO_FACTS <= {*names, "draft"} and set(FACTS_OF) <= set(names), f"tables that are gone: {names}")
        for name in names:
            expect(name in FACTS_OF or name in NO_FACTS, f"of the new table {name} it is not known which facts its rows are part of")
        return [name for name in names if name in FACTS_OF]

    def columns(self, table):
        return [(name, kind) for _, name, kind, *_ in self.ask(f"SELECT * FROM pragma_table_xinfo ('{table}')")]

    def first_fact(self, table, key):
        facts = self.ask(f"SELECT min (number) FROM ({FACTS_OF[table].replace('SELECT count', 'SELECT count AS number', 1).replace('SELECT :id', 'SELECT :id AS number', 1)})", id=key)
        return facts[0][0]

    def try_later(self, words, expected, change):
        self.n += 1
        self.pending.append(self.pool.submit(self.try_one, self.n, words, expected, change))

    def finish(self):
        for result in self.pending:
            words = result.result()
            if words:
                self.wrong.append(words)
        self.pending = []

    def try_one(self, number, words, expected, change):
        """@expected: the number of the first fact that is wrong then; None: any that is named; a table: its rows are named
        that no fact names; 0: it is enough that the book is refused"""
        path = os.path.join(self.folder, f"trial-{number}.hengping")
        try:
            data = change(path)
            if data is not None:
                with open(path, "wb") as stream:
                    stream.write(data)
            if not os.path.exists(path):
                return None
            done = subprocess.run([PROGRAM, "verify", path], capture_output=True, timeout=170,
                                  env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", "HENGPING_BACKUPS": "0"})
            out, err = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
            # Where not even the first fact can be read, it is said at once.
            named = re.search(r"^The first fact .*?: (\d+) ", out, re.M) or re.search(r": Fact (1) is not as it was recorded", err)
            if done.returncode == 0:
                return f"{words}: not found"
            if done.returncode != 3 or not err.startswith("hengping-cli: ") or "CRITICAL" in err:
                return f"{words}: status {done.returncode}: {err}"
            if isinstance(expected, str):
                return None if f"In the table “{expected}” stand rows that no fact names: " in out else f"{words}: {out}{err}"
            if expected != 0 and (named is None or (expected is not None and int(named[1]) != expected)):
                return f"{words}: expected fact {expected}: {out}{err}"
            return None
        finally:
            for ending in ("", "-wal", "-shm", "-journal"):
                if os.path.exists(path + ending):
                    os.remove(path + ending)

    def by_sql(self, sql):
        """The book with its guards taken away, changed, and the guards put back. %None: it cannot be done, as with a number that is taken."""
        def change(path):
            with open(path, "wb") as stream:
                stream.write(self.data)
            file = sqlite3.connect(path)
            file.execute("PRAGMA synchronous = OFF")
            file.execute("PRAGMA foreign_keys = OFF")
            file.execute("PRAGMA ignore_check_constraints = ON")
            guards = file.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for name, _ in guards:
                file.execute(f"DROP TRIGGER {name}")
            try:
                n_before = file.total_changes
                for statement in sql if isinstance(sql, list) else [sql]:
                    file.execute(statement)
                changed = file.total_changes > n_before
                for _, text in guards:
                    file.execute(text)
                file.commit()
            except sqlite3.IntegrityError:
                changed = False
            file.close()
            if not changed:
                os.remove(path)
        return change


def quote(value):
    return "NULL" if value is None else str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def changes_of(value, kind):
    """Other values of the kind, as SQL has them."""
    if value is None:
        return ["'x'", "''"] if kind == "TEXT" else ["0", "1"]
    if kind == "TEXT":
        middle = len(value) // 2
        return [quote(other) for other in (value[:-1], value[:middle] + "0" + value[middle + 1:], value.swapcase(), value + "\u200b")
                if other != value] + \
               [f"{quote(value)} || char (0) || 'x'", "NULL", "CAST (x'ff00fe' AS TEXT)"]
    return [str(value + 1), str(-value), str(value + 2 ** 32), "NULL"]


def keys_of(trial, table, column):
    """The key's column, and rows to be changed: the first, one in the middle, the last; first with a value in the column, and with none."""
    key = {"line": "entry", "fact": "number"}.get(table, "id")
    found = []
    for condition in (f"{column} IS NOT NULL", f"{column} IS NULL"):
        rows = trial.ask(f"SELECT {key}, {'sequence' if table == 'line' else '0'} FROM {table} WHERE {condition} ORDER BY 1, 2")
        found += {rows[at] for at in (0, len(rows) // 2, len(rows) - 1)} if rows else set()
    return key, sorted(found)


def check_columns(trial):
    """Every column of every table, by SQL."""
    n_columns = 0
    for table in trial.tables():
        for column, kind in trial.columns(table):
            key, rows = keys_of(trial, table, column)
            expect(any(trial.ask(f"SELECT 1 FROM {table} WHERE {column} IS NOT NULL LIMIT 1")), f"{table}.{column} has no value in the book")
            n_columns += 1
            for number, sequence in rows:
                where = f"{key} = {number}" + (f" AND sequence = {sequence}" if table == "line" else "")
                value = trial.ask(f"SELECT {column} FROM {table} WHERE {where}")[0][0]
                for other in changes_of(value, kind):
                    expected = trial.first_fact(table, number)
                    if expected is None:
                        continue
                    # A row that has got another number is missing where it was, or too much where it is now; a fact in another place breaks the
                    # chain there.
                    exact = column not in (key, "number", "count") and (table, column) != ("head", "id")
                    trial.try_later(f"{table}.{column} of {where} = {other}", expected if exact else 0 if table == "head" else None,
                                    trial.by_sql(f"UPDATE {table} SET {column} = {other} WHERE {where} AND {column} IS NOT {other}"))
    trial.finish()
    return f"{n_columns} columns"


def check_bytes(trial):
    """Every value where it stands in the file, by a bit of a byte."""
    n_bytes = n_places = 0
    for table in trial.tables():
        for key, column, places in find_values(trial.data, trial.file, table):
            expected = trial.first_fact(table, key)
            if expected is None:
                continue
            for place in places:
                n_places += 1
                if n_places % STEP != 0:
                    continue
                n_bytes += 1
                bit = 1 << (place * 7 + n_places) % 8
                spoilt = bytearray(trial.data)
                spoilt[place] ^= bit
                # A number of a row or of a fact: another row is missing and too much. The head: nothing but it is wrong.
                exact = column not in ("id", "number", "entry", "count")
                trial.try_later(f"byte {place}, bit {bit}: {table}.{column} of {key}", expected if exact else None if table != "head" else 0,
                                lambda path, spoilt=bytes(spoilt): spoilt)
        trial.finish()
    return f"{n_bytes} of {n_places} bytes"


def check_orders(trial):
    """Facts that are dropped, inserted, doubled, swapped, and a log that is written anew without its hashes."""
    n, = trial.ask("SELECT count FROM head")[0]
    kinds = {number: kind for number, kind in trial.ask("SELECT number, kind FROM fact")}
    columns = "kind, recorded_ms, recorded_by, source_name, source_digest, first_row, n_rows, rows_digest, hash"
    head = "UPDATE head SET count = (SELECT max (number) FROM fact), hash = (SELECT hash FROM fact ORDER BY number DESC LIMIT 1)"
    entries = [number for number, kind in kinds.items() if kind == "entry"]
    cases = [("the last fact dropped", n, [f"DELETE FROM fact WHERE number = {n}"]),
             ("the last fact dropped, and the head set back", "event", [f"DELETE FROM fact WHERE number = {n}", head]),
             ("the last five dropped, and the head set back", "entry", [f"DELETE FROM fact WHERE number > {n - 5}", head]),
             ("the head set back", n, [f"UPDATE head SET count = {n - 1}, hash = (SELECT hash FROM fact WHERE number = {n - 1})"]),
             ("another fact at the end", n + 1, [f"INSERT INTO fact (number, {columns}) SELECT {n + 1}, {columns} FROM fact WHERE number = {n}", head]),
             ("no fact", 0, ["DELETE FROM fact"]),
             ("no head", 0, ["DELETE FROM head"])]
    for number in range(2, n):
        cases += [(f"fact {number} dropped", number, [f"DELETE FROM fact WHERE number = {number}"]),
                  (f"fact {number} dropped, and the others moved up", number,
                   [f"DELETE FROM fact WHERE number = {number}", f"UPDATE fact SET number = -number WHERE number > {number}",
                    "UPDATE fact SET number = -number - 1 WHERE number < 0", head]),
                  (f"facts {number} and {number + 1} swapped", number,
                   [f"UPDATE fact SET number = -{number} WHERE number = {number}", f"UPDATE fact SET number = {number} WHERE number = {number + 1}",
                    f"UPDATE fact SET number = {number + 1} WHERE number < 0", head])]
    for number in entries:
        first, rows = trial.ask("SELECT first_row, n_rows FROM fact WHERE number = :n", n=number)[0]
        last = first + rows - 1
        cases += [(f"the last line of fact {number} dropped", number, [f"DELETE FROM line WHERE rowid IN (SELECT 1) OR (entry = {last} AND sequence = "
                   f"(SELECT max (sequence) FROM line WHERE entry = {last}))".replace("rowid IN (SELECT 1) OR ", "")]),
                  (f"the entry {last} dropped", number, [f"DELETE FROM entry WHERE id = {last}"]),
                  (f"the entry {last} and its lines dropped", number, [f"DELETE FROM entry WHERE id = {last}", f"DELETE FROM line WHERE entry = {last}"]),
                  (f"a line put into fact {number}", number,
                   [f"INSERT INTO line SELECT entry, sequence + 50, kind, payer, receiver, commodity, amount FROM line WHERE entry = {last} LIMIT 1"])]
    for table in ("event", "region_version", "agreement_version", "observation", "entry"):
        names = ", ".join(name for name, _ in trial.columns(table) if name != "id")
        fact = max(number for number, kind in kinds.items() if kind == table.removesuffix("_version"))
        copied = names.replace("reverses", "NULL")
        cases += [(f"a row put behind the last of {table}", table, [f"INSERT INTO {table} (id, {names}) SELECT (SELECT max (id) FROM {table}) + 1, {copied} FROM {table} LIMIT 1"]),
                  (f"a row put before the first of {table}", table, [f"INSERT INTO {table} (id, {names}) SELECT 0, {copied} FROM {table} LIMIT 1"]),
                  (f"the last row of {table} dropped", fact, [f"DELETE FROM {table} WHERE id = (SELECT max (id) FROM {table})"])]
        if len(trial.ask(f"SELECT 1 FROM {table} LIMIT 2")) > 1:
            cases.append((f"the first two rows of {table} swapped", None,
                          [f"UPDATE {table} SET id = -1 WHERE id = 1", f"UPDATE {table} SET id = 1 WHERE id = 2", f"UPDATE {table} SET id = 2 WHERE id = -1"]))
    for words, expected, statements in cases:
        trial.try_later(words, expected, trial.by_sql(statements))
    trial.finish()
    return f"{len(cases)} cases"


def main():
    checks = [check_columns, check_bytes, check_orders]
    failed = 0
    print(f"1..{len(checks)}")
    with tempfile.TemporaryDirectory(prefix="hengping-changed-") as folder:
        trial = Trial(folder, make_book(folder))
        for number, check in enumerate(checks, 1):
            name = check.__name__.removeprefix("check_")
            trial.n, trial.wrong = 0, []
            said = []
            wrong = attempt(lambda: said.append(check(trial)))
            for words in trial.wrong[:60] + ([wrong] if wrong is not None else []):
                print("#", words.replace("\n", "\n#   "))
            good = wrong is None and not trial.wrong
            print(f"{'ok' if good else 'not ok'} {number} {name}: {''.join(said)}, {trial.n} copies, {len(trial.wrong)} wrong", flush=True)
            failed += not good
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
