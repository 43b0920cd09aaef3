# SPDX-License-Identifier: GPL-3.0-or-later
"""What ledger, hledger and beancount say of an exported journal: what each region has got, in minor units."""
import collections
import csv
import fractions
import io
import os
import re
import shutil

MONTH_AND_DAY = '2012-05-17'
DAY_AFTER = '2012-05-18'


def minor(text):
    amount = fractions.Fraction(re.sub(r'[^0-9.-]', '', text) or '0') * 100
    assert amount.denominator == 1
    return int(amount)


def funds_only(pairs):
    """What each region has got. The book has payments only, so that claims are the same the other way round; where they are not, they show."""
    totals = {'funds': collections.defaultdict(int), 'claims': collections.defaultdict(int)}
    for account, amount in pairs:
        root, _, region = account.lower().rpartition(':')
        if root.rpartition(':')[2] in totals:
            totals[root.rpartition(':')[2]][region] += amount
    found = {region: total for region, total in totals['funds'].items() if total}
    found.update(('claims:' + region, total) for region, total in totals['claims'].items() if total != -totals['funds'][region])
    return found


def read_lines(text):
    return funds_only((line.rsplit(',', 1)[0], minor(line.rsplit(',', 1)[1])) for line in text.splitlines() if ',' in line)


def read_csv(text):
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return funds_only((row[0].strip(), minor(row[1])) for row in rows if len(row) > 1)


def read_months(text):
    rows = list(csv.reader(io.StringIO(text)))
    totals = {}
    for row in rows[1:]:
        if not row[0].startswith('funds:'):
            continue
        for head, cell in zip(rows[0][1:], row[1:]):
            if minor(cell):
                totals[row[0][6:], int(head[:4]) * 12 + int(head[5:7]) - 1] = minor(cell)
    return totals


def read_month_rows(text):
    """Of bean-query: account, year, month, sum."""
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return {(account.strip().rpartition(':')[2], int(year) * 12 + int(month) - 1): minor(amount) for account, year, month, amount in rows
            if minor(amount)}


def commands(journal, beancount_journal, region):
    """Task → [(program, arguments, reader or None)] of what is installed."""
    ledger = ['ledger', '-f', journal]
    hledger = ['hledger', '-f', journal]
    beancount = ['bean-query', '-q', '-f', 'csv', beancount_journal]
    shown = ['bal', '--flat', '--no-total', '--empty', '--format', '%(account),%(quantity(display_total))\n']
    tasks = {
        'balances': [('ledger', ledger + shown, read_lines),
                     ('hledger', hledger + ['bal', '--flat', '-N', '-E', '-O', 'csv'], read_csv),
                     ('beancount', beancount + ['select account, sum(number) group by account'], read_csv)],
        'past': [('ledger', ledger + ['-e', DAY_AFTER] + shown, read_lines),
                 ('hledger', hledger + ['-e', DAY_AFTER, 'bal', '--flat', '-N', '-E', '-O', 'csv'], read_csv),
                 ('beancount', beancount + ['select account, sum(number) where date < %s group by account' % DAY_AFTER], read_csv)],
        'last': [('ledger', ledger + ['reg', 'funds:' + region, '--tail', '100'], None),
                 ('hledger', hledger + ['reg', 'funds:' + region], None),
                 ('beancount', beancount + ["select date, narration, number, balance where account = 'Assets:Funds:%s' order by date desc limit 100" % region],
                  None)],
        'months': [('hledger', hledger + ['bal', '-M', '--flat', '-N', '-E', '-O', 'csv'], read_months),
                   ('beancount', beancount + ["select account, year, month, sum(number) where account ~ 'Funds' group by account, year, month"],
                    read_month_rows)],
        'export': [('ledger', ledger + ['print'], None), ('hledger', hledger + ['print'], None),
                   ('beancount', ['bean-report', '-q', beancount_journal, 'print'], None)],
    }
    return {task: [row for row in rows if shutil.which(row[1][0])] for task, rows in tasks.items()}


ENVIRONMENT = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='', HENGPING_BACKUPS='0', BEANCOUNT_DISABLE_LOAD_CACHE='1')
