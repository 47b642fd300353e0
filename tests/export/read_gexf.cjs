// Reads a GEXF file with the parser of Gephi Lite, and prints its nodes and edges as JSON.
const {readFileSync} = require('node:fs');
const {MultiDirectedGraph} = require('graphology');
const gexf = require('graphology-gexf');

const graph = gexf.parse(MultiDirectedGraph, readFileSync(process.argv[2], 'utf-8'));
const nodes = graph.mapNodes((id, attributes) => ({id, ...attributes}));
const edges = graph.mapEdges((_, attributes, source, target) => ({source, target, ...attributes}));
process.stdout.write(JSON.stringify({nodes, edges}));
