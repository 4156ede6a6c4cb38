// Search in the page. What is typed stays in the page: it stands in no address and is not sent.
(() => {
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const part = (name) => document.querySelector(`[data-search-${name}]`);
  const [count, boxes, list, results, below, all] = ["count", "boxes", "list", "results", "below", "all"].map(part);
  const input = form.querySelector("input");
  const root = new URL(form.dataset.root, document.baseURI).href;
  const revision = `${form.dataset.search}/`;
  const MOST = 20, FEW = 5;
  let ready;

  planSearch.setRoot(root);
  const loaded = {};
  planSearch.giveIndex = (index) => { loaded.index = index; };
  planSearch.giveGuide = (guide) => { loaded.guide = guide; };
  // Scripts that hold data: a page in a folder on a disk may load them, but read no file.
  const loadScript = (address) => new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: root + address, onload: done, onerror: failed });
    document.head.append(script);
  });
  const load = () => ready ??= Promise.all([`${revision}search/index.js`, "search/guide.js"].map(loadScript))
    .then(() => {
      planSearch.addGuide(loaded.guide.guide);
      planSearch.addEntries(loaded.index, revision);
      planSearch.addEntries(loaded.guide.index, "");
      planSearch.addContacts(planSearch.guide);
    })
    .catch((error) => { ready = undefined; throw error; });

  const say = (text) => { count.textContent = text; };

  // What of *found* is shown, the sentence that says what it is, and how well it fits.
  const choose = ({ found, needed }, pinned, isLed) => {
    const whole = found.filter((one) => one.count === needed).map((one) => one.entry);
    const most = Math.max(0, ...found.map((one) => one.count));
    const isMost = most * 2 > needed;
    // Under help or an answer a part of the words is too little to go by.
    const partly = isLed && !isMost ? [] : found.filter((one) => one.count === most);
    const rest = whole.length ? whole : partly.map((one) => one.entry);
    const named = found.filter((one) => one.isSame).map((one) => one.entry);
    const shown = planSearch.once([...named, ...pinned, ...rest]);
    if (whole.length) return { shown, fit: 2, text: ngettext("One place found.", "%(number)s places found.", shown.length) };
    if (!shown.length) return { shown, text: "" };
    if (isLed) return { shown: shown.slice(0, pinned.length + FEW), text: gettext("More that may fit is below it.") };
    const none = needed > 1 ? gettext("Nothing here holds all your words.") : gettext("Nothing here holds this word.");
    if (pinned.length || needed < 2) return { shown: shown.slice(0, pinned.length + FEW), text: `${none} ${gettext("These may be what you look for.")}` };
    const some = isMost ? ngettext("One place holds most of them.", "%(number)s places hold most of them.", shown.length)
      : ngettext("One place holds some of them.", "%(number)s places hold some of them.", shown.length);
    return { shown, fit: isMost, text: `${none} ${some}` };
  };

  const show = ({ words, terms }, typed) => {
    const telling = terms.filter((term) => !term.stop);
    const leads = planSearch.leadsOf(terms);
    const pinned = leads.entries.map((number) => planSearch.entries[number]);
    const ranked = planSearch.rank(telling.length ? telling : terms, typed);
    // Who stands in a box is not listed once more below it.
    const boxed = new Set([...leads.groups.flatMap((group) => group.members), ...leads.contacts].map(planSearch.entryOfContact));
    const isHelp = leads.groups.length + leads.contacts.length > 0;
    // Whose words lead to a page asks for nobody to call: “when does the plan end” is not of an end.
    const isLast = ({ entry }) => pinned.length && !isHelp && entry.kind === planSearch.kinds.CONTACT;
    ranked.found = ranked.found.filter(({ entry }) => !boxed.has(entry)).sort((a, b) => isLast(a) - isLast(b));
    const isLed = isHelp || leads.answers.length > 0;
    const { shown, text, fit } = choose(ranked, pinned, isLed);
    const { groups, contacts, answers } = leads;
    const isSure = isLed || fit > 1;
    const isLost = !isSure && (pinned.length ? planSearch.isAboutOthers(words)
      : !fit || planSearch.isPersonal(words));
    const others = contacts.filter((number) => !groups.some((group) => group.members.includes(number)));
    // Who asks what is known is told that first, unless somebody may be in danger.
    const asks = shown.length > 0 && planSearch.isAsking(words) && !groups.some((group) => group.urgent);
    boxes.replaceChildren(...[
      ...groups.map((group, place) => planSearch.groupBox(group, contacts, place)),
      ...answers.map(planSearch.answerBox),
      others.length && planSearch.contactBox(others),
      isLost && planSearch.anybody(),
      !shown.length && !isLed && planSearch.nothing(words.length > 2 ? [] : planSearch.wordsLike(words), again),
    ].filter(Boolean));
    below.replaceChildren(...(asks ? boxes.querySelectorAll(".found-help") : []));
    const forms = new Set(terms.filter((term) => !term.stop).flatMap((term) => [...term.forms.keys()]));
    list.replaceChildren(...shown.slice(0, MOST).map((entry) => planSearch.item(entry, forms)));
    results.hidden = !shown.length;
    say([ahead(leads, asks), asks && isLed ? "" : text || (isLed ? "" : nothingHolds(telling)),
      shown.length > MOST && gettext("These are the first %(number)s.", { number: MOST })].filter(Boolean).join(" "));
  };
  const nothingHolds = (telling) => (telling.length ? gettext("No part of this site fits these words. This may help.")
    : gettext("These words stand nearly everywhere. Add one that tells more. This may help."));
  const ahead = ({ groups, contacts, answers }, asks) => {
    const isHelp = groups.length + contacts.length > 0;
    if (isHelp && asks) return gettext("What is known is shown first, and who can help below it.");
    if (isHelp) return gettext("Who can help is shown first.");
    return answers.length ? gettext("A short answer is shown first.") : "";
  };

  const clear = () => {
    boxes.replaceChildren();
    below.replaceChildren();
    results.hidden = true;
  };
  const search = async (typed) => {
    if (!typed.trim()) {
      clear();
      say(gettext("Type a word or two first, such as what happened or what you want to know."));
      input.focus();
      return;
    }
    say(gettext("Getting the search ready …"));
    try {
      await load();
      show(planSearch.read(typed), typed);
      all.open = false;
    } catch {
      clear();
      all.open = true;
      say(gettext("The search could not be loaded. Every page is in the list below, and so is help."));
    }
    count.focus({ preventScroll: true });
    count.scrollIntoView({ block: "start" });
  };
  const again = (word) => {
    input.value = word;
    search(word);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(input.value);
  });
  // Loaded while the reader types.
  input.addEventListener("focus", () => load().catch(() => {}), { once: true });
  form.hidden = false;
  say("");
})();
