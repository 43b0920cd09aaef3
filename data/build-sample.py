# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the sample book: build-sample.py hengping-cli sample-folder target.hengping

Each year is settled at its end, as an office would have done, up to 2024; what ended later waits to be settled.
"""
import glob
import os
import subprocess
import sys

program, folder, target = sys.argv[1:]
environment = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='', HENGPING_BACKUPS='0')
part = target + '.part'


def run(command, *arguments):
    subprocess.run([program, command, part, *arguments, '--as', 'sample'], check=True, env=environment,
                   stdout=subprocess.DEVNULL)


for name in glob.glob(glob.escape(part) + '*'):
    os.remove(name)
run('new')
run('import', *sorted(glob.glob(os.path.join(folder, 'agreements', '*.json'))), *sorted(glob.glob(os.path.join(folder, '*.csv'))))
for year in range(2000, 2025):
    run('settle', '--post', '--date', '%d-12-31' % year)
os.replace(part, target)
