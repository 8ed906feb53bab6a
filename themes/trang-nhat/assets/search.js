// What readers search with. `open` takes a way to load the files of the index and gives `find`, which ranks the articles
// for what was typed, and `cards`, what lists show of them. On a page it serves the form of search.html.

// Letters and syllables

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const letters = (text) => text.toLowerCase().replace(/ð/g, "đ").normalize("NFD");
const withI = (syllable) => syllable.replace(/^(h|k|l|m|s|t|v|qu)y$/, "$1i");

// Without any mark: what is alike to those who type none.
export const fold = (text) => withI(letters(text).replace(/đ/g, "d").replace(/\p{M}/gu, ""));
// With its tone at the end, wherever it was placed: `hoà` and `hòa` are one.
export const canon = (text) => withI(letters(text).replace(TONES, "")) + (letters(text).match(TONES) ?? []).join("");
export const syllables = (text) => text.normalize("NFC").toLowerCase().match(/[\p{Alphabetic}\p{N}\p{M}]+/gu) ?? [];

export function hash(text) {
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193);
  return sum >>> 0;
}

// Numbers of 92 digits, the lowest first; those from 46 on say that more follow.
export function numbers(text) {
  const list = [];
  for (let at = 0, value = 0, unit = 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const digit = code - 33 - (code > 34) - (code > 92);
    value += (digit % 46) * unit;
    unit *= 46;
    if (digit >= 46) continue;
    list.push(value);
    value = 0;
    unit = 1;
  }
  return list;
}

// What was typed, as words: syllables, each with the number of its quotation if it stands in one.
function parse(text) {
  const parts = text.replace(/(\p{L})['’](?=\p{L})/gu, "$1 ").split(/["“”„‟«»‘’]/);
  return parts.flatMap((part, at) => syllables(part).map((syllable) => word(syllable, at % 2 && at)));
}
const word = (text, quote = 0) => ({ text, fold: fold(text), canon: canon(text), quote });
const spelled = (query) => query.map(({ text }) => text).join(" ");

// Lists of the index

// The articles that have a syllable or a pair. A score is the tier, and 4 more where the tone marks are as typed.
class Slot {
  articles = new Map(); // article → [[score, places]]
  totals = new Map(); // surface → number of articles
  isCut = false;

  add(surface, list, isExact) {
    const [total, ...rest] = numbers(list);
    let [article, listed] = [-1, 0];
    for (let at = 0; at < rest.length; listed++) {
      article += rest[at] + 1;
      const count = (rest[at + 1] >> 2) + 1;
      const places = [rest[at + 2]];
      for (let next = 1; next < count; next++) places.push(places[next - 1] + rest[at + 2 + next] + 1);
      this.put(article, [(rest[at + 1] & 3) + 4 * isExact, places]);
      at += 2 + count;
    }
    this.totals.set(surface, total);
    this.isCut ||= listed < total;
  }

  put(article, found) {
    const had = this.articles.get(article);
    if (had) had.push(found);
    else this.articles.set(article, [found]);
  }

  // Who has a pair has both of its syllables: what the list of a frequent one left out.
  learn(pair, second) {
    for (const [article, all] of pair?.articles ?? []) {
      for (const [score, places] of all) this.put(article, [score, places.map((place) => (place + second) >> 5)]);
    }
  }
}

const worse = (one, other) => Math.min(one & 4, other & 4) + Math.min(one & 3, other & 3);
const top = (found) => found.reduce((best, [score]) => Math.max(best, score), -1);

// Where all pairs of a phrase follow each other: article → score.
function inARow([first, ...rest]) {
  const rows = new Map();
  for (const [article, found] of first.articles) {
    if (rest.length === 0) rows.set(article, top(found));
    if (rest.length === 0 || !rest.every((slot) => slot.articles.has(article))) continue;
    let row = new Map();
    for (const [score, places] of found) for (const place of places) row.set(place, Math.max(score, row.get(place) ?? 0));
    rest.forEach((slot, at) => {
      const longer = new Map();
      for (const [score, places] of slot.articles.get(article)) {
        for (const place of places) {
          const start = place - at - 1;
          if (row.has(start)) longer.set(start, Math.max(worse(row.get(start), score), longer.get(start) ?? 0));
        }
      }
      row = longer;
    });
    if (row.size > 0) rows.set(article, Math.max(...row.values()));
  }
  return rows;
}

// The best score of all words within two neighbouring stretches of text, or -1.
function nearEachOther(words) {
  let best = -1;
  for (const start of new Set(words[0].flatMap(([, stretches]) => stretches))) {
    for (const low of [start - 1, start]) {
      const here = words.map((found) => top(found.filter(([, stretches]) => stretches.includes(low) || stretches.includes(low + 1))));
      if (!here.includes(-1)) best = Math.max(best, here.reduce(worse));
    }
  }
  return best;
}

// What else may have been meant

const SYLLABLE = /^(ngh?|[cgknpt]h|gi|qu|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(ch|n[gh]?|[cmpt])?$/;
const isSyllable = (text) => SYLLABLE.test(fold(text));
const isStrange = ({ fold, quote }) => !quote && /\p{L}/u.test(fold) && !SYLLABLE.test(fold);

const TELEX = { dd: "đ", aa: "â", ee: "ê", oo: "ô", aw: "ă", ow: "ơ", uw: "ư", uow: "ươ", w: "ư",
  s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" };
const VNI = { 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323", 6: "\u0302", 7: "\u031b", 8: "\u0306" };

// Keys that an input method would have turned into marks: `ddoanf`, `vânj`, `d9oan2`.
function typedOut(text) {
  if (/^\p{L}+\d/u.test(text)) return text.replace("d9", "đ").replace(/[1-8]/g, (key) => VNI[key]);
  return text.replace(/dd|aa|ee|oo|uow|[aou]?w/g, (keys) => TELEX[keys])
    .replace(/^(.*?[aeiouy\u00e0-\u1ef9].*?)([sfrxj])/, (all, head, key) => head + TELEX[key]);
}

// All ways to read a text as syllables of two letters and more.
const splits = (text) => (text === "" ? [[]] : [2, 3, 4, 5, 6, 7].filter((length) => length <= text.length && isSyllable(text.slice(0, length)))
  .flatMap((length) => splits(text.slice(length)).map((rest) => [text.slice(0, length), ...rest])));

const isOneOff = (one, other) => {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const [rest, others] = [one.slice(at), other.slice(at)];
  return one !== other && (rest.slice(1) === others || rest === others.slice(1) || rest.slice(1) === others.slice(1)
    || (rest[0] === others[1] && rest[1] === others[0] && rest.slice(2) === others.slice(2)));
};

// All queries with one of the choices for each word.
const combine = (query, choices, most) => query.reduce((begun, one) => {
  const options = choices(one);
  return begun.flatMap((words) => (options.length ? options : [[one]]).map((option) => [...words, ...option])).slice(0, most);
}, [[]]).filter((words) => spelled(words) !== spelled(query));

// Leftovers of input methods, missing and superfluous spaces.
function retyped(query, isWrong) {
  const tries = combine(query, (one) => (isWrong(one)
    ? [[typedOut(one.text)], ...splits(one.text).sort((a, b) => a.length - b.length).slice(0, 4)]
      .filter((parts) => spelled(parts.map(word)) !== one.text && parts.every(isSyllable)).map((parts) => parts.map((part) => word(part)))
    : []), 8);
  query.slice(1).forEach((second, at) => {
    const joined = query[at].text + second.text;
    if ((isWrong(query[at]) || isWrong(second)) && !second.quote && isSyllable(joined)) tries.push([...query.slice(0, at), word(joined), ...query.slice(at + 2)]);
  });
  return tries;
}

// A query in which one side of each rule (`NTM`, `nông thôn mới`) is written as the other.
function rewritten(query, rules) {
  const words = [];
  for (let at = 0; at < query.length;) {
    const rule = rules.find(([from]) => from.every(({ fold }, next) => query[at + next]?.fold === fold && !query[at + next].quote));
    words.push(...(rule?.[1] ?? [query[at]]));
    at += rule?.[0].length ?? 1;
  }
  return words;
}

// Marks within texts

// The stretches [from, to, words] of a text that are words of the variants of a query; where two or more stand in a row,
// single ones are left alone.
export function highlights(text, variants) {
  const tokens = [...text.matchAll(/[\p{Alphabetic}\p{N}\p{M}]+/gu)].map((match) => ({ at: match.index, end: match.index + match[0].length, fold: fold(match[0]) }));
  const found = [];
  for (let at = 0; at < tokens.length;) {
    let longest = 0;
    for (const words of variants) {
      words.forEach((_, from) => {
        let length = 0;
        while (from + length < words.length && tokens[at + length]?.fold === words[from + length]) length++;
        longest = Math.max(longest, length);
      });
    }
    if (longest > 0) found.push([tokens[at].at, tokens[at + longest - 1].end, longest]);
    at += longest || 1;
  }
  return found.some(([, , words]) => words > 1) ? found.filter(([, , words]) => words > 1) : found;
}

// About 160 characters around the first of the longest stretches.
export function excerpt(text, variants) {
  const all = highlights(text, variants);
  if (all.length === 0) return "";
  const [from] = all.reduce((best, one) => (one[2] > best[2] ? one : best));
  const start = from < 70 ? 0 : text.indexOf(" ", from - 60) + 1;
  const end = text.length < start + 180 ? text.length : text.lastIndexOf(" ", start + 160);
  return `${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
}

// The index

export function open(load) {
  const files = new Map();
  // What was loaded is kept; what failed is asked for again the next time.
  function get(path, version) {
    if (!files.has(path)) {
      const file = load(path, version);
      files.set(path, file);
      file.catch(() => files.delete(path));
    }
    return files.get(path);
  }
  const inBlock = ({ from, length, version }, name) => get(`${from}-${length}/${name}.json`, version);
  const wordFile = (block, { fold }) => inBlock(block, `w${hash(fold) % block.words}`);
  const pairFile = (block, first, second) => inBlock(block, `p${(hash(first.fold) % block.firsts) * block.seconds + hash(second.fold) % block.seconds}`);

  let since = 0;
  // Leaves the browser a breath when the work took long. A newer query ends an older one here.
  async function breathe(signal) {
    if (performance.now() - since > 8) {
      await (globalThis.scheduler?.yield?.() ?? new Promise((resolve) => { setTimeout(resolve); }));
      since = performance.now();
    }
    signal?.throwIfAborted();
  }

  async function readWord(block, word, isFree) {
    const slot = new Slot();
    for (const [surface, list] of Object.entries(await wordFile(block, word))) {
      if (fold(surface) === word.fold) slot.add(surface, list, isFree || canon(surface) === word.canon);
    }
    return slot;
  }

  async function readPair(block, first, second, isFree) {
    const slot = new Slot();
    for (const [one, seconds] of Object.entries(await pairFile(block, first, second))) {
      if (fold(one) !== first.fold) continue;
      for (const [other, list] of Object.entries(seconds)) {
        if (fold(other) === second.fold) slot.add(`${one} ${other}`, list, isFree || (canon(one) === first.canon && canon(other) === second.canon));
      }
    }
    return slot;
  }

  // Which articles the filters leave: null for all, else a test.
  async function allowed(index, options) {
    const names = ["commune", "field", "section", "kind"].filter((kind) => options[kind]).map((kind) => `${kind}/${options[kind]}`);
    const year = index.years.findIndex(([year]) => year === Number(options.year));
    if (names.length === 0 && !options.year) return null;
    const from = index.years[year]?.[1] ?? Infinity;
    const to = index.years[year + 1]?.[1] ?? index.articles;
    const counts = new Uint8Array(index.articles);
    await Promise.all(index.blocks.flatMap((block) => names.map(async (name) => {
      let number = block.from - 1;
      for (const gap of numbers((await inBlock(block, `f${hash(name) % block.filters}`))[name] ?? "")) counts[number += gap + 1]++;
    })));
    return (number) => counts[number] === names.length && (!options.year || (number >= from && number < to));
  }

  // Ranks the articles for the variants of a query: in a row, near each other, with all words, with most.
  async function search(variants, { blocks, isAllowed, isFree, wanted, signal, order, phrasesOnly }) {
    const ranks = new Map();
    const put = (number, level, score) => {
      const rank = level * 8 + 7 - score;
      if ((!isAllowed || isAllowed(number)) && !(ranks.get(number) <= rank)) ranks.set(number, rank);
    };
    const spellings = variants[0].map(() => new Map());
    let isCut = false;

    // Phrases. All files are asked for at once, and read block by block.
    const pairs = (block, query) => Promise.all(query.slice(1).map((second, at) => readPair(block, query[at], second, isFree)));
    const words = (block, query) => Promise.all(query.map((word) => readWord(block, word, isFree)));
    for (const block of blocks) {
      for (const query of variants) {
        if (query.length === 1) wordFile(block, query[0]);
        query.slice(1).forEach((second, at) => pairFile(block, query[at], second));
      }
    }
    const rows = [];
    for (const block of blocks) {
      for (const [at, query] of variants.entries()) {
        const row = await (query.length > 1 ? pairs : words)(block, query);
        rows.push([block, at, row]);
        row.forEach((slot, place) => {
          isCut ||= slot.isCut;
          for (const [surface, total] of at === 0 ? slot.totals : []) spellings[place].set(surface, (spellings[place].get(surface) ?? 0) + total);
        });
        for (const [article, score] of inARow(row)) put(block.from + article, 0, score);
        await breathe(signal);
      }
    }

    const isQuoted = variants[0].every(({ quote }) => quote && quote === variants[0][0].quote);
    const isEnough = phrasesOnly || (ranks.size > 0 && (isQuoted || variants.every((query) => query.length === 1)));
    const isPart = !isEnough && order !== "date" && ranks.size >= wanted;
    let missing = [];
    if (!isEnough && !isPart) {
      for (const block of blocks) for (const query of variants) query.forEach((word) => wordFile(block, word));
      const found = variants.map((query) => query.map(() => false));
      const read = [];
      for (const [block, at, row] of rows) {
        const slots = await words(block, variants[at]);
        slots.forEach((slot, word) => {
          isCut ||= slot.isCut;
          if (variants[at].length > 1) slot.learn(row[word], 0);
          if (variants[at].length > 1) slot.learn(row[word - 1], 1);
          found[at][word] ||= slot.articles.size > 0;
        });
        read.push([block, at, row, slots]);
        await breathe(signal);
      }
      if (found.every((words) => words.includes(false))) missing = variants[0].filter((_, word) => !found[0][word]);
      // More than half of the words that are there; half of them when nothing else is.
      for (const share of [1, 0]) {
        if (ranks.size > 0 && share === 0) break;
        for (const [block, at, row, slots] of read) {
          rankWords(variants[at], row, slots, (found[at].filter(Boolean).length + share) / 2, (article, ...rank) => put(block.from + article, ...rank));
          await breathe(signal);
        }
      }
    }
    return { ...ranked(ranks, order), isLeast: isCut || isPart, missing, spellings, query: variants[0], words: variants.map((query) => query.map(({ fold }) => fold)) };
  }

  function rankWords(query, row, slots, least, put) {
    // A quotation must stand as it is.
    const quotes = [...new Set(query.map(({ quote }) => quote))].filter(Boolean).map((quote) => {
      const from = query.findIndex((word) => word.quote === quote);
      const length = query.filter((word) => word.quote === quote).length;
      return length === 1 ? slots[from].articles : inARow(row.slice(from, from + length - 1));
    });
    const counts = new Map();
    for (const { articles } of slots) for (const article of articles.keys()) counts.set(article, (counts.get(article) ?? 0) + 1);
    for (const [article, count] of counts) {
      if (count < least || count === 0 || !quotes.every((quote) => quote.has(article))) continue;
      const found = slots.map(({ articles }) => articles.get(article)).filter(Boolean);
      put(article, 2 + query.length - count, found.map(top).reduce(worse));
      const near = count === query.length ? nearEachOther(found) : -1;
      if (near >= 0) put(article, 1, near);
    }
  }

  // The best first, the newest first among equals; by date, those with all words, if there are any.
  function ranked(ranks, order) {
    const NEWEST = 2 ** 32;
    const keys = Float64Array.from(ranks, ([number, rank]) => rank * NEWEST + NEWEST - 1 - number).sort();
    let articles = Array.from(keys, (key) => ({ number: NEWEST - 1 - (key % NEWEST), level: Math.min(3, Math.floor(key / NEWEST / 8)) }));
    const hasAll = articles[0]?.level < 3;
    if (order === "date") articles = articles.filter(({ level }) => level < 3 || !hasAll).sort((one, other) => other.number - one.number);
    return { total: articles.length, hasAll, articles };
  }

  // A query as the index most often writes it.
  function spell({ query, spellings }) {
    const most = (totals) => [...totals].reduce((best, one) => (one[1] > best[1] ? one : best), ["", 0])[0].split(" ");
    const pairs = spellings.map(most);
    return query.map(({ text }, at) => (query.length > 1 && at > 0 && pairs[at - 1][1]) || pairs[at][0] || text).join(" ");
  }

  // Names that are what was typed, begin with it or hold it, with or without the kind of place before them.
  function named(names, query) {
    const plain = (text) => syllables(text).map(fold).join(" ");
    const bare = (text) => text.replace(/^(xa|phuong|thi tran|thi xa|huyen|thanh pho) (?=.)/, "");
    const typed = bare(plain(spelled(query)));
    const exact = query.map(({ canon }) => canon).join(" ");
    const rank = (name) => {
      const own = bare(plain(name));
      const place = own.replace(/ /g, "") === typed.replace(/ /g, "") ? 0 : own.startsWith(typed) ? 2 : ` ${own} `.includes(` ${typed} `) ? 4 : Infinity;
      return place + !syllables(name).map(canon).join(" ").includes(exact);
    };
    if (typed.length < 2) return [];
    return names.map(([kind, label, href, note, others]) => ({ row: [kind, label, href, note], rank: Math.min(...[label, ...others].map(rank)) }))
      .filter(({ rank }) => rank < Infinity).sort((one, other) => one.rank - other.rank).slice(0, 5).map(({ row }) => row);
  }

  // The largest block and small ones after it: enough to tell which words are usual.
  const sample = ({ blocks }) => blocks.filter(({ length }, at) => at === 0 || length <= 64);
  async function vocabulary(index) {
    const lists = await Promise.all(sample(index).map((block) => inBlock(block, "v")));
    return [...new Set(lists.flat())];
  }

  async function ready() {
    const [index, names] = await Promise.all([get("index.json"), get("names.json")]);
    const rules = Object.entries(names.abbreviations).map(([short, long]) => [parse(short), parse(long)]);
    const back = rules.map(([short, long]) => [long, short]).sort(([one], [other]) => other.length - one.length);
    return { index, names, rules: [rules, back] };
  }

  async function find(text, options = {}) {
    const { index, names, rules } = await ready();
    const query = parse(text).slice(0, 24);
    const isAllowed = await allowed(index, options);
    const nothing = { total: 0, isLeast: false, articles: [], names: [], said: null, missing: [], nearest: [], words: [] };
    if (index.articles === 0 || (query.length === 0 && !isAllowed)) return nothing;
    if (query.length === 0) {
      const articles = Array.from({ length: index.articles }, (_, at) => ({ number: index.articles - 1 - at, level: 0 })).filter(({ number }) => isAllowed(number));
      return { ...nothing, total: articles.length, articles };
    }

    const isFree = !/[đ\u0300-\u036f]/.test(letters(text));
    const ask = (query, more) => {
      const all = [query, ...rules.map((side) => rewritten(query, side))];
      const variants = all.filter((one, at) => all.findIndex((other) => spelled(other) === spelled(one)) === at);
      return search(variants, { wanted: 20, ...options, blocks: index.blocks, isAllowed, isFree, ...more });
    };
    // The best of several queries: that whose words stand in a row most often, else that which finds most.
    const best = async (queries) => {
      const first = async (list, more) => (await Promise.all(list.map((one) => ask(one, more)))).filter(({ hasAll }) => hasAll)
        .sort((one, other) => one.articles[0].level - other.articles[0].level || other.total - one.total)[0];
      const phrase = await first(queries, { phrasesOnly: true, blocks: sample(index) });
      return phrase ? ask(phrase.query) : first(queries.slice(0, 3));
    };

    const literal = await ask(query);
    let result = literal;
    let nearest = [];
    const isMissing = (one) => literal.missing.includes(one) && !one.quote;
    if (!options.literal && (literal.missing.length > 0 || query.some(isStrange))) {
      const found = await best(retyped(query, (one) => isMissing(one) || isStrange(one)));
      if (found && (!literal.hasAll || found.total > literal.total)) result = found;
    }
    if (!options.literal && !result.hasAll && literal.missing.length > 0) {
      await options.settle?.();
      options.signal?.throwIfAborted();
      const known = await vocabulary(index);
      const tries = combine(query, (one) => (isMissing(one) ? known.filter((other) => isOneOff(one.fold, other)).slice(0, 12).map((other) => [word(other)]) : []), 24);
      result = (await best(tries)) ?? literal;
      if (result === literal) nearest = tries.slice(0, 5).map(spelled);
    }
    const said = result === literal ? null : spell(result);
    const { total, isLeast, articles, missing, words } = result;
    return { total, isLeast, articles, missing: missing.map(({ text }) => text), words, said, nearest,
      hasLiteral: said !== null && literal.total > 0, names: named(names.names, said ? parse(said) : query) };
  }

  async function cards(list) {
    const { index } = await ready();
    return Promise.all(list.map(async (number) => {
      const file = Math.floor(number / index.group);
      const { version } = index.blocks.find(({ from, length }) => file * index.group < from + length);
      return (await get(`bai/${file}.json`, version))[number % index.group];
    }));
  }

  const about = async () => {
    const { index, names } = await ready();
    return { filters: names.filters, years: index.years };
  };
  return { find, cards, about };
}

// The page

if (globalThis.document) start(document.querySelector("#_search"));

function start(form) {
  const { elements, dataset: said, action: base } = form;
  const [status, more, list, help, pager] = ["_status", "_more", "_results", "_help", "_pager"].map((id) => document.getElementById(id));
  const [card, name] = ["_card", "_name"].map((id) => document.getElementById(id).content.firstElementChild);
  const FILTERS = { commune: "xa", field: "linh-vuc", section: "muc", kind: "loai", year: "nam" };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (hole, key) => values[key] ?? hole);
  const number = (value) => value.toLocaleString(document.documentElement.lang);
  const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

  const load = async (path, version) => {
    const answer = await fetch(base + path + (version ? `?v=${version}` : ""), version ? {} : { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${answer.status} ${path}`);
    return answer.json();
  };
  let index = open(load);
  let page = 1;
  let isLiteral = false;
  // Whether this entry of the history was meant: typing then begins another.
  let isKept = location.search !== "";

  // The address tells all: what is typed replaces it, what is chosen or sent adds to the history.
  function address(to = page, literal = isLiteral) {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    if (literal) query.set("nguyen-van", 1);
    if (to > 1) query.set("trang", to);
    return `?${query}`;
  }
  function keep(isChosen) {
    const url = address();
    if (url !== location.search && url + location.search !== "?") history[isChosen || isKept ? "pushState" : "replaceState"](null, "", url);
    isKept = isChosen;
  }
  function read() {
    const query = new URLSearchParams(location.search);
    for (const field of elements) if (field.name) field.value = query.get(field.name) ?? "";
    for (const field of elements) if (field.selectedIndex === -1) field.value = "";
    page = Math.max(1, Number.parseInt(query.get("trang"), 10) || 1);
    isLiteral = query.has("nguyen-van");
  }

  let going = new AbortController();
  async function run(settle) {
    going.abort();
    going = new AbortController();
    const { signal } = going;
    const slow = setTimeout(() => { status.textContent = said.searching; }, 500);
    try {
      const filters = Object.entries(FILTERS).map(([key, field]) => [key, elements[field].value]);
      const order = elements.xep.value ? "date" : "relevance";
      const result = await index.find(elements.q.value, { ...Object.fromEntries(filters), order, literal: isLiteral, wanted: page * 20, signal, settle });
      const shown = result.articles.slice(page * 20 - 20, page * 20).map((article) => article.number);
      const first = await index.cards(shown.slice(0, 10));
      signal.throwIfAborted();
      show(result, first, shown.slice(10), signal);
    } catch (error) {
      if (signal.aborted) return;
      // The files have moved on, when the network is there.
      if (!(error instanceof TypeError)) index = open(load);
      list.replaceChildren();
      pager.hidden = true;
      status.textContent = said.failed;
      const again = document.createElement("button");
      again.textContent = said.again;
      again.addEventListener("click", () => run());
      more.replaceChildren(again);
    } finally {
      clearTimeout(slow);
    }
  }

  const link = (text, href, kind = "a") => Object.assign(document.createElement("a"), { textContent: text, href });

  function show(result, first, rest, signal) {
    const isAsked = address(1) !== "?";
    const count = fill(result.isLeast ? said.least : said.count, { count: number(result.total) });
    status.textContent = !isAsked ? "" : [
      result.said && fill(said.instead, { text: result.said }),
      result.total > 0 ? count : said.none,
      page > 1 && fill(said.page, { page }),
      result.missing.length > 0 && fill(said.missing, { text: result.missing.join(", ") }),
    ].filter(Boolean).join(" · ");
    help.hidden = isAsked && result.total > 0;
    more.replaceChildren(
      ...result.hasLiteral ? [link(fill(said.literal, { text: elements.q.value }), address(1, true))] : [],
      ...result.nearest.map((text) => link(text, `?${new URLSearchParams({ q: text })}`)),
    );
    list.replaceChildren(...page > 1 ? [] : result.names.map(([kind, label, href, note]) => {
      const item = name.cloneNode(true);
      const [at, kindOf, noted] = item.querySelectorAll("a, span");
      Object.assign(at, { textContent: label, href });
      kindOf.textContent = said[kind];
      noted.textContent = note;
      return item;
    }), ...first.map((row) => result_(row, result.words, signal)));
    if (rest.length > 0) {
      near(list.lastElementChild, "600px", async () => {
        const rows = await index.cards(rest).catch(() => []);
        if (!signal.aborted) list.append(...rows.map((row) => result_(row, result.words, signal)));
      });
    }
    const [before, after] = pager.children;
    before.hidden = page === 1;
    before.href = address(page - 1);
    after.hidden = result.total <= page * 20 && !result.isPart;
    after.href = address(page + 1);
    pager.hidden = before.hidden && after.hidden;
  }

  // Does something once, when an element comes near the window.
  function near(element, rootMargin, act) {
    const observer = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      observer.disconnect();
      act();
    }, { rootMargin });
    observer.observe(element);
  }

  // A text with its words marked.
  function marked(text, words) {
    const nodes = [];
    let done = 0;
    for (const [from, to] of highlights(text, words)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      nodes.push(text.slice(done, from), mark);
      done = to;
    }
    return [...nodes, text.slice(done)];
  }

  function result_([title, href, date, summary, kicker, place], words, signal) {
    const item = card.cloneNode(true);
    const at = item.querySelector("a");
    at.href = href;
    at.replaceChildren(...marked(title, words));
    [place || kicker, date].forEach((text, part) => { item.querySelectorAll(".kicker span")[part].textContent = text; });
    const text = item.querySelector(".card-summary");
    text.replaceChildren(...marked(summary, words));
    if (words.length > 0 && !item.querySelector("mark")) {
      near(item, "0px", async () => {
        const answer = await fetch(href).catch(() => null);
        if (!answer?.ok || signal.aborted) return;
        const body = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".body");
        const found = excerpt(body?.textContent.replace(/\s+/g, " ").trim() ?? "", words);
        if (found) text.replaceChildren(...marked(found, words));
      });
    }
    return item;
  }

  let typing;
  elements.q.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      [page, isLiteral] = [1, false];
      keep(false);
      run(() => pause(700));
    }, 200);
  });
  const choose = () => {
    clearTimeout(typing);
    page = 1;
    keep(true);
    run();
  };
  form.addEventListener("change", ({ target }) => { if (target !== elements.q) choose(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose();
    // The keyboard of a telephone would cover the results.
    if (matchMedia("(pointer: coarse)").matches) elements.q.blur();
  });
  document.querySelector("main").addEventListener("click", (event) => {
    const to = event.target.closest('a[href^="?"]');
    if (!to || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState(null, "", to.getAttribute("href"));
    isKept = true;
    read();
    run();
    status.focus();
    status.scrollIntoView();
  });
  addEventListener("popstate", () => {
    isKept = true;
    read();
    run();
  });

  document.documentElement.classList.add("has-script");
  if (!location.search && document.referrer.startsWith(location.origin)) elements.q.focus({ preventScroll: true });
  elements.q.value ||= new URLSearchParams(location.search).get("q") ?? "";
  index.about().then(({ filters, years }) => {
    const all = { ...filters, year: years.map(([year]) => [year, year]).reverse() };
    for (const [key, field] of Object.entries(FILTERS)) elements[field].append(...all[key].map(([value, label]) => new Option(label, value)));
    read();
  }).catch(() => {}).then(() => { if (location.search) run(); });
}
