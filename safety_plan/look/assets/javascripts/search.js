// Search in the page: the index and the engine are fetched when a search is made.
(() => {
  const form = document.querySelector("[data-search]");
  const list = document.querySelector("[data-search-results]");
  const count = document.querySelector("[data-search-count]");
  if (!form) return;
  count.textContent = "";
  let ready;

  const load = () => ready ??= Promise.all([
    fetch(form.dataset.search).then((answer) => answer.json()),
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = form.dataset.engine;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    }),
  ]).then(([parts]) => {
    const docs = parts.map(([location, title, text]) => ({ location, title, text }));
    const engine = lunr(function () {
      this.ref("location");
      this.field("title", { boost: 10 });
      this.field("text");
      docs.forEach((doc) => this.add(doc));
    });
    return { engine, pages: new Map(docs.map((doc) => [doc.location, doc])) };
  });

  const root = new URL(".", new URL(form.dataset.search, location.href)).href.replace(/search\/$/, "");
  // The words around the first one that was asked for; a longer form of it counts too.
  const excerpt = (text, words) => {
    const said = text.toLowerCase();
    const places = words.map((word) => said.indexOf(word)).filter((at) => at >= 0);
    const from = text.lastIndexOf(" ", Math.max(0, Math.min(...places, said.length) - 60)) + 1;
    const start = places.length && from > 20 ? from : 0;
    const shown = text.slice(start, start + 160);
    return `${start ? "…" : ""}${shown}${start + 160 < text.length ? "…" : ""}`;
  };
  const entry = (page, pages, words) => {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = root + page.location;
    const home = pages.get(page.location.split("#")[0]);
    link.textContent = page.title === home.title ? home.title : `${home.title}: ${page.title}`;
    const text = document.createElement("p");
    text.textContent = excerpt(page.text, words);
    item.append(link, text);
    return item;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = form.elements.q.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return;
    const { engine, pages } = await load();
    const found = engine.query((query) => words.forEach((word) => {
      query.term(lunr.tokenizer(word), { boost: 10, usePipeline: true });
      query.term(word, { wildcard: lunr.Query.wildcard.TRAILING });
    })).slice(0, 20);
    list.replaceChildren(...found.map(({ ref }) => entry(pages.get(ref), pages, words)));
    count.textContent = found.length ? `${found.length === 1 ? "One place" : `${found.length} places`} found.` : "Nothing found. Try another word, or the list below.";
  });
})();
