# SPDX-License-Identifier: GPL-3.0-or-later
"""Views of the past: by region, pair, mechanism, agreement and month, at days and as known, with what naive sums make of them."""
import collections
import csv
import io

import book_data
import book_others

# In the middle of the generated dates, where most is to be read; and near their end, as most are asked for.
MIDDLE, LATE = (2012 * 12 + 4, 17), (2024 * 12 + 2, 5)
# A new book has three facts; then come regions, agreements and the first half of the payments.
KNOWN = '#%d' % (3 + 1 + book_data.N_AGREEMENTS + 1)


def arguments(by, day, known):
    words = ['--by', by, '--format', 'csv']
    if day is not None:
        words += ['--on', '%04d-%02d-%02d' % (day[0] // 12, day[0] % 12 + 1, day[1])]
    return words + (['--known-on', KNOWN] if known else [])


def expect(data, by, day, known):
    """What has been paid, by what lines are for; sums of nothing left out."""
    chosen = [row for row in data.rows[:data.count // 2 if known else None] if day is None or row[2:4] <= day]
    totals, units = collections.defaultdict(int), collections.defaultdict(int)
    for payer, receiver, month, _, minor, agreement in chosen:
        if by in ('region', 'month'):
            totals[(payer,) if by == 'region' else (payer, month)] -= minor
            totals[(receiver,) if by == 'region' else (receiver, month)] += minor
        elif by == 'pair':
            totals[min(payer, receiver), max(payer, receiver)] += minor if payer < receiver else -minor
        else:
            units[agreement] += minor if (payer, receiver) == tuple(data.parties[agreement][name] for name in ('Lower', 'Upper')) else -minor
    for agreement, net in units.items():
        totals[('B%03d' % agreement,) if by == 'agreement' else (data.mechanisms[agreement],)] += abs(net)
    return {key: total for key, total in totals.items() if total}


def read(text, by):
    totals = collections.defaultdict(int)
    for row in csv.DictReader(io.StringIO(text)):
        paid = book_others.minor(row['paid'])
        if by == 'pair':
            totals[min(row['from'], row['to']), max(row['from'], row['to'])] += paid if row['from'] < row['to'] else -paid
        elif by == 'month':
            totals[row['region'], int(row['month'][:4]) * 12 + int(row['month'][5:7]) - 1] += paid
        else:
            totals[(row[by],)] += paid
    return {key: total for key, total in totals.items() if total}


def list_views():
    """[(what it is called, by, day, known)], today's first."""
    rows = []
    for by in ('region', 'pair', 'mechanism', 'agreement', 'month'):
        rows.append((by, by, None, False))
        rows += [('  at a past date', by, MIDDLE, False), ('  at a late date', by, LATE, False), ('  as known', by, None, True),
                 ('  at a past date, as known', by, MIDDLE, True)]
    return rows
