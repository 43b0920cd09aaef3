# SPDX-License-Identifier: GPL-3.0-or-later
"""Synthetic agreements and observations for the benchmark of size, the same for the same numbers of agreements and years.

Four shapes of agreement take turns: a yearly one by water class and index, a monthly one that pays up or down, a quarterly ladder, and
a yearly one that adds up its months. Every agreement has the same nine indicators, observed each month.
"""
import json
import os
import random

FIRST_YEAR = 2014
MONTHS = ['%02d' % month for month in range(1, 13)]
# Name, least and most value in units of the last decimal, decimals.
INDICATORS = [('COD', 80, 280, 1), ('NH3N', 10, 140, 2), ('TP', 20, 260, 3), ('CODMN', 10, 65, 1), ('BOD5', 10, 45, 1), ('F', 20, 120, 2),
              ('CU', 1, 20, 3), ('ZN', 10, 80, 3), ('flow', 1000000, 90000000, 0)]
PROVINCES = ['110000', '120000', '130000', '140000', '150000', '210000', '220000', '230000', '310000', '320000', '330000', '340000',
             '350000', '360000', '370000', '410000', '420000', '430000', '440000', '450000', '460000', '500000', '510000', '520000']
SHAPES = [
    ('year', ['Lower pays Upper 600万 * (3 - class(COD, NH3N, TP, CODMN, BOD5, F, CU, ZN))',
              'index = (COD / default(ago(COD, 1 year), COD) + NH3N / default(ago(NH3N, 1 year), NH3N) + '
              'TP / default(ago(TP, 1 year), TP)) / 3',
              'Lower pays Upper clamp((1 - index) * 100, -40, 40) * 10万 when flow > 0']),
    ('month', ['clean = COD <= 20 and NH3N <= 1.0 and TP <= 0.2 and CODMN <= 6 and BOD5 <= 4 and F <= 1.0 and CU <= 1.0 and ZN <= 1.0',
               'Lower pays Upper 5万 + flow * 0.003 when clean',
               'Upper pays Lower 2万 * max(COD / 20, NH3N / 1.0, TP / 0.2, CODMN / 6, BOD5 / 4, F / 1.0) when not clean']),
    ('quarter', ['P = 0.85 * (0.3 * COD / 20 + 0.25 * NH3N / 1.0 + 0.2 * TP / 0.2 + 0.1 * CODMN / 6 + 0.05 * BOD5 / 4 + 0.04 * F + '
                 '0.03 * CU + 0.03 * ZN)',
                 'Lower pays Upper ladder(P: <= 0.35 -> 300万; <= 0.5 -> 200万 * (1.3 - P); <= 0.6 -> 0; else -150万 * P)',
                 'Lower:2, Upper:1 pay Fund flow * 0.001']),
    ('year', ['worst = max(COD / 20, NH3N / 1.0, TP / 0.2, CODMN / 6, BOD5 / 4, F / 1.0, CU / 1.0, ZN / 1.0)',
              'Lower pays Upper sum over months (if worst <= 1 then 20万 else -10万 * worst)',
              'Lower pays Upper flow * 0.002']),
]


def code(agreement):
    return 'S%05d' % agreement


def make_agreement(agreement, n_years):
    assessed, rules = SHAPES[agreement % len(SHAPES)]
    parties = [{'name': 'Upper', 'region': PROVINCES[agreement % 23], 'role': 'protector'},
               {'name': 'Lower', 'region': PROVINCES[agreement % 23 + 1], 'role': 'beneficiary'}]
    if assessed == 'quarter':
        parties.append({'name': 'Fund', 'role': 'pool'})
    indicators = []
    for name, _, _, _ in INDICATORS:
        indicator = {'name': name, 'observed': 'month', 'unit': 'mg/L', 'standard': name}
        if name == 'flow':
            indicator = {'name': name, 'observed': 'month', 'unit': 'm3', 'aggregate': 'sum'}
        indicators.append(indicator)
    return {'hengping': 'agreement/1', 'code': code(agreement), 'title': {'en': 'Synthetic river %d' % agreement},
            'mechanism': 'watershed', 'parties': parties, 'from': '%d-01-01' % FIRST_YEAR,
            'to': '%d-12-31' % (FIRST_YEAR + n_years - 1), 'assessed': assessed, 'indicators': indicators, 'rules': rules,
            'rounding': {'money': '0.01 half-up'}}


def write_agreements(folder, agreements, n_years):
    paths = []
    for agreement in agreements:
        paths.append(os.path.join(folder, code(agreement) + '.json'))
        with open(paths[-1], 'w', encoding='utf-8') as file:
            json.dump(make_agreement(agreement, n_years), file)
    return paths


def value_texts():
    """For each indicator a ring of values as they would be written."""
    chance = random.Random(20240607)
    rings = []
    for _, least, most, decimals in INDICATORS:
        units = [chance.randint(least, most) for _ in range(4099)]
        rings.append([('%d' % unit if decimals == 0 else '%.*f' % (decimals, unit / 10 ** decimals)) for unit in units])
    return rings


def place(agreement, indicator, month, revision=0):
    return (agreement * 7919 + indicator * 1543 + month * 389 + revision * 2311 + agreement * month) % 4099


def write_observations(folder, agreements, n_years, name='observations'):
    """One table a year, in the order in which readings arrive: month by month, in each by agreement."""
    rings = value_texts()
    named = [(agreement, code(agreement)) for agreement in agreements]
    names = [indicator[0] for indicator in INDICATORS]
    paths = []
    for year in range(n_years):
        paths.append(os.path.join(folder, '%s-%d.csv' % (name, FIRST_YEAR + year)))
        with open(paths[-1], 'w', encoding='utf-8') as file:
            file.write('agreement,indicator,period,value,source\n')
            for month in range(12):
                period = '%d-%s' % (FIRST_YEAR + year, MONTHS[month])
                for agreement, text in named:
                    file.write(''.join('%s,%s,%s,%s,station\n' % (
                        text, names[i], period, rings[i][place(agreement, i, year * 12 + month)]) for i in range(len(names))))
    return paths


def write_revisions(folder, agreements, n_years, count, seed=1, name='revisions'):
    """Corrected readings of @count places drawn by chance, all of agreements given."""
    chance = random.Random(seed)
    rings = value_texts()
    agreements = list(agreements)
    most = len(agreements) * len(INDICATORS) * n_years * 12
    path = os.path.join(folder, name + '.csv')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('agreement,indicator,period,value,source\n')
        for drawn in sorted(chance.sample(range(most), min(count, most))):
            agreement, rest = divmod(drawn, len(INDICATORS) * n_years * 12)
            indicator, month = divmod(rest, n_years * 12)
            agreement = agreements[agreement]
            file.write('%s,%s,%d-%s,%s,station\n' % (
                code(agreement), INDICATORS[indicator][0], FIRST_YEAR + month // 12, MONTHS[month % 12],
                rings[indicator][place(agreement, indicator, month, 1)]))
    return path
