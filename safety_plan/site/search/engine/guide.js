// Everyday words: what a reader's words mean, and where they lead.
(() => {
  const { wordsOf, stem, near } = planSearch;
  // A phrase hides a shorter one where it fits nearly as it was typed.
  const OTHER_WORD = 0.7, MISTYPED = 0.8, AS_GOOD = 0.9;
  // What danger adds to how well a trouble fits, and what each trouble named before it takes away.
  const DANGER = 0.25, LATER = 0.01, MOST_GROUPS = 3;
  // How well "my mum" fits, less than a word that stands for another.
  const WHO = 0.6;
  const words = (text) => new Set(text.split(" "));
  // Translators: what people call themselves and those around them, without accents; keep the English.
  const PERSONAL = words(gettext("i im ive id ill me my mine myself he hes him his she shes her hers hell shell son daughter child kid baby toddler they theyre theyll someone somebody we us our"));
  // Translators: words before somebody who belongs to the reader, without accents; keep the English.
  const WHOSE = words(gettext("my our"));
  // Words of what somebody does to another: more than a question about a plan.
  // Translators: such words, without accents; keep the English.
  const OTHERS = words(gettext("me he hes hell him she shes herself himself myself us"));
  // Translators: what a question about figures holds, without accents, with a comma between two; keep the English.
  const ASKING = gettext("how many,rate,rates,statistics,stats,figures,gone up,gone down,going up,going down,rising,falling,getting worse,getting better").split(",");

  const guide = { help: "", groups: [], contacts: [], phrases: [], means: new Map(), sameAs: new Map(), stop: new Set(), weak: new Set() };
  const own = new Set(); // the words of the phrases, as they are written there

  const addGuide = ({ help, helpTitle, council, groups, contacts, phrases, stop, weak }) => {
    Object.assign(guide, { help, helpTitle, council });
    guide.contacts = contacts.map(([need, name, hours, ways]) => [need, name, hours, ways.map(wayOf)]);
    guide.groups = groups.map(([id, title, urgent, address, members]) => ({ id, title, urgent: !!urgent, address, members }));
    guide.stop = new Set(stop.split(" "));
    guide.weak = new Set(weak.split(" ").map(stem));
    phrases.words.forEach((words, order) => {
      const meant = wordsOf(phrases.means[order]);
      for (const word of meant) own.add(word);
      const leads = phrases.leads[order].split(" ").filter(Boolean);
      for (const phrase of phrasesOf(words)) addPhrase(phrase, { meant, leads, answer: phrases.answers[order], order });
    });
  };
  // A number to call is that of its words.
  const wayOf = ([kind, target, words]) => [kind, target || `tel:${words.replace(/\D/g, "")}`, words];
  // The phrases of a row, which safety_plan/site/search/phrases.py wrote.
  const phrasesOf = (text) => text.split(";").flatMap((part) => {
    const [word, ...more] = part.split(" ");
    return more.join(" ").split(",").map((end) => `${word} ${end}`);
  });
  const addPhrase = (phrase, { meant, leads, answer, order }) => {
    const words = wordsOf(phrase);
    const forms = [...new Set(words.map(stem))];
    for (const word of words) own.add(word);
    guide.phrases.push({ forms, leads, answer, order, meant });
    if (forms.length !== 1 || !meant.length) return;
    guide.means.set(forms[0], meant.map(stem));
    // A word that leads nowhere by itself leads where what it means does.
    if (!leads.length && !answer) guide.sameAs.set(forms[0], new Set(meant.map(stem)));
  };

  // Words of the index and of the phrases like one that neither knows.
  const corrected = (word) => {
    if (word.length < 5 || /[0-9]/.test(word)) return [];
    const known = [...planSearch.words, ...own];
    const like = (most) => known.filter((one) => one[0] === word[0] && one.length > 3 && near(word, one, most));
    const starts = () => known.filter((one) => one.startsWith(word));
    for (const found of [() => like(1), starts, () => (word.length > 7 ? like(2) : [])]) {
      const words = found();
      if (words.length) return [...new Set(words)];
    }
    return [];
  };
  const forms = new Set(); // every known form; filled when the first search is made
  const isKnown = (word) => forms.has(stem(word));
  const split = (word) => {
    for (let at = 3; at <= word.length - 3; at += 1) {
      if (isKnown(word.slice(0, at)) && isKnown(word.slice(at))) return [word.slice(0, at), word.slice(at)];
    }
    return [];
  };

  // Each word that was typed, with every form that may stand for it.
  const read = (typed) => {
    if (!forms.size) for (const word of [...planSearch.words, ...own]) forms.add(stem(word));
    const words = wordsOf(typed).slice(0, 24);
    const terms = [];
    words.forEach((word, n) => {
      const parts = isKnown(word) || guide.stop.has(word) ? [] : split(word);
      for (const one of parts.length ? parts : [word]) terms.push(term(one));
      const joined = n ? words[n - 1] + word : "";
      if (joined && isKnown(joined)) for (const other of terms.slice(-2)) other.forms.set(stem(joined), 1);
    });
    return { words, terms: widen(terms) };
  };
  // A year narrows a search where it can, and is never what nothing is found for.
  const isYear = (word) => /^(19|20)[0-9]{2}$/.test(word);
  const term = (word) => {
    const found = new Map([[stem(word), 1]]);
    const stop = guide.stop.has(word);
    if (!isKnown(word) && !stop) for (const other of corrected(word)) found.set(stem(other), MISTYPED);
    for (const [form, share] of [...found]) {
      for (const other of guide.means.get(form) || []) if (!found.has(other)) found.set(other, share * OTHER_WORD);
    }
    return { word, stop, weak: guide.weak.has(stem(word)), year: isYear(word), forms: found };
  };

  // The phrases that the words hold, the longest first. A phrase inside a longer one adds
  // nothing, unless it speaks of danger in more than a word and the longer one leads to no page first.
  const matches = (terms) => {
    const has = (form) => terms.filter((one) => one.forms.has(form));
    const found = guide.phrases.filter((phrase) => phrase.forms.every((form) => has(form).length) && isMeant(phrase, has))
      .map((phrase) => ({ ...phrase, fit: fitOf(phrase, has), terms: new Set(phrase.forms.flatMap(has)) }));
    found.sort((a, b) => b.forms.length - a.forms.length || b.fit - a.fit || a.order - b.order);
    return found.filter((phrase, n) => !found.slice(0, n).some((longer) =>
      longer.forms.length > phrase.forms.length && longer.fit >= longer.forms.length * AS_GOOD && (longer.leads.length || longer.answer)
      && (phrase.forms.length < 2 || !isDanger(phrase) || /^page:/.test(longer.leads[0]))
      && [...phrase.terms].every((one) => longer.terms.has(one))));
  };
  // A phrase of one word is met by that word, or by one that stands for nothing else.
  const isMeant = ({ forms: [form, ...more] }, has) => more.length > 0 || has(form).some((term) =>
    term.forms.get(form) >= MISTYPED || [...term.forms.keys()].some((one) => guide.sameAs.get(one)?.has(form)));
  // "My mum" says whom it is about and not what is wrong, so that any trouble that is named fits better.
  const saysWho = (forms) => forms.length === 2 && forms.some((form) => WHOSE.has(form));
  // How well a phrase fits: more words of it, as they were typed and not as others that they mean.
  const fitOf = ({ forms }, has) => saysWho(forms) ? WHO : forms.reduce((sum, form) =>
    sum + Math.max(...has(form).map((one) => one.forms.get(form))), 0);
  // Help is led to by its place in the guide: h0 is the first trouble, c0 the first contact.
  const groupOf = (mark) => guide.groups.find((_, n) => mark === `h${n}`);
  const contactOf = (mark) => guide.contacts.findIndex((_, n) => mark === `c${n}`);
  const isDanger = (phrase) => phrase.leads.some((mark) => groupOf(mark)?.urgent);

  // Where a phrase of several words means others, each of its words may stand for them.
  const widen = (terms) => {
    for (const { forms, meant, terms: typed } of matches(terms)) {
      if (forms.length < 2) continue;
      for (const one of typed) {
        for (const other of meant.map(stem)) if (!one.forms.has(other)) one.forms.set(other, OTHER_WORD);
      }
    }
    return terms;
  };

  // What a search leads to before anything is looked up in the index.
  const leadsOf = (terms) => {
    const found = matches(terms);
    const leads = [...new Set(found.flatMap((phrase) => phrase.leads))];
    return {
      groups: groupsOf(found),
      contacts: leads.map(contactOf).filter((n) => n >= 0),
      // Nobody who may be in danger is told first what a plan does not deal with.
      answers: found.some(isDanger) ? [] : [...new Set(found.map((phrase) => phrase.answer).filter(Boolean))].slice(0, 2),
      entries: leads.filter((mark) => contactOf(mark) < 0).map((mark) => planSearch.marks.get(mark.replace(/_/g, " "))).filter((n) => n !== undefined),
    };
  };
  // The troubles that the words speak of: whichever fits best first, danger before what fits alike.
  const groupsOf = (found) => {
    const fits = new Map();
    for (const { leads, fit } of found) {
      for (const [place, group] of leads.map(groupOf).filter(Boolean).entries()) {
        const better = fit + (group.urgent ? DANGER : 0) - place * LATER;
        fits.set(group, Math.max(fits.get(group) ?? 0, better));
      }
    }
    return [...fits].sort(([, a], [, b]) => b - a).map(([group]) => group).slice(0, MOST_GROUPS);
  };
  const isPersonal = (typed) => typed.some((word) => PERSONAL.has(word));
  const isAsking = (typed) => ASKING.some((words) => ` ${typed.join(" ")} `.includes(` ${words} `));
  const isAboutOthers = (typed) => typed.some((word) => OTHERS.has(word));

  // Known words a little like those that were typed, for whoever found nothing.
  const wordsLike = (typed) => {
    const like = (word) => [...planSearch.words].filter((one) => one.length > 3 && one[0] === word[0]
      && (near(word, one, 2) || one.slice(0, 4) === word.slice(0, 4)));
    return typed.filter((word) => word.length > 3).flatMap((word) => like(word).slice(0, 3)).slice(0, 5);
  };

  Object.assign(planSearch, { wordsLike, addGuide, guide, read, leadsOf, isPersonal, isAboutOthers, isAsking });
})();
