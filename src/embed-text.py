# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a text file as a C string: embed-text.py source target.h name. Lines of SQL comments are left out."""
import sys

source, target, name = sys.argv[1:]
with open(source, encoding='utf-8') as file:
    lines = [line.rstrip('\n') for line in file]
lines = [line for line in lines if line.strip() and not line.startswith('--')]
with open(target, 'w', encoding='utf-8') as file:
    file.write('/* Made from %s. */\n' % source.rsplit('/', 1)[-1])
    file.write('static const char %s[] =\n' % name)
    if not lines:
        file.write('  ""\n')
    for line in lines:
        file.write('  "%s\\n"\n' % line.replace('\\', '\\\\').replace('"', '\\"'))
    file.write('  ;\n')
