#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other people's programs read the exported journals and find the same balances, account by account and unit by unit.

Usage: check-journals.py PROGRAM SAMPLE_FOLDER, as a TAP producer. A program that is not installed is skipped.
"""
import io
import os
import re
import shutil
import subprocess
import sys
from decimal import Decimal

from trying import Folder, Skipped, case, document, expect, main, rows_of, run, run_json

ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "BEANCOUNT_DISABLE_LOAD_CACHE": "1"}
# Regions, agreements, pools and units whose names are hard to tell apart, or are no names to other programs. Synthetic.
REGIONS = ["pool", "Pool", "a", "A", "X-u-a", "_x", "-x", "a.b", "A_b", "A-u5F-b", "0"]
AGREEMENTS = ["t-1", "T-1", "T_1", "T.1", "T-u5F-1", "协议-甲", "9"]
POOLS = ["Fund", "fund", "补偿资金", "a_b", "a·b", "甲1"]
UNITS = ["t", "T", "m³", "m3", "M3", "人次", "亩", "UNIT-2", "training places", "TRUE", "m3; of water", "m3%3B of water", "cny", "person-days of volunteers in the mountains",
         "person-days of volunteers in the valleys", "%", "\\", "a  b"]


def other(*words):
    """What another program says, in text."""
    if shutil.which(words[0]) is None:
        raise Skipped(words[0] + " is not installed")
    done = subprocess.run(words, capture_output=True, env=ENVIRONMENT, timeout=300)
    expect(done.returncode == 0, words[0], "status", done.returncode, done.stderr.decode()[-1000:])
    return done.stdout.decode()


def owners(book):
    """(region or None, "AGREEMENT/POOL" or None, root, unit) → what `balances` says, where it is not zero."""
    found = {}
    for row in run_json("balances", book)["balances"]:
        for root, figure in (("claims", "outstanding"), ("funds", "paid")):
            if Decimal(row[figure]) != 0:
                pool = row["pool"].removeprefix("pool:") if row["region"] is None else None
                found[row["region"], pool, root, row["commodity"]] = Decimal(row[figure])
    return found


def not_zero(triples):
    found = {}
    for account, unit, amount in triples:
        expect((account, unit) not in found, "twice:", account, unit)
        if Decimal(amount) != 0:
            found[account, unit] = Decimal(amount)
    return found


def expected_of_hledger(book):
    return {(f"{root}:{region}" if region is not None else f"{root}:pool:{pool.replace('/', ':')}", re.sub(r'[";\\]|%(?=[0-9A-F]{2})', lambda m: f"%{ord(m[0]):02X}", unit)): amount
            for (region, pool, root, unit), amount in owners(book).items()}


def check(what, found, expected):
    expect(len(expected) > 20, "hardly a balance:", expected)
    expect(found == expected, what, sorted(set(found.items()) ^ set(expected.items()), key=str))


def export(folder, form):
    path = os.path.join(folder.path, "journal." + form)
    run("export", folder.book, "--format", form, "--output", path)
    return path


def check_hledger(folder):
    out = other("hledger", "-f", export(folder, "hledger"), "bal", "--flat", "-N", "-O", "csv", "--layout", "bare")
    check("hledger", not_zero((r["account"], r["commodity"], r["balance"]) for r in rows_of(out)), expected_of_hledger(folder.book))


def check_ledger(folder):
    out = other("ledger", "-f", export(folder, "hledger"), "bal", "--flat", "--no-total")
    found, amounts = [], []
    for line in out.splitlines():
        amount, unit, account = re.fullmatch(r'\s*(-?[\d.]+) ("[^"]+"|\S+)(?:  (\S.*))?', line).groups()
        amounts.append((unit.strip('"'), amount))
        if account:
            found += [(account, unit, amount) for unit, amount in amounts]
            amounts = []
    # Ledger adds to an account what is below it, though the list is flat: a region called "pool" gets all pools.
    expected = {key: amount for key, amount in expected_of_hledger(folder.book).items() if not key[0].endswith(":pool")}
    check("ledger", not_zero(row for row in found if not row[0].endswith(":pool")), expected)


def read_tables(path):
    """What the journal itself says of its accounts and commodities. Returns: account → (region, pool, root), commodity → unit."""
    accounts, units = {}, {}
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    for kind, name, metadata in re.findall(r"^\d{4}-\d\d-\d\d (open|commodity) (\S+)\n((?:  .*\n)*)", text, re.M):
        words = {key: re.sub(r"\\(.)", r"\1", value) for key, value in re.findall(r'^  ([a-z-]+): "(.*)"$', metadata, re.M)}
        if kind == "commodity":
            units[name] = words["name"]
        else:
            root = {"Assets:Claims": "claims", "Assets:Funds": "funds"}[":".join(name.split(":")[:2])]
            pool = f"{words['agreement']}/{words['pool']}" if "pool" in words else None
            accounts[name] = (words.get("region"), pool, root)
    expect(len(set(accounts.values())) == len(accounts) and len(set(units.values())) == len(units), "two are one", accounts, units)
    below = {":".join(name.split(":")[:length]) for name in accounts for length in range(1, name.count(":") + 1)}
    expect(not below & set(accounts), "an account below another", below & set(accounts))
    return accounts, units


def check_beancount(folder):
    path = export(folder, "beancount")
    expect(other("bean-check", path) == "", "bean-check says something")
    accounts, units = read_tables(path)
    rows = rows_of(other("bean-query", "-f", "csv", path, "select account, currency, sum(number) as total group by account, currency"))
    lines = re.findall(r"^(\S+) +(-?[\d.]+) +(\S+) *$", other("bean-report", path, "balances"), re.M)
    for what, found in (("bean-query", [(r["account"].strip(), r["currency"].strip(), r["total"].strip()) for r in rows]),
                        ("bean-report", [(account, unit, amount) for account, amount, unit in lines])):
        check(what, {(*accounts[account], units[unit]): amount for (account, unit), amount in not_zero(found).items()}, owners(folder.book))
    # The head goes with every transaction.
    heads = {r["head"].strip() for r in rows_of(other("bean-query", "-f", "csv", path, "select distinct entry_meta('head') as head"))}
    expect(heads == {"%d:%s" % folder.head()}, "heads", heads)


def sample():
    folder = Folder(sample=True)
    run("settle", folder.book, "--post")
    run("reverse", folder.book, "3", "--reason", 'typed "wrong" \\ twice; or | thrice\n2020-01-01 open Assets:X')
    return folder


def difficult():
    """Every name of the lists above, with a balance of its own, in entries whose days go back and forth."""
    folder = Folder()
    lines = ["code,name_zh,name_en"] + [f"{code},合成{number},Synthetic {number}" for number, code in enumerate(REGIONS)]
    run("import", folder.book, folder.write("regions.csv", "\n".join(lines) + "\n"))
    payments = io.StringIO()
    payments.write("agreement,from,to,amount,date,commodity,document,memo\n")
    amount, documents = 0, []
    for number, code in enumerate(AGREEMENTS):
        parties = [{"name": f"P{at}", "region": region, "role": "partner"} for at, region in enumerate(REGIONS)]
        parties += [{"name": name, "role": "pool"} for name in POOLS]
        rules = ["P0 pays P1 1"] + [f'P0 provides P1 1 "{unit}"' for unit in UNITS]
        documents.append(folder.write(f"{number}.json", document(code=code, parties=parties, indicators=[], rules=rules,
                                                                 units={unit: "0.000001" for unit in UNITS})))
        for at, (payer, receiver) in enumerate([(f"P{at}", f"P{at + 1}") for at in range(len(REGIONS) - 1)] + [("P0", name) for name in POOLS]):
            amount += 1
            day = f"{1900 + (amount * 37) % 150}-02-{1 + amount % 28:02}"
            payments.write(f'{code},{payer},{receiver},{amount}.01,{day},,"{code} ""{at}"" \\","{receiver}; | \\ ""{code}"""\n')
            unit = UNITS[amount % len(UNITS)]
            payments.write(f"{code},{payer},{receiver},{amount}.000001,{day},{unit},,\n")
    payments.write(f"{AGREEMENTS[0]},P0,P1,92233720368547.75,2020-01-01,,,\n{AGREEMENTS[0]},P0,P1,9223372036.854775,2020-01-01,t,,\n")
    run("import", folder.book, *documents)
    run("import", folder.book, folder.write("payments.csv", payments.getvalue()))
    return folder


for make in (sample, difficult):
    for check_one in (check_hledger, check_ledger, check_beancount):
        def compare(make=make, check_one=check_one):
            folder = make()
            try:
                check_one(folder)
            finally:
                folder.remove()
        compare.__name__ = f"{make.__name__}_{check_one.__name__[len('check_'):]}"
        case(compare)

sys.exit(main())
