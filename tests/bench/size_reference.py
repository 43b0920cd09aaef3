# SPDX-License-Identifier: GPL-3.0-or-later
"""What people script: reads tables of observations and settles the synthetic agreements of size_data.py with fractions.

size_reference.py YEARS TABLE… prints {agreement: {period: {"from>to": fen}}} as JSON.
"""
import csv
import json
import sys
from fractions import Fraction

from size_data import FIRST_YEAR

LIMITS = {'COD': [15, 15, 20, 30, 40], 'NH3N': ['0.15', '0.5', '1.0', '1.5', '2.0'], 'TP': ['0.02', '0.1', '0.2', '0.3', '0.4'],
          'CODMN': [2, 4, 6, 10, 15], 'BOD5': [3, 3, 4, 6, 10], 'F': ['1.0', '1.0', '1.0', '1.5', '1.5'],
          'CU': ['0.01', '1.0', '1.0', '1.0', '1.0'], 'ZN': ['0.05', '1.0', '1.0', '2.0', '2.0']}
LIMITS = {name: [Fraction(limit) for limit in limits] for name, limits in LIMITS.items()}
WAN = 10000


def read_tables(paths):
    observations = {}
    for path in paths:
        with open(path, newline='', encoding='utf-8') as file:
            for row in csv.DictReader(file):
                year, month = row['period'].split('-')
                series = observations.setdefault(row['agreement'], {}).setdefault(row['indicator'], {})
                series[int(year) * 12 + int(month) - 1] = Fraction(row['value'])
    return observations


def mean(series, months):
    return sum(series[month] for month in months) / len(months)


def total(series, months):
    return sum(series[month] for month in months)


def to_fen(amount):
    """Rounded half away from zero."""
    magnitude = abs(amount) * 100
    fen = int(magnitude + Fraction(1, 2))
    return -fen if amount < 0 else fen


def pay(owed, payer, receiver, amount):
    fen = to_fen(amount)
    if payer > receiver:
        payer, receiver, fen = receiver, payer, -fen
    owed[payer, receiver] = owed.get((payer, receiver), 0) + fen


def water_class(name, value):
    for number, limit in enumerate(LIMITS[name], 1):
        if value <= limit:
            return number
    return 6


def settle_by_class(data, months):
    owed = {}
    value = {name: mean(data[name], months) for name in LIMITS}
    pay(owed, 'Lower', 'Upper', 600 * WAN * (3 - max(water_class(name, value[name]) for name in LIMITS)))
    index = Fraction(0)
    for name in ('COD', 'NH3N', 'TP'):
        earlier = [month - 12 for month in months]
        before = mean(data[name], earlier) if all(month in data[name] for month in earlier) else value[name]
        index += value[name] / before
    index /= 3
    if total(data['flow'], months) > 0:
        pay(owed, 'Lower', 'Upper', max(Fraction(-40), min(Fraction(40), (1 - index) * 100)) * 10 * WAN)
    return owed


def settle_month(data, months):
    owed = {}
    value = {name: mean(data[name], months) for name in LIMITS}
    if (value['COD'] <= 20 and value['NH3N'] <= 1 and value['TP'] <= Fraction('0.2') and value['CODMN'] <= 6 and value['BOD5'] <= 4
            and value['F'] <= 1 and value['CU'] <= 1 and value['ZN'] <= 1):
        pay(owed, 'Lower', 'Upper', 5 * WAN + total(data['flow'], months) * Fraction('0.003'))
    else:
        pay(owed, 'Upper', 'Lower', 2 * WAN * max(value['COD'] / 20, value['NH3N'], value['TP'] / Fraction('0.2'), value['CODMN'] / 6,
                                                   value['BOD5'] / 4, value['F']))
    return owed


def settle_quarter(data, months):
    owed = {}
    value = {name: mean(data[name], months) for name in LIMITS}
    points = Fraction('0.85') * (Fraction('0.3') * value['COD'] / 20 + Fraction('0.25') * value['NH3N'] +
                                 Fraction('0.2') * value['TP'] / Fraction('0.2') + Fraction('0.1') * value['CODMN'] / 6 +
                                 Fraction('0.05') * value['BOD5'] / 4 + Fraction('0.04') * value['F'] +
                                 Fraction('0.03') * value['CU'] + Fraction('0.03') * value['ZN'])
    if points <= Fraction('0.35'):
        amount = Fraction(300 * WAN)
    elif points <= Fraction('0.5'):
        amount = 200 * WAN * (Fraction('1.3') - points)
    elif points <= Fraction('0.6'):
        amount = Fraction(0)
    else:
        amount = -150 * WAN * points
    pay(owed, 'Lower', 'Upper', amount)
    fen = to_fen(total(data['flow'], months) * Fraction('0.001'))
    lower, upper = fen * 2 // 3, fen // 3
    if fen - lower - upper == 1:
        if (fen * 2) % 3 >= fen % 3:
            lower += 1
        else:
            upper += 1
    owed['Fund', 'Lower'] = -lower
    owed['Fund', 'Upper'] = -upper
    return owed


def settle_by_months(data, months):
    owed = {}
    amount = Fraction(0)
    for month in months:
        worst = max(data['COD'][month] / 20, data['NH3N'][month], data['TP'][month] / Fraction('0.2'), data['CODMN'][month] / 6,
                    data['BOD5'][month] / 4, data['F'][month], data['CU'][month], data['ZN'][month])
        amount += 20 * WAN if worst <= 1 else -10 * WAN * worst
    pay(owed, 'Lower', 'Upper', amount)
    pay(owed, 'Lower', 'Upper', total(data['flow'], months) * Fraction('0.002'))
    return owed


SHAPES = [(settle_by_class, 12), (settle_month, 1), (settle_quarter, 3), (settle_by_months, 12)]


def name_period(first, length):
    year, month = divmod(first, 12)
    return {1: '%d-%02d' % (year, month + 1), 3: '%d-Q%d' % (year, month // 3 + 1), 12: '%d' % year}[length]


def settle(agreement, data, n_years):
    rule, length = SHAPES[int(agreement[1:]) % len(SHAPES)]
    results = {}
    for first in range(FIRST_YEAR * 12, (FIRST_YEAR + n_years) * 12, length):
        results[name_period(first, length)] = {
            '%s>%s' % (pair if fen > 0 else pair[::-1]): abs(fen)
            for pair, fen in rule(data, range(first, first + length)).items() if fen != 0}
    return results


def main():
    n_years = int(sys.argv[1])
    observations = read_tables(sys.argv[2:])
    json.dump({agreement: settle(agreement, data, n_years) for agreement, data in observations.items()}, sys.stdout)


if __name__ == '__main__':
    main()
