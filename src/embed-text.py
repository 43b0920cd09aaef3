# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes text files as C strings: embed-text.py source… target.h name. One source is a string, several are an array of strings, in the
order in which they are given. Empty lines and lines of SQL comments are left out, but for a manual's (.md)."""
import sys

*sources, target, name = sys.argv[1:]


def literals(source):
    with open(source, encoding='utf-8') as file:
        lines = [line.rstrip('\n') for line in file]
    if not source.endswith('.md'):
        lines = [line for line in lines if line.strip() and not line.startswith('--')]
    return ['  "%s\\n"\n' % line.replace('\\', '\\\\').replace('"', '\\"') for line in lines] or ['  ""\n']


with open(target, 'w', encoding='utf-8') as file:
    if len(sources) == 1:
        file.write('/* Made from %s. */\n' % sources[0].rsplit('/', 1)[-1])
        file.write('static const char %s[] =\n' % name)
        file.writelines(literals(sources[0]))
        file.write('  ;\n')
    else:
        file.write('static const char *const %s[] = {\n' % name)
        for source in sources:
            file.write('  /* Made from %s. */\n' % source.rsplit('/', 1)[-1])
            file.writelines(literals(source))
            file.write('  ,\n')
        file.write('};\n')
