# SPDX-License-Identifier: GPL-3.0-or-later
"""Synthetic agreements and payments for the benchmark of the book, the same for the same number, and their sums, added up naively."""
import collections
import csv
import json
import os
import random

N_AGREEMENTS = 500
FIRST_YEAR, LAST_YEAR = 2000, 2024
PROVINCES = ['110000', '120000', '130000', '140000', '150000', '210000', '220000', '230000', '310000', '320000', '330000', '340000',
             '350000', '360000', '370000', '410000', '420000', '430000', '440000', '450000', '460000', '500000', '510000', '520000',
             '530000', '540000', '610000', '620000', '630000', '640000', '650000']
# Cities are made up; two in each province, so that there are 93 regions.
CITIES = [province[:3] + '%d00' % (i + 1) for province in PROVINCES for i in range(2)]


class Data:
    """Files in @folder: regions, documents, payments in one file and in two halves; and what stands in them, amounts in minor units."""

    def __init__(self, folder, count):
        chance = random.Random(count)
        self.count = count
        self.regions = os.path.join(folder, 'regions.csv')
        self.payments = os.path.join(folder, 'payments.csv')
        self.halves = [os.path.join(folder, 'payments-%d.csv' % i) for i in (1, 2)]
        self.documents = []
        self.rows = []  # (payer, receiver, year * 12 + month - 1, day, amount, agreement's number): regions
        self.mechanisms = []
        self._write_regions()
        self._write_documents(folder, chance)
        self._write_payments(chance)

    def _write_regions(self):
        with open(self.regions, 'w', newline='', encoding='utf-8') as file:
            writer = csv.writer(file)
            writer.writerow(['code', 'name_zh', 'name_en', 'parent'])
            for code in CITIES:
                writer.writerow([code, '合成' + code, 'Synthetic ' + code, code[:2] + '0000'])

    def _write_documents(self, folder, chance):
        self.parties = []
        for i in range(N_AGREEMENTS):
            upper, lower = chance.sample(PROVINCES + CITIES, 2)
            self.parties.append({'Upper': upper, 'Lower': lower})
            self.mechanisms.append(chance.choice(['watershed', 'grain', 'market']))
            document = {'hengping': 'agreement/1', 'code': 'B%03d' % i, 'title': {'en': 'Generated %d' % i},
                        'mechanism': self.mechanisms[-1],
                        'parties': [{'name': 'Upper', 'region': upper, 'role': 'protector'},
                                    {'name': 'Lower', 'region': lower, 'role': 'beneficiary'}],
                        'from': '%d-01-01' % FIRST_YEAR, 'assessed': 'year', 'rules': ['Lower pays Upper 100万']}
            self.documents.append(os.path.join(folder, 'B%03d.json' % i))
            with open(self.documents[-1], 'w', encoding='utf-8') as file:
                json.dump(document, file)

    def _write_payments(self, chance):
        head = 'agreement,from,to,amount,date\r\n'
        files = [open(path, 'w', encoding='utf-8') for path in (self.payments, *self.halves)]
        for file in files:
            file.write(head)
        for i in range(self.count):
            agreement = chance.randrange(N_AGREEMENTS)
            names = ('Lower', 'Upper') if chance.random() < 0.9 else ('Upper', 'Lower')
            minor = chance.randrange(100, 500000000)
            year, month, day = chance.randrange(FIRST_YEAR, LAST_YEAR + 1), chance.randrange(1, 13), chance.randrange(1, 29)
            line = 'B%03d,%s,%s,%d.%02d,%d-%02d-%02d\r\n' % (agreement, *names, minor // 100, minor % 100, year, month, day)
            files[0].write(line)
            files[1 if i < self.count // 2 else 2].write(line)
            parties = self.parties[agreement]
            self.rows.append((parties[names[0]], parties[names[1]], year * 12 + month - 1, day, minor, agreement))
        for file in files:
            file.close()

    def paid(self, month=None, day=None, first=None):
        """What each region has got, of payments dated up to a day or of the first so many."""
        totals = collections.defaultdict(int)
        for payer, receiver, row_month, row_day, minor, _ in self.rows[:first]:
            if month is None or (row_month, row_day) <= (month, day):
                totals[payer] -= minor
                totals[receiver] += minor
        return {region: total for region, total in totals.items() if total}

    def months(self):
        totals = collections.defaultdict(int)
        for payer, receiver, month, _, minor, _ in self.rows:
            totals[payer, month] -= minor
            totals[receiver, month] += minor
        return {key: total for key, total in totals.items() if total}
