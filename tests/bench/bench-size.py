# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten million observations: imported, settled, booked and settled again by hengping-cli, beside a bare scan of the same rows by SQLite and
a script with Python's fractions, all in one run.

bench-size.py hengping-cli bench-scan [agreements [years]]

The data is made here and is the same every time. The script settles a sample of the agreements, and its time is scaled up to all of them;
its amounts must be the program's to the fen, or the benchmark fails. Peak memory is the largest resident set of each program.
"""
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time

import size_data

SAMPLE = 40
REVISIONS = 1000
ENVIRONMENT = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='', HENGPING_BACKUPS='0')


class Run:
    """A program that ran: seconds by the clock and of the processor, peak megabytes, what it printed where that was kept.

    This program stays small itself: what it has in memory when it starts another counts as that one's peak.
    """

    def __init__(self, *arguments, keep=False, look_for=None):
        with tempfile.TemporaryFile() as output:
            started = time.perf_counter()
            process = subprocess.Popen(arguments, env=ENVIRONMENT, stdout=output if keep or look_for else subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                raise SystemExit('%s failed' % ' '.join(arguments[:3]))
            self.processor = usage.ru_utime + usage.ru_stime
            self.megabytes = usage.ru_maxrss / 1024
            output.seek(0)
            self.text = output.read().decode() if keep else ''
            self.has_found = look_for is not None and any(look_for in line for line in output)


def show(words, run, note=''):
    print('%-46s %9.2f s %9.2f s %8.0f MB  %s' % (words, run.seconds, run.processor, run.megabytes, note))
    sys.stdout.flush()


def join(runs):
    """Several runs as one."""
    joined = runs[0]
    for run in runs[1:]:
        joined.seconds += run.seconds
        joined.processor += run.processor
        joined.megabytes = max(joined.megabytes, run.megabytes)
    return joined


def settled_amounts(text):
    results = {}
    for settlement in json.loads(text)['settlements']:
        if settlement['status'] != 'complete':
            raise SystemExit('%s %s is %s' % (settlement['agreement'], settlement['period'], settlement['status']))
        results.setdefault(settlement['agreement'], {})[settlement['period']] = {
            '%s>%s' % (owed['from'], owed['to']): int(owed['amount'].replace('.', '')) for owed in settlement['obligations']}
    return results


def describe_machine(folder):
    with open('/proc/cpuinfo', encoding='utf-8') as file:
        names = [line.split(':', 1)[1].strip() for line in file if line.startswith('model name')]
    return '%s × %d, load %.1f at the beginning, %s; data in %s' % (
        names[0] if names else platform.machine(), os.cpu_count(), os.getloadavg()[0], platform.platform(), os.path.dirname(folder))


def main():
    program, scan = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    n_agreements = int(sys.argv[3]) if len(sys.argv) > 3 else 10000
    n_years = int(sys.argv[4]) if len(sys.argv) > 4 else 10
    n_observations = n_agreements * n_years * 12 * len(size_data.INDICATORS)
    folder = tempfile.mkdtemp(prefix='hengping-size-')
    book = os.path.join(folder, 'size.hengping')
    date = '%d-12-31' % (size_data.FIRST_YEAR + n_years)
    try:
        print('%s\n%d agreements × %d years × 12 months × %d indicators = %d observations' % (
            describe_machine(folder), n_agreements, n_years, len(size_data.INDICATORS), n_observations))
        print('%-46s %11s %11s %11s' % ('', 'clock', 'processor', 'peak'))
        bench(program, scan, folder, book, date, n_agreements, n_years, n_observations)
    finally:
        shutil.rmtree(folder)


def make_and_import(program, folder, book, n_agreements, n_years, n_observations):
    Run(program, 'new', book)
    show('import agreements', Run(program, 'import', book, *size_data.write_agreements(folder, range(n_agreements), n_years)))
    tables = size_data.write_observations(folder, range(n_agreements), n_years)
    run = join([Run(program, 'import', book, table) for table in tables])
    show('import observations, a table a year', run, '%.0f observations a second' % (n_observations / run.seconds))
    for table in tables:
        os.remove(table)


def bench(program, scan, folder, book, date, n_agreements, n_years, n_observations):
    make_and_import(program, folder, book, n_agreements, n_years, n_observations)

    floor = min((Run(scan, book) for _ in range(3)), key=lambda run: run.seconds)
    show('bare scan by SQLite (the best of three)', floor)
    full = min((Run(program, 'settle', book, '--date', date, '--format', 'json') for _ in range(2)), key=lambda run: run.seconds)
    show('full settle (the better of two)', full, '%.1f × the bare scan' % (full.seconds / floor.seconds))
    show('full settle, booked', Run(program, 'settle', book, '--date', date, '--post', '--format', 'json'))

    sample = list(range(0, n_agreements, max(1, n_agreements // SAMPLE // 4 * 4 + 1)))[:SAMPLE]
    own = Run(program, 'settle', book, '--date', date, '--format', 'json',
              *(word for agreement in sample for word in ('--agreement', size_data.code(agreement))), keep=True)
    script = Run(sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'size_reference.py'), str(n_years),
                 *size_data.write_observations(folder, sample, n_years, 'sample'), keep=True)
    if settled_amounts(own.text) != json.loads(script.text):
        raise SystemExit('the amounts differ from those of the script')
    scaled = script.seconds * n_agreements / len(sample)
    show('Python fractions, %d of the agreements' % len(sample), script, 'all of them: %.0f s, %.0f × as long as full settle' % (
        scaled, scaled / full.seconds))

    show('import %d revisions' % REVISIONS, Run(program, 'import', book, size_data.write_revisions(
        folder, range(n_agreements), n_years, REVISIONS)))
    again = Run(program, 'settle', book, '--date', date, '--changed', '--post', '--format', 'json', keep=True)
    settlements = json.loads(again.text)['settlements']
    show('settle what changed, booked', again, '%d of %d agreements, %.2f of full settle' % (
        len({settlement['agreement'] for settlement in settlements}), n_agreements, again.seconds / full.seconds))
    # Nothing may be left for a full run, and nothing may have been booked that it would not have.
    if Run(program, 'settle', book, '--date', date, '--post', '--format', 'json', look_for=b'"posted"').has_found:
        raise SystemExit('settling what changed has left something out')
    print('after it a full run books nothing; amounts of %d agreements are equal to the script’s' % len(sample))


if __name__ == '__main__':
    main()
