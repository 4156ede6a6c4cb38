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
    const docs = parts.map(([location, title, text, more]) => ({ location, title, text, more }));
    const engine = lunr(function () {
      this.ref("location");
      this.field("title", { boost: 10 });
      this.field("text");
      this.field("more");
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
    const whole = start + 160 >= text.length;
    const shown = whole ? text.slice(start) : text.slice(start, start + 160).replace(/\s\S*$/, "");
    return `${start ? "…" : ""}${shown}${whole ? "" : "…"}`;
  };
  const named = (page, pages) => {
    const home = pages.get(page.location.split("#")[0]);
    return page.title === home.title ? home.title : `${home.title}: ${page.title}`;
  };
  const entry = (page, pages, words) => {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = root + page.location;
    link.textContent = named(page, pages);
    const text = document.createElement("p");
    text.textContent = excerpt(page.text, words);
    item.append(link, ...(page.text.length > 12 ? [text] : []));
    return item;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = form.elements.q.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return;
    const { engine, pages } = await load();
    const all = engine.query((query) => words.forEach((word) => {
      query.term(lunr.tokenizer(word), { boost: 10, usePipeline: true });
      // A short word, such as “of”, begins too many others.
      if (word.length > 3) query.term(word, { wildcard: lunr.Query.wildcard.TRAILING });
    }));
    // Of parts with one name the better one stays; whoever can be called comes first,
    // where the words fit about as well.
    const names = new Set();
    const found = all.filter(({ ref }) => {
      const name = named(pages.get(ref), pages);
      return !names.has(name) && names.add(name);
    });
    const near = ({ ref, score }) => ref.startsWith("../help/#") && score > found[0].score / 2;
    const first = [...found.filter(near), ...found.filter((one) => !near(one))].slice(0, 20);
    list.replaceChildren(...first.map(({ ref }) => entry(pages.get(ref), pages, words)));
    const places = found.length === 1 ? "One place" : `${found.length} places`;
    const told = found.length > first.length ? `${places} found. These are the first ${first.length}.` : `${places} found.`;
    count.textContent = found.length ? told : "Nothing found. Try another word, or the list below.";
  });
})();
