// Search within one revision. The index is fetched at the first search and read here:
// what somebody looks for goes to nobody, and is not put in the page's address.
(() => {
  "use strict";

  const MOST = 20; // results shown
  const AROUND = 70; // characters of the page shown before and after the word found
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const input = form.querySelector("input");
  const status = document.querySelector("[data-search-status]");
  const list = document.querySelector("[data-search-results]");
  let ready = null;

  document.querySelector("[data-search-without]").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(input.value);
  });

  function script(address) {
    return new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = done;
      element.onerror = () => failed(new Error(address));
      document.head.append(element);
    });
  }

  async function load() {
    const [answer] = await Promise.all([fetch(form.dataset.index), script(form.dataset.lunr)]);
    if (!answer.ok) throw new Error(answer.status);
    const { docs, config } = await answer.json();
    lunr.tokenizer.separator = new RegExp(config.separator);
    const index = lunr(function () {
      this.ref("at");
      this.field("title", { boost: 10 });
      this.field("text");
      docs.forEach((doc, at) => this.add({ at, title: doc.title, text: doc.text }));
    });
    const pages = new Map();
    for (const doc of docs) if (!doc.location.includes("#")) pages.set(doc.location, doc.title);
    return { docs, index, pages };
  }

  async function search(words) {
    const terms = words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    list.replaceChildren();
    if (!terms.length) return say("Type one or more words, then search.");
    say("Searching.");
    try {
      ready ??= load();
      show(find(await ready, terms), terms, words.trim());
    } catch {
      ready = null;
      say("Search could not be loaded. Every page is listed below.");
    }
  }

  // A whole word counts most, then a word that starts so, then one spelt nearly so.
  function find({ docs, index, pages }, terms) {
    const { TRAILING } = lunr.Query.wildcard;
    const hits = index.query((query) => {
      for (const term of terms) {
        query.term(term, { boost: 10 });
        query.term(term, { boost: 3, wildcard: TRAILING, usePipeline: false });
        if (term.length > 4) query.term(term, { editDistance: 1, usePipeline: false });
      }
    });
    const best = new Map(); // one result for each page: its best place
    for (const hit of hits) {
      const doc = docs[hit.ref];
      const [page, anchor] = doc.location.split("#");
      const title = pages.get(page) ?? doc.title;
      if (!best.has(page)) best.set(page, { doc, title, inside: anchor ? doc.title : "" });
    }
    return [...best.values()];
  }

  function show(found, terms, words) {
    list.replaceChildren(...found.slice(0, MOST).map((result) => item(result, terms)));
    const count = found.length === 1 ? "1 page" : `${found.length || "No"} pages`;
    const shown = found.length > MOST ? ` The first ${MOST} are shown.` : "";
    const none = found.length ? "" : " Try other words, or look through the list of all pages.";
    say(`${count} found for “${words}”.${shown}${none}`);
  }

  function item({ doc, title, inside }, terms) {
    const entry = document.createElement("li");
    const heading = entry.appendChild(document.createElement("h2"));
    const link = heading.appendChild(document.createElement("a"));
    link.href = form.dataset.base + doc.location;
    link.textContent = inside && inside !== title ? `${title}: ${inside}` : title;
    entry.appendChild(document.createElement("p")).textContent = excerpt(doc.text, terms);
    return entry;
  }

  function excerpt(text, terms) {
    const low = text.toLowerCase();
    const places = terms.map((term) => low.indexOf(term)).filter((place) => place >= 0);
    const at = places.length ? Math.min(...places) : 0;
    const start = at > AROUND ? text.indexOf(" ", at - AROUND) + 1 : 0;
    const end = text.indexOf(" ", at + AROUND);
    const words = text.slice(start, end < 0 ? undefined : end);
    return `${start ? "… " : ""}${words}${end < 0 ? "" : " …"}`;
  }

  function say(words) {
    status.textContent = words;
  }
})();
