// Draws the chosen part of the network with sigma.js. The lists on the page hold the same, so nothing depends on this.
"use strict";
(async () => {
  const canvas = document.getElementById("canvas");
  if (!canvas || typeof Sigma === "undefined" || typeof graphology === "undefined") return;

  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const found = await (await fetch(canvas.dataset.part)).json();
  if (!found.nodes.length) return;

  // One hue a kind, in the order in which the kinds come; the legend names them.
  const kinds = [...new Set(found.nodes.map((node) => node.kind))];
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const hue = (kind) => {
    const [h, l] = [(kinds.indexOf(kind) * 137.5 + 212) % 360, dark ? 0.68 : 0.4];
    const part = (n) => {
      const k = (n + h / 30) % 12;
      return Math.round(255 * (l - 0.5 * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
    };
    return "#" + [part(0), part(8), part(4)].map((v) => v.toString(16).padStart(2, "0")).join("");
  };

  const Graph = graphology.MultiDirectedGraph || graphology;
  const graph = new Graph();
  found.nodes.forEach((node, number) => {
    const turn = number * 2.399963;
    const far = node.id === found.start ? 0 : Math.sqrt(number + 1);
    graph.addNode(node.id, {
      x: far * Math.cos(turn), y: far * Math.sin(turn), label: node.label.length > 34 ? node.label.slice(0, 33) + "…" : node.label,
      size: node.id === found.start ? 11 : 4 + Math.min(5, Math.sqrt(node.degree)), color: hue(node.kind), page: node.page,
    });
  });
  found.edges.forEach((edge) => graph.addEdge(edge.source, edge.target, { label: edge.label }));
  if (typeof graphologyLibrary !== "undefined") {
    const layout = graphologyLibrary.layoutForceAtlas2;
    layout.assign(graph, { iterations: 300, settings: { ...layout.inferSettings(graph), gravity: 1, scalingRatio: 30 } });
  }

  const own = (attribute) => ({ attribute });
  const drawing = new Sigma(graph, canvas, {
    settings: { itemSizesReference: "screen", labelRenderedSizeThreshold: 0, labelDensity: 0.6, autoRescaleContent: "labels" },
    styles: {
      nodes: {
        x: own("x"), y: own("y"), size: own("size"), color: own("color"), cursor: "pointer", label: own("label"),
        labelColor: colour("--ink"), labelSize: 13, labelFont: "system-ui, sans-serif",
        backdropColor: colour("--shade"), backdropVisibility: { whenState: "isHovered", then: "visible", else: "hidden" },
      },
      edges: { size: 1, color: colour("--line") },
    },
  });
  drawing.on("clickNode", ({ node }) => { location.href = graph.getNodeAttribute(node, "page"); });

  const legend = document.getElementById("legend");
  kinds.forEach((kind) => {
    const entry = document.createElement("li");
    const sign = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    sign.setAttribute("viewBox", "0 0 10 10");
    sign.setAttribute("width", "12");
    Object.entries({ cx: 5, cy: 5, r: 5, fill: hue(kind) }).forEach(([name, value]) => dot.setAttribute(name, value));
    sign.append(dot);
    entry.append(sign, " ", kind);
    legend.append(entry);
  });
})();
