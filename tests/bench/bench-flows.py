#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well flows are ordered, beside d3-sankey in the same run.

Usage: bench-flows.py ORDER_PROGRAM COMMAND_PROGRAM GRAPH_FOLDER [--seeds FIRST LAST] [--families PREFIX…] [--without-books]

Graphs of seeds 1 to 5 (of 337 nodes: 1 and 2), or of other seeds, are made and measured. d3-sankey is looked for where Node finds
packages: npm install d3-sankey@0.12.3 in any folder, then NODE_PATH=FOLDER/node_modules. It is no part of the program; without it the
figures of version 0.12.3 that are kept for seeds 1 to 3 stand in its place.

W: weighted crossings, the sum of weight × weight over all pairs of links that cross. P: W as a share of what could cross at most.
Milliseconds are the processor's, the least of three runs. A bar that is not reached is marked "over".
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

import flow_book
import flow_graphs

FIRST, REFINED = 100, 2000
D3_SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'd3-sankey.cjs')

# Families with the bars: most P % of FIRST restarts (the mean of seeds 1 to 5), most ms of FIRST restarts.
FAMILIES = {
    'uni-8-20': (None, 5), 'band-8-16': (None, 5), 'uni-8-40': (None, 5),
    'uni-34-40': (None, 5), 'band-34-40': (None, 5), 'hub-34-40': (None, 5),
    'pmr-34-40': (None, None), 'lay-3x11-40': (None, None), 'layband-3x11-40': (None, None),
    'uni-34-200': (13.0, 30), 'band-34-200': (10.1, 30), 'hub-34-200': (13.5, 30), 'pmr-34-200': (15.1, None),
    'lay-3x11-200': (None, None), 'layband-3x11-200': (None, None), 'layband-5x34-400': (6.0, None),
    'uni-34-1000': (27.4, 120), 'hub-34-1000': (None, 120), 'pmr-34-1000': (None, None),
    'lay-5x34-1000': (None, None), 'layband-5x34-1000': (None, None),
    'uni-337-2000': (12.2, 200), 'band-337-2000': (7.4, 200), 'pmr-337-2000': (None, None),
    'uni-337-10000': (None, 800), 'band-337-10000': (12.8, 800), 'pmr-337-10000': (None, 800),
}
# Most of d3-sankey's W when REFINED, in the mean of all graphs of a class.
CLASSES = (('two columns, 40 links', ('uni-34-40', 'band-34-40', 'hub-34-40'), 0.25),
           ('three columns, 40 links', ('pmr-34-40', 'lay-3x11-40', 'layband-3x11-40'), 0.60),
           ('34 nodes, 200 links', ('uni-34-200', 'band-34-200', 'hub-34-200', 'pmr-34-200'), 0.85),
           ('34 nodes, 1000 links, and more', ('uni-34-1000', 'hub-34-1000', 'pmr-34-1000', 'lay-5x34-1000', 'layband-5x34-1000',
                                               'uni-337-2000', 'band-337-2000', 'pmr-337-2000'), 0.95))
SEEDS_OF_P = {1, 2, 3, 4, 5}
LARGE = {family for family in FAMILIES if '-337-' in family}
SEEDS_OF_LARGE = {1, 2}
# Nodes and links of the graphs without layers; most that runs back (any seed) and most that crosses on the circle (mean), %; ms.
CYCLES = {'cyc-31-40': (None, 0.5, 200), 'cyc-31-200': (16, 6.6, 200), 'cyc-31-900': (32, 15.1, 200)}
BOOKS = ('uni-8-20', 'band-8-16', 'uni-8-40', 'uni-34-40', 'band-34-40', 'hub-34-40', 'pmr-34-40', 'uni-34-200', 'band-34-200',
         'hub-34-200', 'pmr-34-200', 'uni-34-1000', 'hub-34-1000', 'pmr-34-1000')


def family_of(name):
    return name.rpartition('-s')[0]


def seed_of(name):
    return int(name.rpartition('-s')[2])


def mean(numbers):
    numbers = list(numbers)
    return sum(numbers) / len(numbers)


def table(program, *words):
    """Returns: the lines a program prints, by their first word"""
    done = subprocess.run([program, *words], stdout=subprocess.PIPE, encoding='utf-8', check=True)
    return {fields[0]: fields[1:] for fields in (line.split('\t') for line in done.stdout.splitlines())}


def run_d3(paths):
    """Returns: per graph (W, ms, mean rise), or None where d3-sankey or Node is missing"""
    if shutil.which('node') is None:
        print('Node is not installed: the kept figures of d3-sankey 0.12.3 stand in for its own.\n')
        return None
    done = subprocess.run(['node', D3_SCRIPT, *paths], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8')
    if done.returncode == 3:
        print('d3-sankey is not installed where Node looks for it (NODE_PATH): its kept figures stand in for it.\n')
        return None
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    rows = [line.split('\t') for line in done.stdout.splitlines()]
    return {row[0]: (float(row[1]), float(row[2]), float(row[3])) for row in rows}


def against(value, bar, form):
    return form % value + ('     ' if bar is None else ' over' if value > bar else ' ok  ')


def share(row):
    """P in per cent of what a line of the ordering program says"""
    return 100 * float(row[0]) / float(row[1])


HEAD = (('', 18), ('P %', 14), ('ms', 13), ('P %', 9), ('ms', 9), ('P %', 9), ('ms', 9), ('mean', 9), ('most', 11), ('refined', 12),
        ('ours', 9), ("d3's", 9))
GROUPS = (('family, number of graphs', 18), ('ours, %d restarts' % FIRST, 27), ('ours, %d' % REFINED, 18), ('d3-sankey', 18),
          ("W as a part of d3's", 32), ('mean rise', 18))


def print_row(words, widths):
    print(''.join(word.ljust(width) if at == 0 else word.rjust(width) for at, (word, width) in enumerate(zip(words, widths))), flush=True)


def print_family(family, names, first, refined, d3):
    most_p, most_ms = FAMILIES[family]
    counted = SEEDS_OF_LARGE if family in LARGE else SEEDS_OF_P
    measured = [share(first[name]) for name in names if seed_of(name) in counted] or [share(first[name]) for name in names]
    compared = [name for name in names if name in d3 and d3[name][0] > 0]
    live = [d3[name] for name in compared if d3[name][1] is not None]
    ratios = [[float(rows[name][0]) / d3[name][0] for name in compared] for rows in (first, refined)]
    words = ['%s  %d' % (family, len(names)),
             against(mean(measured), most_p if set(map(seed_of, names)) >= counted else None, '%.2f'),
             against(mean(float(first[name][2]) for name in names), most_ms, '%.1f'),
             '%.2f' % mean(share(refined[name]) for name in names), '%.1f' % mean(float(refined[name][2]) for name in names),
             '%.2f' % mean(100 * d3[name][0] / float(first[name][1]) for name in compared) if compared else '-',
             '%.1f' % mean(row[1] for row in live) if live else '-',
             '%.3f' % mean(ratios[0]) if compared else '-', against(max(ratios[0]), 1, '%.3f') if compared else '-',
             '%.3f' % mean(ratios[1]) if compared else '-',
             '%.3f' % mean(float(refined[name][3]) for name in names), '%.3f' % mean(row[2] for row in live) if live else '-']
    print_row(words, [width for _, width in HEAD])


def print_layers(names, first, refined, d3, bars):
    print_row([word for word, _ in GROUPS], [width for _, width in GROUPS])
    print_row([word for word, _ in HEAD], [width for _, width in HEAD])
    for family in FAMILIES:
        mine = [name for name in names if family_of(name) == family]
        if mine:
            print_family(family, mine, first, refined, d3)
    bar_words = ['%s %g' % (family, bar[0]) for family, bar in FAMILIES.items() if bar[0] is not None and any(
        family_of(name) == family for name in names)]
    print('\nBars of P (%d restarts, mean of seeds 1 to 5, of 337 nodes 1 and 2): %s' % (FIRST, ', '.join(bar_words) or '-'))
    print('Bars of ms: 34 + 34 nodes with 40 links 5, with 200 30, with 1000 120; 337 + 337 with 2000 200, with 10000 800')
    for title, families, bar in CLASSES:
        ratios = [float(refined[name][0]) / d3[name][0] for name in names if family_of(name) in families and name in d3 and d3[name][0] > 0]
        if ratios:
            print("W refined as a part of d3's, mean of %d graphs, %s: %s (bar %g)" % (
                len(ratios), title, against(mean(ratios), bar, '%.3f'), bar))
    worse = [name for name in names if name in d3 and float(first[name][0]) > d3[name][0]]
    print('Graphs on which more crosses than in d3-sankey with %d restarts: %s' % (FIRST, ', '.join(worse) or 'none'))
    for row, what in ((first, FIRST), (refined, REFINED)):
        proved = [name for name in names if name in bars and bars[name][2] is not None]
        if proved:
            near = [name for name in proved if float(row[name][0]) <= 1.02 * bars[name][2]]
            same = [name for name in proved if float(row[name][0]) == bars[name][2]]
            print('Proved optima, %d restarts: %d of %d reached, %d within 2 %% (bar: nine of ten)' % (
                what, len(same), len(proved), len(near)))
    known = [float(refined[name][0]) / bars[name][1] for name in names if name in bars and bars[name][1] > 0]
    if known:
        print('W refined against the best known: mean %.4f, most %.4f' % (mean(known), max(known)))


def print_cycles(rows):
    print('\n31 nodes without columns: the line with the least running back, the circle with the least crossing')
    widths = (18, 12, 14, 11, 14, 9)
    print_row(('', 'back %', 'most %', 'ms', 'crosses %', 'ms'), widths)
    for family, (most_back, most_crossing, most_ms) in CYCLES.items():
        mine = {name: [float(field) for field in fields] for name, fields in rows.items() if family_of(name) == family}
        if not mine:
            continue
        counted = [row for name, row in mine.items() if seed_of(name) in SEEDS_OF_P] or list(mine.values())
        is_whole = set(map(seed_of, mine)) >= SEEDS_OF_P
        print_row(('%s  %d' % (family, len(mine)), '%.2f' % (100 * mean(row[0] for row in mine.values())),
                   against(100 * max(row[0] for row in counted), most_back if is_whole else None, '%.2f'),
                   against(mean(row[1] for row in mine.values()), most_ms, '%.1f'),
                   against(100 * mean(row[2] for row in counted), most_crossing if is_whole else None, '%.2f'),
                   '%.1f' % mean(row[3] for row in mine.values())), widths)
    print('Bars (seeds 1 to 5): back at most 16 % of 200 links and 32 % of 900, 200 ms; crossing 0.5, 6.6 and 15.1 % in the mean')


def print_books(program, paths, d3, bars):
    print('\nOut of whole books: each link an agreement of a fixed sum, settled and exported; W of the exported order by the true amounts')
    widths = (18, 12, 14, 18, 18)
    print_row(('', "W / d3's", 'most', 'W / best known', 'W / optimum'), widths)
    n_near = n_proved = 0
    for family in BOOKS:
        rows = []
        for name in sorted(name for name in paths if family_of(name) == family and name in d3 and d3[name][0] > 0):
            with tempfile.TemporaryDirectory() as folder:
                book = flow_book.build_book(program, folder, flow_book.Graph(paths[name]))
                weight = flow_book.weigh_geometry(flow_book.export(program, book, os.path.join(folder, 'flows.json')))
            _, best, optimum = bars.get(name, (None, None, None))
            rows.append((weight / d3[name][0], weight / best if best else None, weight / optimum if optimum else None))
        if not rows:
            continue
        known = [row[1] for row in rows if row[1] is not None]
        proved = [row[2] for row in rows if row[2] is not None]
        n_proved += len(proved)
        n_near += sum(ratio <= 1.02 for ratio in proved)
        print_row(('%s  %d' % (family, len(rows)), '%.3f' % mean(row[0] for row in rows), against(max(row[0] for row in rows), 1, '%.3f'),
                   '%.4f' % mean(known) if known else '-', '%.4f' % mean(proved) if proved else '-'), widths)
    if n_proved > 0:
        print('Within 2 %% of the proved optimum: %d of %d (bar: nine of ten)' % (n_near, n_proved))


def list_graphs(options, folder):
    """Writes the graphs, those that are kept as well: what is made must be what is kept. Returns: the path of each, by name"""
    paths = {}
    for family in [*FAMILIES, *CYCLES]:
        first, last = options.seeds or (1, 2 if family in LARGE else 5)
        for name in ('%s-s%d' % (family, seed) for seed in range(first, last + 1)):
            if options.families and not name.startswith(tuple(options.families)):
                continue
            paths[name] = os.path.join(folder, name + '.txt')
            flow_graphs.write(name, paths[name])
            kept = os.path.join(options.folder, name + '.txt')
            if os.path.exists(kept) and open(kept, encoding='utf-8').read().split() != open(paths[name], encoding='utf-8').read().split():
                raise RuntimeError('%s is not the graph that is kept' % name)
    return paths


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('order')
    parser.add_argument('command')
    parser.add_argument('folder')
    parser.add_argument('--seeds', nargs=2, type=int, metavar=('FIRST', 'LAST'))
    parser.add_argument('--families', nargs='*')
    parser.add_argument('--without-books', action='store_true')
    options = parser.parse_args()
    kept = os.path.join(options.folder, 'bars.txt')
    bars = flow_book.read_bars(kept) if os.path.exists(kept) else {}
    with tempfile.TemporaryDirectory() as folder:
        paths = list_graphs(options, folder)
        layered = sorted(name for name in paths if family_of(name) in FAMILIES)
        cycles = [paths[name] for name in sorted(paths) if family_of(name) in CYCLES]
        if layered:
            files = [paths[name] for name in layered]
            live = run_d3(files)
            d3 = live if live is not None else {name: (bars[name][0], None, None) for name in layered if name in bars}
            first = table(options.order, str(FIRST), '3', *files)
            refined = table(options.order, str(REFINED), '1', *files)
            print_layers(layered, first, refined, d3, bars)
        if cycles:
            print_cycles(table(options.order, str(FIRST), '1', *cycles))
        if layered and not options.without_books:
            print_books(os.path.abspath(options.command), {name: paths[name] for name in layered}, d3, bars)


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8')
    main()
