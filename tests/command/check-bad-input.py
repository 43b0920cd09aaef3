#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings hengping-cli what no one should write: what it refuses is one sentence and changes nothing, what it takes settles in bounds.

Usage: check-bad-input.py PROGRAM, as a TAP producer.
"""
import json
import os
import shutil
import sys
import tempfile

from trying import case, expect, main, run

DOCUMENT = {
    "hengping": "agreement/1", "code": "T-1", "title": {"en": "A trial"}, "mechanism": "watershed",
    "parties": [{"name": "Up", "region": "410000", "role": "protector"}, {"name": "Down", "region": "370000", "role": "beneficiary"}],
    "from": "2020-01-01", "to": "2022-12-31", "assessed": "year", "indicators": [{"name": "q", "observed": "year"}],
    "rules": ["Down pays Up 100 * q"],
}
MONTHLY = {"assessed": "month", "indicators": [{"name": "q", "observed": "month"}], "to": "2020-12-31"}


class Book:
    """A folder with a book."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="hengping-bad-input-")
        self.path = os.path.join(self.folder, "b.hengping")
        self.n_files = 0
        run("new", self.path)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(content)
        return path

    def document(self, **changes):
        self.n_files += 1
        return self.write(f"{self.n_files}.json", json.dumps({**DOCUMENT, **changes}, ensure_ascii=False, indent=1))

    def agree(self, **changes):
        run("import", self.path, self.document(**changes))

    def observe(self, *rows):
        self.n_files += 1
        table = self.write(f"{self.n_files}.csv", "agreement,indicator,period,value\n" + "".join(f"T-1,{row}\n" for row in rows))
        run("import", self.path, table)

    def head(self):
        return run("verify", self.path)[0]

    def refuses(self, *words, **changes):
        before = self.head()
        path = self.document(**changes)
        out, err = run("import", self.path, path, status=1)
        expect(out == "" and self.head() == before, "something was recorded")
        expect(err.startswith(f"hengping-cli: {path}:"), "no place in", err)
        for word in words:
            expect(word in err, "expected", repr(word), "in", err[:500])
        expect(len(err) < 2000, "a sentence of", len(err), "bytes")

    def settle(self, *options, status=0):
        out = run("settle", self.path, *options, "--format", "json", status=status)[0]
        return {found["period"]: found for found in json.loads(out)["settlements"]}

    def accrued(self):
        rows = json.loads(run("balances", self.path, "--format", "json")[0])["balances"]
        return {row["region"]: row["accrued"] for row in rows if row["accrued"] != "0.00"}

    def verify(self):
        run("verify", self.path, "--settlements")


# ---- large and deep ----

@case
def megabytes_of_rules():
    with Book() as book:
        book.refuses("65536", rules=["Down pays Up " + "1234567890" * 100000])
        book.refuses("65536", rules=["# " + "x" * 1000000])
        book.refuses("1000", rules=["Down pays Up 1"] * 1001)
        # As many as there may be, a megabyte in all, are rules like others.
        book.agree(rules=["Down pays Up 0.01 * q # " + "x" * 1000] * 1000)
        book.observe("q,2020,1")
        found = book.settle("--period", "2020", "--post")
        expect(found["2020"]["obligations"][0]["amount"] == "10.00", found)
        book.verify()


@case
def nested_deep():
    with Book() as book:
        for count, word in ((100000, "65536"), (20000, "deep"), (401, "deep")):
            book.refuses(word, rules=["Down pays Up " + "(" * count + "1" + ")" * count])
            book.refuses(word, rules=["Down pays Up " + "(" * count])
        for before, behind in (("abs(", ")"), ("if q > 1 then ", " else 1"), ("ago(", ", 1 year)"), ("default(", ", 1)"), ("sum over months (", ")"),
                               ("ladder(q: < 1 -> ", "; else 1)"), ("-(", ")"), ("2^(", ")")):
            book.refuses("deep", rules=["Down pays Up " + before * 500 + "q" + behind * 500])
        book.refuses("deep", rules=["require " + "not " * 5000 + "q > 1 \"x\""])
        book.refuses("deep", rules=["Down pays Up " + "1 + " * 5000 + "1"])
        book.refuses("", terms={"scope": "[" * 100000})
        text = json.dumps(DOCUMENT).replace('"A trial"', "[" * 100000 + "]" * 100000)
        err = run("import", book.path, book.write("deep.json", text), status=1)[1]
        expect("64" in err, err[:300])


@case
def nine_thousand_years():
    """Each rule looks at every day, month or year of the agreement, as often as it says."""
    with Book() as book:
        long = {"from": "1000-01-01", "to": "9999-12-31", "assessed": "once"}
        for observed in ("day", "month"):
            for rules in (["Down pays Up q"], ["Down pays Up sum over months (q)"], ["Down pays Up " + " + ".join(["default(q, 0)"] * 390)] * 3):
                book.agree(**long, indicators=[{"name": "q", "observed": observed}], rules=rules)
                found = book.settle("--period", "once")["once"]
                expect(found["status"] in ("incomplete", "failed"), found["status"])
                expect(observed == "month" or "1000000" in found["reason"], str(found)[:300])
        expect(book.accrued() == {}, "booked")


@case
def thousands_of_names():
    """Each with each: names are compared, and what all pay is shared among all."""
    with Book() as book:
        pools = [{"name": f"P{number}", "role": "pool"} for number in range(10001)]
        book.refuses("parties", "10000", parties=DOCUMENT["parties"] + pools)
        book.refuses("indicators", "10000", indicators=[{"name": f"q{number}"} for number in range(10001)])
        book.refuses("precedence", "100", precedence=[f"s{number}" for number in range(101)])
        names = [pool["name"] for pool in pools[:8000]]
        for half, status in ((500, "complete"), (4000, "failed")):
            book.agree(parties=DOCUMENT["parties"] + pools[:8000],
                       rules=[", ".join(names[:half]) + " pay " + ", ".join(names[half:2 * half]) + " 1亿"])
            found = book.settle("--period", "2020")["2020"]
            expect(found["status"] == status, half, found["status"])
            expect(len(found["obligations"]) == (half * half if status == "complete" else 0), len(found["obligations"]))


# ---- values that make no sense ----

@case
def ago_before_the_first_observation():
    with Book() as book:
        book.agree(rules=["Down pays Up 100 * q / ago(q, 1 year)"])
        book.observe("q,2020,4", "q,2021,6")
        found = book.settle("--post", "--date", "2021-12-31")
        expect(found["2020"]["status"] == "incomplete" and found["2020"]["missing"] == [{"indicator": "q", "period": "2019"}], found)
        expect(found["2020"]["obligations"] == [] and found["2021"]["obligations"][0]["amount"] == "150.00", found)
        expect(book.accrued() == {"410000": "150.00", "370000": "-150.00"}, book.accrued())
        book.observe("q,2019,2")
        found = book.settle("--post", "--date", "2021-12-31")
        expect((found["2020"]["status"], found["2021"]["status"]) == ("posted", "unchanged"), found)
        # Before the first year that there is, nothing can be.
        book.agree(rules=["Down pays Up ago(q, 1200 years)"])
        expect(book.settle("--period", "2020")["2020"]["status"] == "failed", "a year before 1000")
        book.verify()


@case
def one_month_of_twelve_divides_by_zero():
    with Book() as book:
        book.agree(**MONTHLY, rules=["Down pays Up 12 / q"])
        book.observe(*(f"q,2020-{month:02},{0 if month == 7 else month}" for month in range(1, 13)))
        before = book.head()
        found = book.settle("--post", "--date", "2020-12-31", status=1)
        expect([period for period, one in found.items() if one["status"] == "failed"] == ["2020-07"], found)
        expect((found["2020-07"]["line"], found["2020-07"]["column"]) == (1, 14), found["2020-07"])
        expect(len(found) == 12 and found["2020-12"]["obligations"][0]["amount"] == "1.00", found)
        expect(book.head() == before and book.accrued() == {}, "something was booked")
        # The other months can be booked by name.
        book.settle(*(word for month in (1, 2, 12) for word in ("--period", f"2020-{month:02}")), "--post", "--date", "2020-12-31")
        expect(book.accrued()["410000"] == "19.00", book.accrued())

        # As months of one year it is the year that fails.
        book.agree(code="T-2", rules=["Down pays Up sum over months (12 / q)"], indicators=[{"name": "q", "observed": "month"}])
        run("import", book.path, book.write("t2.csv", "agreement,indicator,period,value\n" + "".join(
            f"T-2,q,2020-{month:02},{0 if month == 7 else month}\n" for month in range(1, 13))))
        found = book.settle("--agreement", "T-2", "--period", "2020")
        expect(found["2020"]["status"] == "failed" and found["2020"]["column"] == 31, found)
        book.verify()


@case
def weights_of_zero():
    with Book() as book:
        parties = DOCUMENT["parties"] + [{"name": "Fund", "role": "pool"}]
        book.agree(parties=parties)
        book.observe("q,2020,6", "q,2021,5")
        for rule in ("Down:0, Fund:0 pay Up 100 * q", "Down:(q - 5), Fund:(5 - q) pay Up 100", "Fund pays Down:(q - 5), Up:0 100",
                     "Fund pays Down:(q - 5), Up:0 0"):
            book.agree(parties=parties, rules=[rule])
            found = book.settle("--period", "2021")["2021"]
            expect(found["status"] == "failed" and found["obligations"] == [], rule, found)
        book.agree(parties=parties, rules=["Down:(q - 5), Fund:(4 - q) pay Up 100"])
        expect(book.settle("--period", "2020")["2020"]["status"] == "failed", "a negative weight")
        book.refuses("100", parties=parties, rules=["Down:0%, Fund:0% pay Up 100"])
        # One of zero among others gives nothing, and is no error.
        book.agree(parties=parties, rules=["Down:(q - 5), Fund:1 pay Up 100"])
        found = book.settle("--period", "2021")["2021"]
        expect([(one["from"], one["amount"]) for one in found["obligations"]] == [("Fund", "100.00")], found)


# ---- versions that make no sense ----

@case
def ends_before_it_begins():
    with Book() as book:
        book.refuses("2020-01-01", "2019-12-31", to="2019-12-31")
        book.agree(to="2020-01-01", **{"from": "2020-01-01"})
        book.observe("q,2020,1")
        expect(list(book.settle("--date", "2020-01-01")) == ["2020"], "an agreement of one day")


@case
def amendment_of_an_amendment_with_an_earlier_date():
    """What was recorded last governs from its first day on, whatever an earlier amendment said of later days."""
    with Book() as book:
        book.agree(rules=["Down pays Up 100 * q"])
        book.observe("q,2020,1", "q,2021,1", "q,2022,1")
        book.agree(rules=["Down pays Up 200 * q"], **{"from": "2022-01-01"})
        book.settle("--post", "--date", "2022-12-31")
        expect(book.accrued()["410000"] == "400.00", book.accrued())
        book.agree(rules=["Down pays Up 300 * q"], **{"from": "2021-01-01"})
        found = book.settle("--post", "--date", "2022-12-31")
        expect([found[year]["status"] for year in ("2020", "2021", "2022")] == ["unchanged", "posted", "posted"], found)
        expect(book.accrued() == {"410000": "700.00", "370000": "-700.00"}, book.accrued())
        expect(book.settle("--post", "--date", "2022-12-31")["2021"]["status"] == "unchanged", "booked twice")
        book.verify()


@case
def period_that_an_amendment_drops():
    with Book() as book:
        book.agree()
        book.observe("q,2020,1", "q,2021,2", "q,2022,4")
        book.settle("--post", "--date", "2022-12-31")
        run("pay", book.path, "--agreement", "T-1", "--from", "Down", "--to", "Up", "--amount", "400", "--date", "2023-01-15", "--period", "2022")
        book.agree(to="2021-12-31", **{"from": "2021-01-01"})
        found = book.settle("--post", "--date", "2023-12-31")
        expect((found["2022"]["status"], found["2022"]["obligations"]) == ("posted", []), found)
        expect(book.accrued() == {"410000": "300.00", "370000": "-300.00"}, book.accrued())
        rows = json.loads(run("balances", book.path, "--format", "json")[0])["balances"]
        expect([row["paid"] for row in rows if row["region"] == "410000"] == ["400.00"], rows)
        expect(book.settle("--post", "--date", "2023-12-31").get("2022", {"status": "unchanged"})["status"] == "unchanged", "booked twice")
        # Taken back by a further amendment, it is owed again.
        book.agree(**{"from": "2021-01-01"}, to="2022-12-31", rules=["Down pays Up 50 * q"])
        book.settle("--post", "--date", "2023-12-31")
        expect(book.accrued()["410000"] == "400.00", book.accrued())
        book.verify()


if __name__ == "__main__":
    sys.exit(main())
