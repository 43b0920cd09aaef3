# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that every text people see is in the Chinese catalogue, and whole: check-catalogue.py source-root

`ninja -C build hengping-update-po` brings po/zh_CN.po up to date with the sources.
"""
import os
import re
import struct
import subprocess
import sys
import tempfile

root = os.path.abspath(sys.argv[1])
catalogue = os.path.join(root, 'po', 'zh_CN.po')
found = []

MARKED_C = re.compile(r'(?<![\w"])(?:N?_|N?C_|ngettext|g_dngettext|g_dpgettext2) ?\(\s*[\w"]')
MARKED_XML = re.compile(r'translatable="(?:yes|true|1)"')
# Formats for strftime; a date is put together differently in every language.
CONTEXTS_OF_DATES = {'month', 'date'}
PLACEHOLDER = re.compile(r'%(?:[1-9]\$)?[-+#0]*\d*(?:\.\d+)?(?:<PRI\w+>|(?:hh|ll|[hlzjt])?[diouxXcsfgeEG]|%)')
# A text to be translated that goes on with a macro of GLib's.
CUT_OFF = re.compile(r'(?<!\w)(?:N?_|N?C_|ngettext) ?\((?:\s|"(?:[^"\\]|\\.)*"|,)*?"(?:[^"\\]|\\.)*%"\s*(G_\w+)')
# A keyword of xgettext; its own list knows no g_dngettext, and C_ only with a preset.
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'ngettext:1,2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3']


def run(*command):
    return subprocess.run(command, cwd=root, env=dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE=''), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, encoding='utf-8')


def list_sources():
    for folder, suffixes in (('src', ('.c', '.h')), ('ui', ('.ui',)), ('data', ('.desktop.in', '.metainfo.xml.in'))):
        for place, _, names in os.walk(os.path.join(root, folder)):
            for name in names:
                if name.endswith(suffixes):
                    yield os.path.relpath(os.path.join(place, name), root)


def check_macros(path):
    """xgettext reads texts and the macros of inttypes.h, such as PRId64, but no others such as G_GINT64_FORMAT."""
    with open(os.path.join(root, path), encoding='utf-8') as stream:
        for cut in CUT_OFF.finditer(stream.read()):
            found.append('%s: “%s” cuts a text off; write PRId64 and include <inttypes.h>' % (path, cut[1]))


def has_words(path):
    if path.endswith('.in'):
        return True
    with open(os.path.join(root, path), encoding='utf-8') as file:
        text = file.read()
    if path.endswith('.ui'):
        return MARKED_XML.search(text) is not None
    text = re.sub(r'/\*.*?\*/', '', text, flags=re.DOTALL)
    return MARKED_C.search(text) is not None


def check_list():
    with open(os.path.join(root, 'po', 'POTFILES.in'), encoding='utf-8') as file:
        listed = [line.strip() for line in file if line.strip() and not line.startswith('#')]
    for path in listed:
        if not os.path.exists(os.path.join(root, path)):
            found.append('po/POTFILES.in: there is no file %s' % path)
        if listed.count(path) > 1:
            found.append('po/POTFILES.in: %s stands twice' % path)
    for path in sorted(list_sources()):
        if has_words(path) and path not in listed:
            found.append('%s: has words to translate, but is not in po/POTFILES.in' % path)
        if path.endswith('.c'):
            check_macros(path)


def make_template(folder):
    """What the sources say now, compiled as if it were a translation."""
    template, english, compiled = (os.path.join(folder, name) for name in ('hengping.pot', 'en.po', 'en.mo'))
    made = run('xgettext', '--from-code=UTF-8', '--files-from=po/POTFILES.in', '--output=' + template,
               *['--keyword=' + word for word in KEYWORDS])
    # Without AppStream's own rules xgettext takes those it brings along, and says so; they find the same texts.
    found.extend(line for line in made.stderr.splitlines() if line.strip() and 'fallback ITS rule file' not in line)
    for command in (('msgen', '--output-file=' + english, template), ('msgfmt', '--output-file=' + compiled, english)):
        if made.returncode == 0:
            made = run(*command)
    if made.returncode != 0:
        found.extend(made.stderr.splitlines())
        sys.exit('\n'.join(found))
    return compiled


def read_compiled(path):
    """Yields context, text, its plural and the translation of a compiled catalogue."""
    with open(path, 'rb') as file:
        data = file.read()
    count, originals, translations = struct.unpack('<3I', data[8:20])
    for i in range(count):
        texts = []
        for table in (originals, translations):
            length, at = struct.unpack('<2I', data[table + 8 * i:table + 8 * i + 8])
            texts.append(data[at:at + length].decode())
        context, _, original = texts[0].rpartition('\4')
        original, _, plural = original.partition('\0')
        if original != '':
            yield context, original, plural, texts[1].split('\0')


def get_placeholders(text):
    """Each placeholder with the number of its argument, which it may bear ("%2$s") or have by its place ("%s")."""
    words = PLACEHOLDER.findall(text)
    numbered = [re.match(r'%([1-9])\$(.*)', word) or re.match(r'%()(.*)', word) for word in words if word != '%%']
    return words.count('%%'), sorted((match[1] or str(i + 1), match[2]) for i, match in enumerate(numbered))


def check_entry(context, original, plural, translations):
    for translation in translations:
        if context not in CONTEXTS_OF_DATES and get_placeholders(translation) != get_placeholders(plural or original):
            found.append('po/zh_CN.po: “%s” has other placeholders than “%s”' % (translation, plural or original))
        if original.endswith('\n') != translation.endswith('\n'):
            found.append('po/zh_CN.po: “%s” must end a line where “%s” does' % (translation, original))
        # A list of keywords in a desktop entry is parted by semicolons; what is to be typed with a colon is so in every language.
        if not original.endswith(';') and not re.search(r'\w:\w', original) and re.search(r'[\u4e00-\u9fff][,;:?!]', translation):
            found.append('po/zh_CN.po: “%s” has a Western mark behind a Chinese character' % translation)


def compile_catalogue(folder):
    compiled = os.path.join(folder, 'zh_CN.mo')
    made = run('msgfmt', '--check', '--statistics', '--output-file=' + compiled, catalogue)
    if made.returncode != 0 or re.search(r'fuzzy|untranslated|warning', made.stderr):
        found.extend(made.stderr.splitlines())
    if made.returncode != 0:
        sys.exit('\n'.join(found))
    return compiled


check_list()
with tempfile.TemporaryDirectory() as folder:
    known = set()
    for entry in read_compiled(compile_catalogue(folder)):
        known.add(entry[:2])
        check_entry(*entry)
    for context, text, *_ in read_compiled(make_template(folder)):
        if (context, text) not in known:
            found.append('po/zh_CN.po: does not have “%s”' % text)
for line in found:
    print(line)
sys.exit(1 if found else 0)
