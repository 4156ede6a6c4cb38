// The index: which words stand where, and which entries fit a search best.
(() => {
  const { stem, wordsOf, indexWords } = planSearch;
  const PAGE = 0, TERM = 2, SOURCE = 5, CONTACT = 7;
  const SHORT = new Set([3, 6, 8]); // rows, decisions, documents: their titles say all
  // How much each kind of entry weighs, by its number in safety_plan/site/search/entries.py.
  const WEIGHTS = [1.3, 1, 1.6, 1.4, 0.5, 0.2, 1.2, 1.5, 1.1, 1, 1.2, 0.6];
  const IN_TITLE = 2.4, UNSEEN = 0.9, WEAK = 0.2, SAME_TITLE = 100, AS_TYPED = 1.6, SYNONYM = 0.7;

  const entries = [];
  const places = new Map(); // by stem: the numbers of entries, and what each counts there
  const marks = new Map();
  const titles = new Map();
  const words = new Set();

  const decodeWords = (text) => {
    let before = "";
    return text.split(" ").filter(Boolean).map((coded) => {
      before = before.slice(0, parseInt(coded[0], 36)) + coded.slice(1);
      return before;
    });
  };
  const decodeNumber = (digits) => [...digits.toLowerCase()].reduce((sum, digit) => sum * 26 + digit.charCodeAt(0) - 97, 0);
  const decodePlaces = (text) => {
    let before = 0;
    return (text.match(/[a-z]*[A-Z]/g) || []).map((digits) => (before += decodeNumber(digits)));
  };
  const key = (text) => wordsOf(text).map(stem).join(" ");

  const count = (word, number, value) => {
    if (planSearch.guide.stop.has(word)) return;
    words.add(word);
    const form = stem(word);
    const at = places.get(form) || places.set(form, new Map()).get(form);
    at.set(number, Math.max(value, at.get(number) || 0));
  };
  const addEntry = (entry, mark) => {
    const number = entries.push(entry) - 1;
    if (mark && !marks.has(mark)) marks.set(mark, number);
    for (const word of indexWords(`${entry.title} ${entry.names}`)) count(word, number, IN_TITLE);
    for (const word of indexWords(`${entry.page} ${entry.text}`)) count(word, number, 1);
    for (const name of [entry.title, ...entry.names.split(";")]) {
      if (name && entry.kind !== SOURCE) titles.set(key(name), [...titles.get(key(name)) || [], number]);
    }
    return number;
  };
  // A term is found by its letters and by what they stand for, and led to by its letters.
  const addTerm = (entry) => {
    const names = entry.title.split(": ");
    addEntry({ ...entry, names: names.join(";") }, `term:${names[0]}`);
  };
  // Adds what a revision or the site holds; its addresses start at *folder*.
  const addEntries = (index, folder) => {
    const first = entries.length;
    for (const [address, page, members] of index.pages) {
      for (const [kind, place = "", title = "", text = "", names = "", mark = ""] of members) {
        const anchor = place === "=" ? wordsOf(title).join("-") : place;
        const at = folder + address + (anchor && !anchor.endsWith("/") ? `#${anchor}` : anchor);
        const entry = { address: at, title: title || page, kind, text, page: title && page, names };
        if (kind === TERM) addTerm(entry);
        else addEntry(entry, mark);
      }
    }
    const numbers = index.places.split(" ");
    decodeWords(index.words).forEach((word, n) => {
      for (const place of decodePlaces(numbers[n])) count(word, first + place, UNSEEN);
    });
  };
  // Adds everybody who helps, found by whom they help, their names and their numbers.
  const addContacts = ({ help, helpTitle, contacts, groups }) => contacts.forEach(([need, name, hours, links], n) => {
    const numbers = links.filter(([kind]) => kind === "call" || kind === "text").map(([, , words]) => words);
    const text = [name, ...numbers, hours].filter(Boolean).join(". ");
    const group = groups.find(({ members }) => members.includes(n));
    const address = group ? `${group.address}-${n + 1}` : help;
    const entry = { address, title: need, kind: CONTACT, text, page: helpTitle, names: name };
    const number = addEntry(entry, `c${n}`);
    for (const one of numbers) count(one.replace(/\D/g, ""), number, 1);
  });

  const entryOfContact = (n) => entries[marks.get(`c${n}`)];

  const rarity = (at) => Math.log(1 + entries.length / (at ? at.size : 1));
  // Each term is what may stand for one word that was typed: its forms, and how much each counts.
  const hits = (term) => {
    const found = new Map();
    for (const [form, share] of term.forms) {
      const at = places.get(form);
      if (!at) continue;
      const worth = rarity(at) * share * (term.weak ? WEAK : 1);
      for (const [number, value] of at) found.set(number, Math.max(found.get(number) || 0, worth * value));
    }
    return found;
  };

  const isInTitle = ({ forms, word }, number) => [...forms].some(([form, share]) =>
    (share > SYNONYM || form === stem(word)) && places.get(form)?.get(number) === IN_TITLE);
  // What fits *terms*: best first, with how many of the words it must hold each holds.
  const rank = (terms, typed) => {
    const telling = terms.filter((term) => !term.weak);
    const lasting = telling.filter((term) => !term.year);
    const needed = lasting.length ? lasting : telling;
    const scores = new Map(), held = new Map(), inTitle = new Map();
    for (const term of terms) {
      for (const [number, score] of hits(term)) {
        scores.set(number, (scores.get(number) || 0) + score);
        if (!term.weak && isInTitle(term, number)) inTitle.set(number, (inTitle.get(number) || 0) + 1);
        if (needed.includes(term) || !needed.length) held.set(number, (held.get(number) || 0) + 1);
      }
    }
    const asked = needed.map((term) => stem(term.word)).join(" ");
    const same = new Set([key(typed), asked].flatMap((name) => titles.get(name) || []));
    const said = ` ${planSearch.plain(typed).trim()}`;
    const found = [...held].map(([number, count]) => {
      const entry = entries[number];
      const long = 1 + entry.text.length / 1500;
      const spoken = ` ${planSearch.plain(`${entry.title} ${entry.text}`)}`.includes(said) ? AS_TYPED : 1;
      const score = scores.get(number) * WEIGHTS[entry.kind] * spoken / long;
      // Its title is what was typed, or holds each of several words; a short one holds the word.
      const isTitled = same.has(number) || ((needed.length > 1 || SHORT.has(entry.kind)) && needed.length && inTitle.get(number) === needed.length);
      const isSame = isTitled && WEIGHTS[entry.kind] >= 1;
      return { entry, count, isSame, score: score + (same.has(number) && isSame ? SAME_TITLE * WEIGHTS[entry.kind] : 0) };
    });
    return { found: found.sort((a, b) => b.score - a.score), needed: needed.length || terms.length };
  };

  Object.assign(planSearch, {
    addEntries, addContacts, entryOfContact, rank, entries, marks, words, isKnown: (form) => places.has(form),
    kinds: { PAGE, CONTACT },
  });
})();
