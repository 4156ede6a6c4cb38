// What a search shows: help and answers in boxes, what was found as a list, what to do if nothing.
(() => {
  const { stem, wordsOf, guide } = planSearch;
  const MOST_LINES = [4, 2, 2], LONG = 150, BEFORE = 50;
  let root = "";

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children.filter(Boolean));
    return element;
  };
  // From a folder on a disk no browser shows the page of a folder by itself.
  const linkTo = (address) => {
    const [page, anchor] = address.split("#");
    const file = location.protocol === "file:" && (!page || page.endsWith("/")) ? "index.html" : "";
    return `${root}${page}${file}${anchor ? `#${anchor}` : ""}`;
  };
  const link = (address, words) => make("a", { href: linkTo(address), textContent: words });

  const press = ([kind, target, words], name = "") => make("a", {
    href: target, className: `way way-${kind}`, rel: target.startsWith("http") ? "noreferrer" : "",
  }, words, name && make("span", { className: "visually-hidden", textContent: `: ${name}` }));
  const line = ([need, name, hours, links]) => {
    const ways = links.flatMap((one) => [press(one, name), " "]);
    return make("li", {},
      make("strong", { textContent: need }),
      make("span", { className: "who", textContent: ` ${[name, hours].filter(Boolean).join(". ")}.` }),
      make("span", { className: "ways" }, ...ways));
  };
  // The first kind of trouble is danger, as on the page of help.
  const danger = () => guide.groups[0];
  const firstOf = (group) => group && guide.contacts[group.members[0]];

  const box = (title, members, most, { urgent = false, address = guide.help } = {}) => {
    const first = urgent && firstOf(danger());
    const isShown = first && members.slice(0, most).includes(danger().members[0]);
    return make("section", { className: urgent ? "help-box found-help urgent" : "help-box found-help" },
      make("h2", { textContent: title }),
      make("ul", { className: "contacts" }, ...members.slice(0, most).map((number) => line(guide.contacts[number]))),
      make("p", {},
        first && !isShown && make("span", {}, `${gettext("In danger now:")} `, press(first[3][0]), " "),
        guide.help && link(address, gettext("Everybody who helps with this"))));
  };
  // Those who are named for what was typed stand first in their group.
  const groupBox = (group, named, place) => {
    const first = named.filter((number) => group.members.includes(number));
    return box(group.title, [...new Set([...first, ...group.members])], MOST_LINES[place], group);
  };
  const answerBox = (answer) => make("section", { className: "found-answer" }, make("p", { textContent: answer }));

  // The words around the first that was looked for, which stand out.
  const excerpt = (text, forms) => {
    const tokens = [...text.matchAll(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)];
    const fits = (token) => wordsOf(token[0]).some((word) => forms.has(stem(word)));
    const first = tokens.find(fits);
    const from = first && first.index > BEFORE + 40 ? text.lastIndexOf(" ", first.index - BEFORE) + 1 : 0;
    const end = text.length - from <= LONG + 20 ? text.length : text.lastIndexOf(" ", from + LONG);
    const shown = make("p", {}, from ? "… " : "");
    let at = from;
    for (const token of tokens.filter((one) => one.index >= from && one.index < end && fits(one))) {
      shown.append(text.slice(at, token.index), make("mark", { textContent: token[0] }));
      at = token.index + token[0].length;
    }
    shown.append(text.slice(at, Math.max(at, end)), end < text.length ? " …" : "");
    return shown;
  };
  const nameOf = ({ title, page }) => (page && page !== title ? `${page}: ${title}` : title);
  const item = (entry, forms) => make("li", {}, link(entry.address, nameOf(entry)), entry.text && excerpt(entry.text, forms));
  // Of entries with one name, or one address, the first stays.
  const once = (found) => {
    const seen = new Set();
    return found.filter((entry) => {
      const isNew = !seen.has(nameOf(entry)) && !seen.has(entry.address);
      const isContact = entry.kind === planSearch.kinds.CONTACT;
      seen.add(nameOf(entry));
      if (!isContact) seen.add(entry.address);
      return isNew;
    });
  };

  // Whom to call where nothing is urgent: of those for crime the one with the shortest number.
  const everyday = () => {
    const group = guide.groups.find(({ id }) => id === "crime") || guide.groups[1];
    const numbers = (group ? group.members : []).map((number) => guide.contacts[number]);
    const calls = numbers.filter(([, , , links]) => links[0]?.[0] === "call");
    return calls.sort((one, other) => one[3][0][1].length - other[3][0][1].length)[0];
  };
  // Where no word led anywhere: one line for each trouble that is danger, and whom else to call.
  const anybody = () => {
    const first = guide.groups.filter((group) => group.urgent).map(firstOf);
    const lines = [...new Set([firstOf(danger()), everyday(), ...first])].filter((one) => one && one[3].length);
    return lines.length && make("section", { className: "help-box found-help" },
      make("h2", { textContent: gettext("If somebody is hurt, afraid or in despair") }),
      make("ul", { className: "contacts" }, ...lines.map(line)),
      guide.help && make("p", {}, link(guide.help, gettext("Everybody who helps"))));
  };
  // Never nothing alone: words that are near, and whom to ask.
  const nothing = (near, again) => {
    const others = near.map((word) => make("button", { type: "button", textContent: word, onclick: () => again(word) }));
    return make("section", { className: "found-answer" },
      others.length && make("p", {}, `${gettext("Words like it that are here:")} `, ...others),
      guide.council && make("p", { textContent: gettext("For anything that is not in this plan, ask %(council)s.", { council: guide.council }) }));
  };

  Object.assign(planSearch, {
    setRoot: (address) => { root = address; }, groupBox, answerBox, item, once, nothing, anybody,
    contactBox: (numbers) => box(gettext("Who can help"), numbers, MOST_LINES[0]),
  });
})();
