# SPDX-License-Identifier: GPL-3.0-or-later
"""Synthetic books out of the graphs of tests/flow/graphs, and the crossings of what is exported of them.

Each link becomes an agreement of a fixed sum, so that what is drawn of the book is the graph again: the way from an agreement to a
picture is measured as it is walked, not the ordering alone. Payers and receivers are regions of their own.
"""
import json
import os
import subprocess

MECHANISMS = ['watershed', 'ecology', 'grain', 'resource', 'market', 'benefit-sharing']
YUAN = 10000  # of a unit of the graph


class Graph:
    """links: (payer, mechanism or None, receiver, value), all numbers counted from 0 on each side."""

    def __init__(self, path):
        numbers = [int(word) for word in open(path, encoding='utf-8').read().split()]
        n_nodes, n_edges, n_layers = numbers[:3]
        layer_of = numbers[3:3 + n_nodes]
        first = [layer_of.index(layer) for layer in range(n_layers)]
        edges = [tuple(numbers[3 + n_nodes + 3 * i:6 + n_nodes + 3 * i]) for i in range(n_edges)]
        self.name = os.path.basename(path)[:-len('.txt')]
        self.has_middle = n_layers == 3
        if not self.has_middle:
            self.links = [(a, None, b - first[1], value) for a, b, value in edges]
            return
        if layer_of.count(1) > len(MECHANISMS):
            raise ValueError('%s has more middle nodes than there are mechanisms' % path)
        self.links = []
        for middle in range(layer_of.count(1)):
            given = [[a, value] for a, b, value in edges if b == first[1] + middle]
            taken = [[b - first[2], value] for a, b, value in edges if a == first[1] + middle]
            # What each gives is dealt out to those who take, one after another: the sums at either side are those of the graph.
            while given:
                value = min(given[0][1], taken[0][1])
                self.links.append((given[0][0], middle, taken[0][0], value))
                for row in (given, taken):
                    row[0][1] -= value
                    if row[0][1] == 0:
                        row.pop(0)


def payer_code(index):
    return '1%05d' % index


def receiver_code(index):
    return '2%05d' % index


def write_documents(folder, graph):
    payers = sorted({link[0] for link in graph.links})
    receivers = sorted({link[2] for link in graph.links})
    paths = [os.path.join(folder, 'regions.csv')]
    with open(paths[0], 'w', encoding='utf-8') as file:
        file.write('code,name_zh,name_en\n')
        for code, name in [(payer_code(i), 'P%d' % i) for i in payers] + [(receiver_code(i), 'R%d' % i) for i in receivers]:
            file.write('%s,%s,%s\n' % (code, name, name))
    for number, (payer, middle, receiver, value) in enumerate(graph.links):
        document = {
            'hengping': 'agreement/1', 'code': 'G-%d' % number, 'title': {'en': 'Synthetic agreement %d' % number},
            'mechanism': MECHANISMS[middle or 0],
            'parties': [{'name': 'Payer', 'region': payer_code(payer), 'role': 'beneficiary'},
                        {'name': 'Receiver', 'region': receiver_code(receiver), 'role': 'protector'}],
            'from': '2020-01-01', 'to': '2020-12-31', 'assessed': 'year',
            'rules': ['Payer pays Receiver %d' % (value * YUAN)]}
        paths.append(os.path.join(folder, 'agreement-%d.json' % number))
        with open(paths[-1], 'w', encoding='utf-8') as file:
            json.dump(document, file)
    return paths


def call(program, *words):
    done = subprocess.run([program, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8')
    if done.returncode != 0:
        raise RuntimeError('%s: %s' % (' '.join(words[:2]), done.stderr.strip()))
    return done.stdout


def build_book(program, folder, graph):
    """Returns: the path of a book in @folder out of which the graph is drawn"""
    book = os.path.join(folder, graph.name + '.hengping')
    paths = write_documents(folder, graph)
    call(program, 'new', book)
    call(program, 'import', book, paths[0])
    call(program, 'import', book, *paths[1:])
    call(program, 'settle', book, '--post', '--date', '2021-06-30')
    for path in paths:
        os.remove(path)
    return book


def export(program, book, output, *options):
    call(program, 'flows', book, '--output', output, *options)
    with open(output, encoding='utf-8') as file:
        return json.load(file)


def weigh_gap(edges, upper, lower):
    """The sum of weight × weight over the pairs of @edges (above, below, weight) whose ends stand in opposite orders"""
    tree = [0] * (len(lower) + 1)
    rows = {}
    for a, b, weight in edges:
        rows.setdefault(a, []).append((lower[b] + 1, weight))
    entered = total = 0
    for a in sorted(rows, key=lambda node: upper[node]):
        for at, weight in rows[a]:
            above = 0
            while at > 0:
                above += tree[at]
                at -= at & -at
            total += weight * (entered - above)
        for at, weight in rows[a]:
            entered += weight
            while at < len(tree):
                tree[at] += weight
                at += at & -at
    return total


def weigh_geometry(geometry):
    """The weighted crossings of an exported Sankey, by the order of its nodes and the true amounts, in units of the graph"""
    place = {}
    for side in ('payer', 'middle', 'receiver'):
        column = sorted((node['y0'], node['id']) for node in geometry['nodes'] if node['side'] == side)
        place[side] = {name: at for at, (_, name) in enumerate(column)}
    first, second = {}, {}
    for link in geometry['links']:
        value = round(float(link['amount']))
        if value % YUAN != 0:
            raise ValueError('an amount is none of the graph')
        value //= YUAN
        middle = link['mechanism'] if place['middle'] else link['to']
        first[link['from'], middle] = first.get((link['from'], middle), 0) + value
        second[middle, link['to']] = second.get((middle, link['to']), 0) + value
    if not place['middle']:
        return weigh_gap([(a, b, value) for (a, b), value in first.items()], place['payer'], place['receiver'])
    return (weigh_gap([(a, b, value) for (a, b), value in first.items()], place['payer'], place['middle']) +
            weigh_gap([(a, b, value) for (a, b), value in second.items()], place['middle'], place['receiver']))


def read_bars(path):
    """Returns: per graph (of d3-sankey, best known, proved optimum or None)"""
    bars = {}
    for line in open(path, encoding='utf-8'):
        fields = line.rstrip('\n').split('\t')
        if len(fields) == 4 and not line.startswith('#'):
            bars[fields[0]] = (int(fields[1]), int(fields[2]), None if fields[3] == '-' else int(fields[3]))
    return bars
