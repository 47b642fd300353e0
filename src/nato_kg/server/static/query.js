// Sends the query form to /sparql and shows the answer as a table, or hands over to YASGUI where it is there.
// Without this script the form still works.
"use strict";
(() => {
  const form = document.getElementById("sparql-form");
  const answer = document.getElementById("answer");
  if (!form || !answer) return;
  const said = answer.dataset;

  // YASGUI takes the form's place when it is asked to: the same query, its own editor, tables and downloads.
  const opener = document.getElementById("open-rich");
  if (opener && typeof Yasgui !== "undefined") {
    opener.hidden = false;
    opener.addEventListener("click", () => {
      Yasgui.defaults.persistenceId = null;
      const yasgui = new Yasgui(document.getElementById("yasgui"), {
        requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
        persistenceId: null, endpointCatalogueOptions: { getData: () => [] },
      });
      yasgui.getTab().setQuery(new FormData(form).get("query"));
      form.hidden = answer.hidden = true;
    });
  }

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (parent) parent.append(made);
    return made;
  };

  const pageOf = (iri) => {
    const begin = "https://w3id.org/nato-kg/";
    for (const part of ["id/", "code/"]) {
      if (iri.startsWith(begin + part)) return "/page/" + (part === "code/" ? part : "") + iri.slice((begin + part).length);
    }
    return /^https?:\/\//.test(iri) ? iri : null;
  };

  const cell = (term, row) => {
    const place = element("td", undefined, row);
    if (!term) return;
    const page = term.type === "uri" ? pageOf(term.value) : null;
    if (!page) { place.textContent = term.value; return; }
    const link = element("a", term.value.replace("https://w3id.org/nato-kg/id/", ""), place);
    link.href = page;
  };

  const show = (found) => {
    if (typeof found.boolean === "boolean") { element("p", found.boolean ? said.yes : said.no, answer); return; }
    const names = found.head.vars, rows = found.results.bindings;
    element("p", `${rows.length} ${said.rows}`, answer);
    const scroll = element("div", undefined, answer);
    scroll.className = "scroll";
    scroll.tabIndex = 0;
    const table = element("table", undefined, scroll);
    const head = element("tr", undefined, element("thead", undefined, table));
    names.forEach((name) => { element("th", name, head).scope = "col"; });
    const body = element("tbody", undefined, table);
    rows.slice(0, 1000).forEach((row) => {
      const line = element("tr", undefined, body);
      names.forEach((name) => cell(row[name], line));
    });
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    answer.replaceChildren();
    element("p", said.running, answer);
    try {
      const response = await fetch(form.action, {
        method: "POST",
        headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.9" },
        body: new FormData(form).get("query"),
      });
      const text = await response.text();
      answer.replaceChildren();
      if (!response.ok) { element("p", `${said.failed} ${text}`, answer).className = "missing"; return; }
      if ((response.headers.get("Content-Type") || "").includes("json")) show(JSON.parse(text));
      else element("pre", text, answer);
    } catch (error) {
      answer.replaceChildren();
      element("p", `${said.failed} ${error.message}`, answer).className = "missing";
    }
  });
})();
