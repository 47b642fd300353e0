// Sends the query form to /sparql and shows the answer as a table with downloads; where YASGUI's editor is there, it
// stands over the text field once the form comes into view. Without this script the form still works.
const form = document.getElementById("sparql-form");
const field = document.getElementById("sparql-text");
const answer = document.getElementById("answer");
const status = document.getElementById("answer-status");
const place = document.getElementById("editor");
const said = answer.dataset;

const BASE = "https://w3id.org/nato-kg/";
const ROWS = { CSV: "text/csv", TSV: "text/tab-separated-values", JSON: "application/sparql-results+json", XML: "application/sparql-results+xml" };
const GRAPHS = { Turtle: "text/turtle", "N-Triples": "application/n-triples", "JSON-LD": "application/ld+json", "RDF/XML": "application/rdf+xml" };
const ENDINGS = { CSV: "csv", TSV: "tsv", JSON: "json", XML: "xml", Turtle: "ttl", "N-Triples": "nt", "JSON-LD": "jsonld", "RDF/XML": "rdf" };
const MOST_ROWS = 1000, LONGEST_ADDRESS = 1500;

// ---------------------------------------------------------------- asking
const ask = (query, accept) => fetch(form.action, {
  method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: accept }, body: query,
});

const element = (name, text, parent) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (parent) parent.append(made);
  return made;
};
const tell = (text) => { status.textContent = text; };
const fail = (text) => {
  answer.replaceChildren();
  element("p", `${said.failed} ${text}`, answer).className = "missing";
  tell(`${said.failed} ${text}`);
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const query = field.value;
  answer.replaceChildren();
  element("p", said.running, answer);
  tell(said.running);
  try {
    const response = await ask(query, "application/sparql-results+json, text/turtle;q=0.9");
    const text = await response.text();
    if (!response.ok) { fail(text); return; }
    answer.replaceChildren();
    if ((response.headers.get("Content-Type") ?? "").includes("json")) showRows(JSON.parse(text), query);
    else { element("pre", text, answer).tabIndex = 0; offer(GRAPHS, query); }
    keepAddress(query);
  } catch (error) {
    fail(error.message);
  }
});

const keepAddress = (query) => { // what was asked can be linked to
  const asked = new URLSearchParams(location.search);
  asked.delete("question");
  asked.set("query", query);
  const address = `${location.pathname}?${asked}#sparql`;
  if (address.length < LONGEST_ADDRESS) history.replaceState(null, "", address);
};

// ---------------------------------------------------------------- the answer
const carried = new URLSearchParams([...new URLSearchParams(location.search)].filter(([name]) => ["lang", "as_of"].includes(name))).toString();

/** The page of what is the graph's own, else the address itself where it is of the web. */
const pageOf = (iri) => {
  const more = carried ? `?${carried}` : "";
  if (iri.startsWith(`${BASE}id/`)) return `/page/${iri.slice(BASE.length + 3)}${more}`;
  if (iri.startsWith(`${BASE}code/`)) return `/page/${iri.slice(BASE.length)}${more}`;
  if (iri.startsWith(`${BASE}ontology#`)) return `/page/ontology${more}#${iri.split("#")[1]}`;
  return /^https?:\/\//.test(iri) ? iri : null;
};

const cell = (term, row) => {
  const box = element("td", undefined, row);
  const page = term?.type === "uri" ? pageOf(term.value) : null;
  if (!page) { box.textContent = term?.value ?? ""; if (term?.["xml:lang"]) box.lang = term["xml:lang"]; return; }
  const link = element("a", term.value.startsWith(BASE) ? term.value.slice(BASE.length).replace(/^(id\/|ontology#)/, "") : term.value, box);
  link.href = page;
  if (!page.startsWith("/")) link.rel = "external noreferrer";
};

const showRows = (found, query) => {
  if (typeof found.boolean === "boolean") {
    tell(element("p", found.boolean ? said.yes : said.no, answer).textContent);
    offer({ JSON: ROWS.JSON, XML: ROWS.XML }, query);
    return;
  }
  const names = found.head.vars, rows = found.results.bindings;
  const much = rows.length > MOST_ROWS ? `. ${said.first}` : "";
  tell(element("p", `${rows.length} ${said.rows}${much}`, answer).textContent);
  offer(ROWS, query);
  const scroll = element("div", undefined, answer);
  scroll.className = "scroll";
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", said.label);
  const table = element("table", undefined, scroll);
  element("caption", said.label, table).className = "unseen";
  const head = element("tr", undefined, element("thead", undefined, table));
  names.forEach((name) => { element("th", name, head).scope = "col"; });
  const body = element("tbody", undefined, table);
  rows.slice(0, MOST_ROWS).forEach((row) => {
    const line = element("tr", undefined, body);
    names.forEach((name) => cell(row[name], line));
  });
};

/** Buttons that ask again in another form and save the answer, whole. */
const offer = (forms, query) => {
  const line = element("p", `${said.download} `, answer);
  line.className = "downloads";
  Object.entries(forms).forEach(([name, media]) => {
    const button = element("button", name, line);
    button.type = "button";
    button.className = "quiet";
    button.addEventListener("click", async () => {
      const response = await ask(query, media);
      if (!response.ok) { tell(`${said.failed} ${await response.text()}`); return; }
      const link = element("a");
      link.href = URL.createObjectURL(await response.blob());
      link.download = `answer.${ENDINGS[name]}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
  });
};

// ---------------------------------------------------------------- the editor
/** The kinds and properties of the ontology, to complete names with; nothing is asked elsewhere. */
const readTerms = async () => {
  const response = await fetch("/ontology", { headers: { Accept: "application/n-triples" } });
  const typed = [...(await response.text()).matchAll(/^<([^>]+)> <[^>]+#type> <[^>]+#(Class|ObjectProperty|DatatypeProperty)> \.$/gm)];
  const those = (wanted) => [...new Set(typed.filter(([, , kind]) => (kind === "Class") === wanted).map(([, iri]) => iri))].sort();
  return { class: those(true), property: those(false) };
};

const edit = async () => {
  const { Yasqe } = await import(place.dataset.library);
  let terms = null;
  for (const sort of ["class", "property"]) {
    Yasqe.forkAutocompleter(sort, {
      name: `known-${sort}`, bulk: false, autoShow: false, persistenceId: null,
      get: async (_, token) => (await (terms ??= readTerms()))[sort].filter((iri) => iri.startsWith(token.autocompletionString ?? "")),
    }, false);
  }
  Yasqe.defaults.autocompleters = ["variables", "known-class", "known-property"]; // options are merged with these
  const editor = new Yasqe(place, {
    value: field.value, persistenceId: null, consumeShareLink: null,
    createShareableLink: null, showQueryButton: false, resizeable: false, editorHeight: "auto", viewportMargin: Infinity, screenReaderLabel: place.dataset.label,
    requestConfig: { endpoint: form.action, method: "POST" },
  });
  const run = () => form.requestSubmit();
  // Tab goes on to the next field, as everywhere on the page.
  editor.setOption("extraKeys", { ...editor.getOption("extraKeys"), Tab: false, "Shift-Tab": false, "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-S": false });
  editor.on("change", () => { field.value = editor.getValue(); });
  const plain = document.getElementById("sparql-plain");
  const keys = document.getElementById("sparql-keys");
  const choose = (isPlain) => {
    plain.setAttribute("aria-pressed", String(isPlain));
    place.hidden = keys.hidden = !(field.hidden = !isPlain);
    if (!isPlain) { editor.setValue(field.value); editor.refresh(); }
  };
  plain.hidden = false;
  plain.addEventListener("click", () => choose(plain.getAttribute("aria-pressed") !== "true"));
  document.querySelector('label[for="sparql-text"]').addEventListener("click", () => { if (field.hidden) editor.focus(); });
  choose(false);
  place.dataset.ready = "yes";
};

if (place.dataset.library) {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting) || document.activeElement === field) return;
    seen.disconnect();
    edit();
  });
  seen.observe(form);
}
