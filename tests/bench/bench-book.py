# SPDX-License-Identifier: GPL-3.0-or-later
"""The book beside ledger, hledger and beancount on the exported journal, and beside a bare SQLite program (the floor), in one run.

bench-book.py HENGPING-CLI BOOK-CALLS BOOK-FLOOR [--sizes 10000,100000,1000000] [--others-up-to 100000] [--without TASK,…]

The data is made here from fixed seeds. The sums of every program must be equal in every account, or the benchmark fails. Times are the
least of some runs of a new process each, the program's start included.
"""
import argparse
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import types

import book_data
import book_others
import book_views

TASKS = ['balances', 'past', 'known', 'views', 'last', 'months', 'import', 'export', 'verify', 'pay', 'others']
REGION = '410000'
PAST_MONTH, PAST_DAY = 2012 * 12 + 4, 17


class Run:
    def __init__(self, arguments):
        started = time.perf_counter()
        with tempfile.TemporaryFile() as output:
            process = os.posix_spawn(self.find(arguments[0]), [str(word) for word in arguments], book_others.ENVIRONMENT,
                                     file_actions=[(os.POSIX_SPAWN_DUP2, output.fileno(), 1)])
            _, status = os.waitpid(process, 0)
            self.seconds = time.perf_counter() - started
            output.seek(0)
            self.text = output.read().decode()
        if status != 0:
            raise SystemExit('%s failed' % ' '.join(str(word) for word in arguments))

    @staticmethod
    def find(program):
        return program if '/' in program else subprocess.run(['which', program], check=True, stdout=subprocess.PIPE).stdout.decode().strip()


def best(arguments, times):
    runs = [Run(arguments) for _ in range(times)]
    return min(runs, key=lambda run: run.seconds)


def read_ours(text):
    pairs = [(row['region'], book_others.minor(row['paid'])) for row in json.loads(text)['balances']]
    return {region: total for region, total in pairs if total}


def read_our_months(text):
    rows = [(row['region'], int(row['month'][:4]) * 12 + int(row['month'][5:7]) - 1, book_others.minor(row['paid']))
            for row in csv.DictReader(io.StringIO(text))]
    return {(region, month): total for region, month, total in rows if total}


def check(what, found, expected):
    if found != expected:
        wrong = [key for key in set(found) | set(expected) if found.get(key) != expected.get(key)]
        raise SystemExit('%s: %d of %d differ, the first %s: %s, expected %s'
                         % (what, len(wrong), len(expected), wrong[0], found.get(wrong[0]), expected.get(wrong[0])))


def milliseconds(seconds):
    return '%.1f ms' % (seconds * 1000) if seconds < 10 else '%.1f s' % seconds


class Bench:
    def __init__(self, options, folder, count):
        self.options, self.folder, self.count = options, folder, count
        self.book, self.floor_book = os.path.join(folder, 'bench.hengping'), os.path.join(folder, 'floor.sqlite')
        self.journal = os.path.join(folder, 'bench.journal')
        self.figures = {}
        self.data = book_data.Data(folder, count)
        self.others = {}

    def wanted(self, task):
        return task not in self.options.without

    def show(self, task, ours, floor=None, task_of_others=None, note=''):
        """One line: ours, times the floor, and how many times as long the others take."""
        text = '%-38s %10s' % (task, milliseconds(ours.seconds))
        if floor is not None:
            text += ' = %.1f x floor (%s)' % (ours.seconds / floor.seconds, milliseconds(floor.seconds))
        for name, run in self.others.get(task_of_others, {}).items():
            text += '; %s %s = %.0f x' % (name, milliseconds(run.seconds), run.seconds / ours.seconds)
        print(text + note, flush=True)
        self.figures[task] = ours.seconds

    def make(self):
        """Both books anew in turn, the fastest of each as of the other tasks; the last ones stay."""
        cli, floor = self.options.cli, self.options.floor
        empty = os.path.join(self.folder, 'empty.hengping')
        Run([cli, 'new', empty])
        Run([cli, 'import', empty, self.data.regions, *self.data.documents])
        ours, base = [], []
        for _ in range(5 if self.count <= 100000 else 2):
            shutil.copyfile(empty, self.book)
            if os.path.exists(self.floor_book):
                os.remove(self.floor_book)
            ours.append(sum(Run([cli, 'import', self.book, path]).seconds for path in self.data.halves))
            base.append(Run([floor, 'import', self.floor_book, self.data.payments]))
        base = min(base, key=lambda run: run.seconds)
        run = types.SimpleNamespace(seconds=min(ours))
        self.show('import of payments', run, base, note='; %.0f a second, floor %.0f' % (self.count / run.seconds, self.count / base.seconds))
        if self.wanted('export') or self.wanted('others'):
            self.exported = best([cli, 'export', self.book, '--format', 'hledger', '--output', self.journal], 1 if self.count > 100000 else 2)

    def ask_others(self):
        if not self.wanted('others') or self.count > self.options.others_up_to:
            return
        beancount = os.path.join(self.folder, 'bench.beancount')
        Run([self.options.cli, 'export', self.book, '--format', 'beancount', '--output', beancount])
        expected = {'balances': self.data.paid(), 'past': self.data.paid(PAST_MONTH, PAST_DAY), 'months': self.data.months()}
        for task, rows in book_others.commands(self.journal, beancount, REGION).items():
            for name, arguments, read in rows:
                if not self.wanted(task) or not self.wanted(name):
                    continue
                run = best(arguments, 2 if self.count <= 10000 else 1)
                if read is not None:
                    check('%s of %s' % (task, name), read(run.text), expected[task])
                self.others.setdefault(task, {})[name] = run

    def ask(self):
        cli, calls, floor, book = self.options.cli, self.options.calls, self.options.floor, self.book
        times = 15
        balances = [cli, 'balances', book, '--format', 'json']
        ours = best(balances, times)
        check('balances', read_ours(ours.text), self.data.paid())
        # Of a process that was started by a small one: a child is counted with what its starter held.
        peak = float(Run([floor, 'peak', *balances]).text.splitlines()[-1]) / 1024
        self.show('all balances', ours, best([floor, 'balances', self.floor_book], times), 'balances', '; peak %.1f MB' % peak)
        if self.wanted('past'):
            ours = best(balances + ['--on', book_others.MONTH_AND_DAY], times)
            check('past balances', read_ours(ours.text), self.data.paid(PAST_MONTH, PAST_DAY))
            self.show('balances at a past date', ours, best([floor, 'past', self.floor_book, '%d' % (PAST_MONTH * 31 + PAST_DAY)], times), 'past')
        if self.wanted('known'):
            self.ask_known(balances, times)
        if self.wanted('views'):
            self.ask_views()
        if self.wanted('last'):
            self.show('last 100 entries of a region', best([calls, 'last', book, REGION], times),
                      best([floor, 'last', self.floor_book, 'B000Upper'], times), 'last')
        if self.wanted('months'):
            ours = best([cli, 'balances', book, '--by', 'month', '--format', 'csv'], 5)
            check('months', read_our_months(ours.text), self.data.months())
            self.show('month × region', ours, best([floor, 'months', self.floor_book], 5), 'months')
        if self.wanted('export'):
            self.show('journal export', self.exported, best([floor, 'export', self.floor_book], 2), 'export')
        if self.wanted('verify'):
            self.show('verify', best([cli, 'verify', book], 2), best([floor, 'verify', self.floor_book], 2))

    def ask_views(self):
        """Each view of the past beside today's balances of the same kind."""
        for name, by, day, known in book_views.list_views():
            ours = best([self.options.cli, 'balances', self.book, *book_views.arguments(by, day, known)], 5)
            check('%s of %s' % (name.strip(), by), book_views.read(ours.text, by), book_views.expect(self.data, by, day, known))
            if day is None and not known:
                today = ours
                self.show('balances by ' + by, ours)
            else:
                self.show(name, ours, note=' = %.1f x today' % (ours.seconds / today.seconds))
                self.figures['%s by %s' % (name.strip(), by)] = self.figures.pop(name)

    def ask_known(self, balances, times):
        """A new book has three facts; then come regions, agreements and the first half of the payments."""
        ours = best(balances + ['--known-on', '#%d' % (3 + 1 + book_data.N_AGREEMENTS + 1)], times)
        check('known balances', read_ours(ours.text), self.data.paid(first=self.count // 2))
        self.show('balances as known on a past date', ours, best([self.options.floor, 'known', self.floor_book, '%d' % (self.count // 2)], times))

    def pay(self):
        if self.wanted('pay'):
            print('%-38s %s' % ('durable booking', Run([self.options.calls, 'pay', self.book, 'B000', '1000']).text.strip()), flush=True)
            print('%-38s %s' % ('  floor', Run([self.options.floor, 'pay', self.floor_book, '1000']).text.strip()), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('cli')
    parser.add_argument('calls')
    parser.add_argument('floor')
    parser.add_argument('--sizes', default='10000,100000,1000000')
    parser.add_argument('--others-up-to', type=int, default=100000, help='hledger wants 15 GB for a million')
    parser.add_argument('--without', default='', help=', '.join(TASKS + ['ledger', 'hledger', 'beancount']))
    options = parser.parse_args()
    options.without = options.without.split(',')
    figures = {}
    for count in (int(size) for size in options.sizes.split(',')):
        with tempfile.TemporaryDirectory() as folder:
            print('%d entries' % count, flush=True)
            bench = Bench(options, folder, count)
            bench.make()
            bench.ask_others()
            bench.ask()
            bench.pay()
            figures[count] = bench.figures
    if 100000 in figures and 1000000 in figures:
        for task, seconds in figures[1000000].items():
            print('growth from 100 thousand to a million: %-38s %.2f x' % (task, seconds / figures[100000][task]))


main()
