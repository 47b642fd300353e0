// Draws the chosen part of the network with sigma.js. The list beside it holds the same, so nothing depends on this:
// its entries are the nodes, in the order of network.json, and what is shown here is shown there.
const drawing = document.getElementById("drawing");
const canvas = document.getElementById("canvas");
const kindBoxes = [...document.querySelectorAll("#n-kinds input")];
const dayField = document.getElementById("n-then");
const time = document.getElementById("n-time");
const find = document.getElementById("n-find");
const entries = [...document.querySelectorAll(".nodes > li")];

const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(name).trim();
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const dark = matchMedia("(prefers-color-scheme: dark)");
const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;

/** One hue a kind, far from the one before, as light or dark as the page needs. */
const hueOf = (number) => {
  const [h, l] = [(number * 137.5 + 212) % 360, dark.matches ? 0.68 : 0.4];
  const part = (n) => {
    const k = (n + h / 30) % 12;
    return Math.round(255 * (l - 0.5 * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return "#" + [part(0), part(8), part(4)].map((v) => v.toString(16).padStart(2, "0")).join("");
};
const short = (label) => (label.length > 34 ? label.slice(0, 33) + "…" : label);
const sayDay = (day) => new Date(`${day}T12:00:00`).toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });

/** The days on which something in this part begins or has ended: the stops of the slider, the last one being always. */
const stopsOf = (nodes) => {
  const after = (day) => new Date(Date.parse(day) + 864e5).toISOString().slice(0, 10);
  const days = nodes.flatMap(({ first, last }) => [first, last && after(last)]);
  return [...new Set(days.filter(Boolean))].sort();
};

const main = async () => {
  const [{ Graph, Sigma, layOut }, found] = await Promise.all([
    import("./vendor/drawing.js"),
    fetch(drawing.dataset.part).then((answer) => answer.json()),
  ]);
  const { nodes, edges } = found;
  if (nodes.length !== entries.length) return; // the graph was built anew in between: the list stands

  const kinds = kindBoxes.map((box) => box.value);
  const colourOf = (kind) => hueOf(Math.max(0, kinds.indexOf(kind)));
  const graph = new Graph({ multi: true });
  const neighbours = nodes.map(() => new Set());
  edges.forEach(([source, target]) => { neighbours[source].add(target); neighbours[target].add(source); });
  nodes.forEach((node, number) => {
    const [turn, far] = [number * 2.399963, Math.sqrt(number)];
    const size = number === 0 ? 11 : 4 + Math.min(5, Math.sqrt(neighbours[number].size));
    graph.addNode(number, { x: far * Math.cos(turn), y: far * Math.sin(turn), label: short(node.label), size, color: colourOf(node.kind) });
  });
  edges.forEach(([source, target, label]) => graph.addEdge(source, target, { label }));
  layOut.assign(graph, { iterations: 300, settings: { ...layOut.inferSettings(graph), gravity: 1, scalingRatio: 30 } });

  drawing.hidden = false;
  if (matchMedia("(min-width: 60rem)").matches) document.getElementById("n-kinds").open = true;
  document.getElementById("network").classList.add("drawn");
  let sigma;
  try {
    sigma = new Sigma(graph, canvas, options());
  } catch {
    drawing.replaceChildren(Object.assign(document.createElement("p"), { className: "missing", textContent: drawing.dataset.broken }));
    return;
  }

  // ---- what is shown: what can be reached from the start over kinds that are on and things that are there that day
  const stops = stopsOf(nodes);
  time.max = stops.length;
  const dayOf = () => stops[Number(time.value)] ?? "";
  const isThere = ({ first, last }, day) => !day || ((!first || first <= day) && (!last || day <= last));
  const neighbourLinks = [...document.querySelectorAll(".nodes ul li")].map((line) => [line, Number(line.querySelector("a").hash.slice(2))]);
  const show = () => {
    const day = dayField.value;
    const off = new Set(kindBoxes.filter((box) => box.checked).map((box) => box.value));
    let [reached, edge] = [new Set([0]), new Set([0])];
    for (let hop = 0; hop < Number(drawing.dataset.hops); hop += 1) {
      const next = [...edge].flatMap((number) => [...neighbours[number]]);
      edge = new Set(next.filter((number) => !reached.has(number) && !off.has(nodes[number].kind) && isThere(nodes[number], day)));
      edge.forEach((number) => reached.add(number));
    }
    entries.forEach((entry, number) => {
      entry.hidden = !reached.has(number);
      graph.setNodeAttribute(number, "away", entry.hidden);
    });
    neighbourLinks.forEach(([line, other]) => { line.hidden = !reached.has(other); });
    let links = 0;
    graph.forEachEdge((key, attributes, source, target) => {
      const away = !reached.has(Number(source)) || !reached.has(Number(target));
      graph.setEdgeAttribute(key, "away", away);
      links += away ? 0 : 1;
    });
    count(reached.size, links);
    document.getElementById("n-day").value = day ? sayDay(day) : time.dataset.always;
    sigma.refresh();
  };
  const shown = document.getElementById("n-shown");
  const count = (things, links) => {
    const say = (number, one, more) => (number === 1 ? one : more.replace("{}", number));
    const { node, nodes: several, edge, edges: many } = shown.dataset;
    shown.textContent = `${say(things, node, several)}, ${say(links, edge, many)}.`;
  };

  // ---- what is chosen: a node, whose neighbours stay bright, with its entry of the list open
  let chosen = null;
  const choose = (number) => {
    if (number === chosen) return;
    chosen = number;
    const near = number === null ? null : new Set([number, ...neighbours[number]]);
    graph.forEachNode((key) => graph.mergeNodeAttributes(key, { faded: near ? !near.has(Number(key)) : false, chosen: Number(key) === number }));
    graph.forEachEdge((key, attributes, source, target) => {
      graph.setEdgeAttribute(key, "near", number !== null && (Number(source) === number || Number(target) === number));
      graph.setEdgeAttribute(key, "faded", number !== null && Number(source) !== number && Number(target) !== number);
    });
    entries.forEach((entry, other) => {
      entry.classList.toggle("chosen", other === number);
      if (other !== number) entry.firstElementChild.open = false;
    });
    if (number !== null) {
      entries[number].firstElementChild.open = true;
      bringNear(entries[number]);
    }
    sigma.refresh();
  };
  const beside = document.getElementById("beside");
  const bringNear = (entry) => { // within the list alone: the page stays where it is
    const [top, bottom] = [entry.offsetTop - beside.offsetTop, entry.offsetTop - beside.offsetTop + entry.offsetHeight];
    if (top < beside.scrollTop || bottom > beside.scrollTop + beside.clientHeight) beside.scrollTop = top - 8;
  };

  function options() {
    const own = (attribute) => ({ attribute });
    const faint = colour("--line");
    const wide = canvas.clientWidth > 500;
    return {
      settings: {
        itemSizesReference: "screen", labelRenderedSizeThreshold: 0, labelDensity: wide ? 0.6 : 0.3, autoRescaleContent: wide ? "labels" : "nodes", autoRescale: "once",
        gestureTarget: "shared", sharedGestureWheelMessage: drawing.dataset.wheel, sharedGestureAppleWheelMessage: drawing.dataset.wheel,
        sharedGestureTouchMessage: drawing.dataset.touch, ...(calm ? { inertiaDuration: 0, zoomDuration: 0 } : {}),
      },
      styles: {
        nodes: {
          x: own("x"), y: own("y"), size: (node) => (node.chosen ? node.size + 3 : node.size), cursor: "pointer", label: own("label"),
          color: (node) => (node.faded ? faint : node.color),
          visibility: (node) => (node.away ? "hidden" : "visible"),
          labelVisibility: (node, state) => (node.away || (node.faded && !state.isHovered) ? "hidden" : node.chosen || state.isHovered ? "visible" : "auto"),
          labelColor: colour("--ink"), labelSize: 13, labelFont: "system-ui, sans-serif",
          backdropColor: colour("--shade"), backdropVisibility: (node, state) => (state.isHovered || node.chosen ? "visible" : "hidden"),
        },
        edges: {
          size: (edge) => (edge.near ? 2 : 1), color: (edge) => (edge.near ? colour("--edge") : faint),
          opacity: (edge) => (edge.faded ? 0.35 : 1), visibility: (edge) => (edge.away ? "hidden" : "visible"),
        },
      },
    };
  }

  const move = { duration: calm ? 0 : 250 };
  const lookAt = (number) => {
    const { x, y } = sigma.getNodeDisplayData(String(number));
    sigma.getCamera().animate({ x, y, ratio: Math.min(0.6, sigma.getCamera().getState().ratio) }, move);
  };
  const keepAddress = () => { // what is shown can be linked to
    const asked = new URLSearchParams(location.search);
    asked.delete("then");
    asked.delete("without");
    if (dayField.value) asked.set("then", dayField.value);
    kindBoxes.filter((box) => box.checked).forEach((box) => asked.append("without", box.value));
    history.replaceState(null, "", `${location.pathname}?${asked}`);
  };

  // ---- what people do
  sigma.on("clickNode", ({ node }) => choose(Number(node)));
  sigma.on("clickStage", () => choose(null));
  sigma.on("doubleClickNode", (payload) => {
    payload.preventSigmaDefault();
    location.href = entries[Number(payload.node)].querySelector(".ways a").href;
  });
  entries.forEach((entry, number) => {
    entry.querySelector("summary").addEventListener("click", () => setTimeout(() => choose(entry.firstElementChild.open ? number : null)));
    entry.querySelector(".dot").style.backgroundColor = colourOf(nodes[number].kind);
  });
  beside.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#n"]');
    if (!link) return;
    event.preventDefault();
    const number = Number(link.hash.slice(2));
    if (entries[number].hidden) return;
    choose(number);
    lookAt(number);
    entries[number].querySelector("summary").focus();
  });
  const loaded = new Set(new URLSearchParams(location.search).getAll("without"));
  kindBoxes.forEach((box, number) => {
    const dot = Object.assign(document.createElement("span"), { className: "dot" });
    dot.style.backgroundColor = hueOf(number);
    dot.setAttribute("aria-hidden", "true");
    box.after(dot);
    box.addEventListener("change", () => {
      if (!box.checked && loaded.has(box.value)) box.form.requestSubmit(); // what was left out is not on this page
      else { show(); keepAddress(); }
    });
  });
  time.addEventListener("input", () => { dayField.value = dayOf(); show(); });
  time.addEventListener("change", keepAddress);
  const setSlider = () => {
    const passed = stops.filter((day) => day <= dayField.value).length;
    time.value = dayField.value ? Math.max(0, passed - 1) : stops.length;
    time.setAttribute("aria-valuetext", document.getElementById("n-day").value);
  };
  dayField.addEventListener("change", () => { show(); setSlider(); keepAddress(); });
  time.addEventListener("input", () => time.setAttribute("aria-valuetext", document.getElementById("n-day").value));
  find.addEventListener("change", () => {
    const wanted = find.value.trim().toLocaleLowerCase(language);
    const fits = (begins) => nodes.findIndex(({ label }, number) => {
      const place = label.toLocaleLowerCase(language).indexOf(wanted);
      return wanted && !entries[number].hidden && (begins ? place === 0 : place >= 0);
    });
    const at = fits(true) < 0 ? fits(false) : fits(true);
    find.setCustomValidity(wanted && at < 0 ? find.dataset.none : "");
    find.reportValidity();
    choose(at < 0 ? null : at);
    if (at >= 0) lookAt(at);
  });
  find.addEventListener("input", () => find.setCustomValidity(""));
  const camera = sigma.getCamera();
  document.getElementById("n-nearer").addEventListener("click", () => camera.zoomIn(move));
  document.getElementById("n-further").addEventListener("click", () => camera.zoomOut(move));
  document.getElementById("n-whole").addEventListener("click", () => camera.reset(move));
  dark.addEventListener("change", () => location.reload());

  show();
  setSlider();
  drawing.dataset.ready = "yes";
};

if (drawing && entries.length) main();
