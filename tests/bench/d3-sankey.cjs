// SPDX-License-Identifier: GPL-3.0-or-later
// What d3-sankey makes of graphs: a line for each file with its name, weighted crossings, milliseconds, and the mean rise of a unit of
// money as a part of the height. Found where Node looks for packages (NODE_PATH); status 3 when there is none.
'use strict';
const fs = require('fs');
const path = require('path');

let sankey;
try {
  sankey = require('d3-sankey').sankey;
} catch (error) {
  process.stderr.write('d3-sankey is not installed\n');
  process.exit(3);
}

function read(file) {
  const words = fs.readFileSync(file, 'utf8').split(/\s+/).filter(word => word !== '').map(Number);
  const [nNodes, nLinks, nLayers] = words;
  const layer = words.slice(3, 3 + nNodes);
  const links = [];
  for (let i = 0; i < nLinks; i++) {
    const [source, target, value] = words.slice(3 + nNodes + 3 * i, 6 + nNodes + 3 * i);
    links.push({ source, target, value });
  }
  return { nNodes, nLayers, layer, links };
}

// Edges of one gap from the top down; each asks how much has been entered that ends below its own end.
function weighGap(edges, y) {
  const lower = [...new Set(edges.map(edge => edge.target))].sort((a, b) => y[a] - y[b] || a - b);
  const place = new Map(lower.map((node, i) => [node, i + 1]));
  const tree = new Float64Array(lower.length + 1);
  let entered = 0;
  let total = 0;
  edges.sort((a, b) => y[a.source] - y[b.source] || a.source - b.source);
  for (let first = 0, end; first < edges.length; first = end) {
    for (end = first; end < edges.length && edges[end].source === edges[first].source; end++) {
      let above = 0;
      for (let at = place.get(edges[end].target); at > 0; at -= at & -at)
        above += tree[at];
      total += edges[end].value * (entered - above);
    }
    for (let i = first; i < end; i++) {
      entered += edges[i].value;
      for (let at = place.get(edges[i].target); at < tree.length; at += at & -at)
        tree[at] += edges[i].value;
    }
  }
  return total;
}

for (const file of process.argv.slice(2)) {
  const graph = read(file);
  const height = graph.nNodes > 600 ? 4000 : 700;
  const used = [...new Set(graph.links.flatMap(link => [link.source, link.target]))].sort((a, b) => a - b);
  const index = new Map(used.map((node, i) => [node, i]));
  const data = {
    nodes: used.map(node => ({ layer: graph.layer[node] })),
    links: graph.links.map(link => ({ source: index.get(link.source), target: index.get(link.target), value: link.value })),
  };
  const layout = sankey().nodeWidth(10).nodeAlign(node => node.layer).nodePadding(height === 700 ? 8 : 4)
    .extent([[0, 0], [1000, height]]).iterations(32);
  const start = performance.now();
  const laid = layout(data);
  const took = performance.now() - start;
  const y = new Float64Array(graph.nNodes);
  let rise = 0;
  let sum = 0;
  let weight = 0;
  laid.nodes.forEach((node, i) => { y[used[i]] = node.y0; });
  for (const link of laid.links) {
    rise += link.value * Math.abs(link.y1 - link.y0);
    sum += link.value;
  }
  for (let layer = 0; layer + 1 < graph.nLayers; layer++)
    weight += weighGap(graph.links.filter(link => graph.layer[link.source] === layer), y);
  process.stdout.write([path.basename(file, '.txt'), weight, took.toFixed(3), (rise / sum / height).toFixed(6)].join('\t') + '\n');
}
