# SPDX-License-Identifier: GPL-3.0-or-later
"""The families of graphs of tests/flow/graphs, made from their names: more seeds than are kept there."""
import re


class Random:
    """Marsaglia's 32-bit xorshift, as in heng-flow-random.h"""

    def __init__(self, seed):
        self.state = seed * 2654435761 & 0xffffffff or 1
        for _ in range(8):
            self.next()

    def next(self):
        state = self.state
        state ^= state << 13 & 0xffffffff
        state ^= state >> 17
        state ^= state << 5 & 0xffffffff
        self.state = state
        return state

    def below(self, n):
        return self.next() * n >> 32

    def value(self):
        return 1000000 // (100 + self.below(9901))

    def permutation(self, n):
        row = list(range(n))
        for i in range(n - 1, 0, -1):
            j = self.below(i + 1)
            row[i], row[j] = row[j], row[i]
        return row


def near(random, a, reach, n):
    step = random.below(2 * reach + 1) - reach
    return random.below(n) if random.below(10) == 0 else a + step


def draw_pair(random, family, n, reach):
    if family == 'hub':
        a1, a2, b1, b2 = (random.below(n) for _ in range(4))
        return min(a1, a2), n - 1 - min(b1, b2)
    a = random.below(n)
    return a, near(random, a, reach, n) if family == 'band' else random.below(n)


def two_columns(random, family, n, n_links):
    reach = max(3, -(-n_links // n))
    links = {}
    while len(links) < n_links:
        a, b = draw_pair(random, family, n, reach)
        if 0 <= b < n and a != b and (a, b) not in links:
            links[a, b] = random.value()
    first, second = (list(range(n)),) * 2 if family == 'uni' else (random.permutation(n), random.permutation(n))
    return [0] * n + [1] * n, [(first[a], n + second[b], value) for (a, b), value in links.items()]


def many_columns(random, family, n_layers, n, n_links):
    reach = max(2, -(-n_links // ((n_layers - 1) * n)))
    links = {}
    while len(links) < n_links:
        layer = random.below(n_layers - 1)
        a = random.below(n)
        b = near(random, a, reach, n) if family == 'layband' else random.below(n)
        if 0 <= b < n and (layer, a, b) not in links:
            links[layer, a, b] = random.value()
    rows = [random.permutation(n) if family == 'layband' else list(range(n)) for _ in range(n_layers)]
    return ([i // n for i in range(n_layers * n)],
            [(layer * n + rows[layer][a], (layer + 1) * n + rows[layer + 1][b], value) for (layer, a, b), value in links.items()])


def by_mechanism(random, n, n_links):
    above, below = {}, {}
    for _ in range(n_links):
        a, b, middle, value = random.below(n), random.below(n), random.below(6), random.value()
        b = (b + 1) % n if a == b else b
        above[a, n + middle] = above.get((a, n + middle), 0) + value
        below[n + middle, n + 6 + b] = below.get((n + middle, n + 6 + b), 0) + value
    return [0] * n + [1] * 6 + [2] * n, [(a, b, value) for part in (above, below) for (a, b), value in part.items()]


def both_ways(random, n, n_links):
    links = {}
    while len(links) < n_links:
        a, b = random.below(n), random.below(n)
        if a != b and (a, b) not in links:
            links[a, b] = random.value()
    return [-1] * n, [(a, b, value) for (a, b), value in links.items()]


def make(name):
    """Returns: the layer of each node, and the links (from, to, value)"""
    family, first, second, n_links, seed = re.fullmatch(r'([a-z]+)-(\d+)(?:x(\d+))?-(\d+)-s(\d+)', name).groups()
    random, n, n_links = Random(int(seed)), int(second or first), int(n_links)
    if family in ('lay', 'layband'):
        return many_columns(random, family, int(first), n, n_links)
    if family == 'pmr':
        return by_mechanism(random, n, n_links)
    if family == 'cyc':
        return both_ways(random, n, n_links)
    return two_columns(random, family, n, n_links)


def write(name, path):
    layer_of, links = make(name)
    n_layers = max(layer_of) + 1
    with open(path, 'w', encoding='utf-8') as file:
        file.write('%d %d %d\n%s\n' % (len(layer_of), len(links), n_layers, ' '.join(map(str, layer_of))))
        file.write(''.join('%d %d %d\n' % link for link in links))
