# SPDX-License-Identifier: GPL-3.0-or-later
"""All balances of a book with many payments: hengping-cli beside ledger and hledger on the exported journal, in one run.

bench-balances.py hengping-cli [payments]

The data is made here from a fixed seed. The balances of all programs must be equal in every account, or the benchmark fails.
"""
import collections
import csv
import fractions
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

program = sys.argv[1]
count = int(sys.argv[2]) if len(sys.argv) > 2 else 100000
environment = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='')
PROVINCES = ['110000', '120000', '130000', '140000', '150000', '210000', '220000', '230000', '310000', '320000', '330000', '340000',
             '350000', '360000', '370000', '410000', '420000', '430000', '440000', '450000', '460000', '500000', '510000', '520000',
             '530000', '540000', '610000', '620000', '630000', '640000', '650000']


def run(*arguments):
    started = time.perf_counter()
    result = subprocess.run(arguments, check=True, env=environment, stdout=subprocess.PIPE)
    return time.perf_counter() - started, result.stdout.decode()


def best(*arguments, times=3):
    results = [run(*arguments) for _ in range(times)]
    return min(result[0] for result in results), results[0][1]


def make_agreements(folder, chance):
    paths = []
    for i in range(500):
        upper, lower = chance.sample(PROVINCES, 2)
        document = {'hengping': 'agreement/1', 'code': 'B%03d' % i, 'title': {'en': 'Generated %d' % i}, 'mechanism': 'watershed',
                    'parties': [{'name': 'Upper', 'region': upper, 'role': 'protector'},
                                {'name': 'Lower', 'region': lower, 'role': 'beneficiary'}],
                    'from': '2000-01-01', 'assessed': 'year', 'rules': ['Lower pays Upper 100万']}
        paths.append(os.path.join(folder, 'B%03d.json' % i))
        with open(paths[-1], 'w', encoding='utf-8') as file:
            json.dump(document, file)
    return paths


def make_payments(folder, chance):
    path = os.path.join(folder, 'payments.csv')
    with open(path, 'w', newline='', encoding='utf-8') as file:
        writer = csv.writer(file)
        writer.writerow(['agreement', 'from', 'to', 'amount', 'date'])
        for _ in range(count):
            parties = ['Lower', 'Upper'] if chance.random() < 0.9 else ['Upper', 'Lower']
            writer.writerow(['B%03d' % chance.randrange(500), *parties, '%d.%02d' % (chance.randrange(1, 5000000), chance.randrange(100)),
                             '%d-%02d-%02d' % (chance.randrange(2000, 2025), chance.randrange(1, 13), chance.randrange(1, 29))])
    return path


def read_hledger(text):
    totals = {}
    for row in csv.DictReader(io.StringIO(text)):
        if row['account'] not in ('total', 'Total:'):
            totals[row['account']] = fractions.Fraction(row['balance'].replace('CNY', '').replace(' ', '').replace(',', ''))
    return totals


def read_ledger(text):
    totals = {}
    for line in text.splitlines():
        account, amount = line.rsplit(',', 1)
        totals[account] = fractions.Fraction(amount)
    return totals


def read_ours(text):
    totals = collections.defaultdict(fractions.Fraction)
    for row in json.loads(text)['balances']:
        totals['claims:' + row['region']] += fractions.Fraction(row['outstanding'])
        totals['funds:' + row['region']] += fractions.Fraction(row['paid'])
    return totals


def without_zeros(totals):
    return {account: amount for account, amount in totals.items() if amount}


def main():
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        book, journal = os.path.join(folder, 'bench.hengping'), os.path.join(folder, 'bench.journal')
        run(program, 'new', book)
        run(program, 'import', book, *make_agreements(folder, chance))
        seconds, _ = run(program, 'import', book, make_payments(folder, chance))
        print('import of %d payments: %.2f s, %.0f a second' % (count, seconds, count / seconds))
        seconds, _ = run(program, 'export', book, '--format', 'hledger', '--output', journal)
        print('export: %.2f s' % seconds)
        seconds, _ = run(program, 'verify', book)
        print('verify: %.2f s' % seconds)

        ours, text = best(program, 'balances', book, '--format', 'json')
        expected = without_zeros(read_ours(text))
        print('balances: hengping-cli %.1f ms' % (ours * 1000))
        for name, read, arguments in [
                ('ledger', read_ledger, ['ledger', '-f', journal, 'bal', '--flat', '--no-total', '--empty', '--format',
                                         '%(account),%(quantity(display_total))\n']),
                ('hledger', read_hledger, ['hledger', '-f', journal, 'bal', '--flat', '-N', '-E', '-O', 'csv'])]:
            if shutil.which(name) is None:
                print('%s is not installed' % name)
                continue
            seconds, text = best(*arguments, times=2)
            equal = without_zeros(read(text)) == expected
            print('balances: %s %.1f ms = %.0f times as long, %s in all %d accounts'
                  % (name, seconds * 1000, seconds / ours, 'equal' if equal else 'NOT EQUAL', len(expected)))
            if not equal:
                return 1
    return 0


sys.exit(main())
