// The words of a text: letters without accents, endings taken off, one letter wrong.
// The build takes texts apart in the same way, in safety_plan.core.search_tokens.py.
window.planSearch = window.planSearch || {};
(() => {
  const letters = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i", þ: "th", ð: "d" };

  // In small letters, without accents, apostrophes and commas in numbers.
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
    .replace(/[łøđßæœıþð]/g, (letter) => letters[letter])
    .replace(/([\p{L}\p{N}])['’‘`´]s(?![\p{L}\p{N}_])/gu, "$1")
    .replace(/['’‘`´]/g, "")
    .replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1");

  const wordsOf = (text) => plain(text).match(/[0-9]+(?:\.[0-9]+)+|[\p{L}\p{N}]+/gu) || [];

  // The words under which a text is found: anti-social also as one word.
  const indexWords = (text) => [...wordsOf(text),
    ...(plain(text).match(/\p{L}+(?:[-\u2010\u2011]\p{L}+)+/gu) || []).map((one) => wordsOf(one).join(""))];

  const irregular = {
    dying: "die", died: "die", lying: "lie", tying: "tie", children: "child", childrens: "child", men: "man",
    women: "woman", womens: "woman", stole: "steal", stolen: "steal", hit: "hit",
    beaten: "beat", fought: "fight", took: "take", taken: "take", feet: "foot", kids: "kid",
    // Other words than those they come from: a plan is no planning, who is missing was not missed.
    missing: "missing", parking: "parking", planning: "planning", trained: "trained", training: "trained",
  };
  const hasVowel = (text) => /[aeiouy]/.test(text);
  // What is left where -ed or -ing is taken off: hitting is hit, hated is hate, killed is kill.
  const withoutEnding = (word, length) => {
    const start = word.slice(0, -length);
    if (start.length < 2 || !hasVowel(start)) return word;
    if (/([bdgmnprt])\1$/.test(start)) return start.length > 3 ? start.slice(0, -1) : start;
    return /^[^aeiou]*[aeiouy][^aeiouwxy]$/.test(start) && start.length < 4 ? `${start}e` : start;
  };
  const withoutPlural = (word) => {
    if (/(kni|wi|thie|lea|loa|hal|shel|wol)ves$/.test(word)) return `${word.slice(0, -3)}f`;
    if (/ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
    if (/(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
    return /[^siu]s$/.test(word) ? word.slice(0, -1) : word;
  };
  // One form for all the forms of a word; it need not be a word itself.
  const stem = (word) => {
    if (irregular[word]) return irregular[word];
    if (word.length < 4 || /[0-9]/.test(word)) return word;
    let start = withoutPlural(word);
    if (/ied$/.test(start)) start = `${start.slice(0, -3)}y`;
    else if (/[^e]ed$/.test(start) && start.length > 4) start = withoutEnding(start, 2);
    else if (/ing$/.test(start) && start.length > 5) start = withoutEnding(start, 3);
    if (start.length > 4) start = start.replace(/e$/, "");
    return start.length > 3 ? start.replace(/y$/, "i") : start;
  };

  // Whether two words differ by *most* letters at the most: one more, one less, another, or two
  // that changed places.
  const near = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return false;
    let before, above = [], row = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i += 1) {
      before = above;
      above = row;
      row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
    }
    return row[other.length] <= most;
  };

  Object.assign(planSearch, { plain, wordsOf, indexWords, stem, near });
})();
