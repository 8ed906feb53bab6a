// The search. `open` takes a way to load the files of the index and gives `find`, which ranks articles for what was typed,
// and `cards`, what lists show of them. On a page it serves the form of search.html.

// Letters and syllables

const RUNS = /((?![\ufe00-\ufe0f])[\p{Alphabetic}\p{N}\p{M}])+/gu;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const letters = (text) => text.toLowerCase().replace(/[ðɖ]/g, "đ").normalize("NFD");
const withI = (syllable) => syllable.replace(/^(h|k|l|m|s|t|v|qu)y$/, "$1i");

// There are few syllables, and each is met often.
function once(make) {
  const made = new Map();
  return (text) => {
    if (!made.has(text)) made.set(text, make(text));
    return made.get(text);
  };
}
// Without any mark: what is alike to those who type none.
export const fold = once((text) => withI(letters(text).replace(/đ/g, "d").replace(/\p{M}/gu, "").normalize("NFC")));
// With its tone at the end, wherever it was placed: `hoà` and `hòa` are one.
export const canon = once((text) => withI(letters(text).replace(TONES, "")) + (letters(text).match(TONES) ?? []).join(""));
export const syllables = (text) => text.normalize("NFC").toLowerCase().match(RUNS) ?? [];

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

// What was typed, as words; those of a quotation have its number.
function parse(text) {
  const parts = text.replace(/(\p{L})['’](?=\p{L})/gu, "$1 ").split(/["“”„‟«»‘’]/);
  return parts.flatMap((part, at) => syllables(part).map((syllable) => ({ ...word(syllable), quote: at % 2 && at })));
}
const hasMarks = once((text) => /[đ\u0300-\u036f]/.test(letters(text)));
const tone = (text) => canon(text).match(TONES)?.[0];
const word = (text) => ({ text, fold: fold(text), canon: canon(text) });
const spelled = (query) => query.map(({ text }) => text).join(" ");

// A name without marks; then also without the kind of place before it.
function spoken(text) {
  const full = syllables(text).map(fold).join(" ");
  return [full, full.replace(/^(xa|phuong|thi tran|thi xa|huyen|thanh pho) (?=.)/, "")];
}
// How well a name answers what was typed: is it, begins with it, holds it, has its words in order.
function likeness(name, typed) {
  if (name === typed) return 0;
  if (name.startsWith(typed)) return 2;
  const padded = ` ${name} `;
  if (padded.includes(` ${typed} `)) return 4;
  let at = 0;
  return typed.split(" ").every((word) => (at = padded.indexOf(` ${word} `, at) + 1) > 0) ? 6 : Infinity;
}

// Lists of the index

// The articles of a syllable or pair. A score is the tier, and 4 more where tone marks are as typed.
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

  // Who has a pair has its syllables, even where their lists are cut.
  learn(pair, second) {
    for (const [article, all] of pair?.articles ?? []) {
      for (const [score, places] of all) this.put(article, [score, places.map((place) => (place + second) >> 5)]);
    }
    return this;
  }
}

const worse = (one, other) => (one & other & 4) + Math.min(one & 3, other & 3);
// What was found counts by weight: more in a title, less with other marks.
const total = (slots, article) => slots.reduce((sum, { articles, weight }) => {
  const score = top(articles.get(article) ?? []);
  return score < 0 ? sum : sum + weight * ((score & 3) === 3 ? 1.5 : 1) * (score & 4 ? 1 : 0.3);
}, 0);
const top = (found) => found.reduce((best, [score]) => Math.max(best, score), -1);

// Where all pairs of a phrase follow each other: article → [score, whether that is sure]. A list that is cut does not tell
// who lacks the pair, so the others decide.
function inARow(slots) {
  const rows = new Map();
  const whole = slots.filter(({ isCut }) => !isCut);
  for (const article of (whole[0] ?? slots[0]).articles.keys()) {
    if (!(whole[0] ? whole : slots).every(({ articles }) => articles.has(article))) continue;
    let row;
    slots.forEach(({ articles }, at) => {
      const longer = new Map();
      for (const [score, places] of articles.get(article) ?? []) {
        for (const place of places) {
          const start = place - at;
          const before = row ? row.get(start) : score;
          if (before !== undefined) longer.set(start, Math.max(worse(before, score), longer.get(start) ?? 0));
        }
      }
      if (articles.has(article)) row = longer;
    });
    if (row.size > 0) rows.set(article, [Math.max(...row.values()), slots.every(({ articles }) => articles.has(article))]);
  }
  return rows;
}

// Whether all words stand in two neighbouring stretches.
const isNear = (words) => words[0].some(([, stretches]) => stretches.some((start) => [start - 1, start].some((low) => (
  words.every((found) => found.some(([, stretches]) => stretches.includes(low) || stretches.includes(low + 1)))))));

// What else may have been meant

const SYLLABLE = /^(ngh?|[cgknpt]h|gi|qu|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(ch|n[gh]?|[cmpt])?$/;
const isSyllable = (text) => SYLLABLE.test(fold(text));
const isStrange = ({ fold, quote }) => !quote && /\p{L}/u.test(fold) && !SYLLABLE.test(fold);

const MARKS = "\u0301\u0300\u0309\u0303\u0323\u0302\u031b\u0306";

// What an input method would have made of the keys: `ddoanf`, `vânj`, `d9oan2`.
function typedOut(text) {
  if (/^\p{L}+\d/u.test(text)) return text.replace("d9", "đ").replace(/[1-8]/g, (key) => MARKS[key - 1]);
  return text.replace("dd", "đ").replace(/([aeo])\1/, "$1\u0302").replace("aw", "a\u0306").replace(/([uo])w/g, "$1\u031b").replace("w", "ư")
    .replace(/^(.*?[aeiouy\u00e0-\u1ef9].*?)([sfrxj])/, (all, head, key) => head + MARKS["sfrxj".indexOf(key)]);
}

// All ways to read a text as syllables of two letters or more.
const splits = (text) => (text === "" ? [[]] : [2, 3, 4, 5, 6, 7].filter((length) => length <= text.length && isSyllable(text.slice(0, length)))
  .flatMap((length) => splits(text.slice(length)).map((rest) => [text.slice(0, length), ...rest])));

const isOneOff = (one, other) => {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const [rest, others] = [one.slice(at), other.slice(at)];
  const swapped = rest.slice(1, 2) + rest.slice(0, 1) + rest.slice(2);
  return one !== other && (swapped === others || [rest, rest.slice(1)].some((text) => text === others || text === others.slice(1)));
};

// Alike for what many confuse: tr and ch, s and x, d, gi, r and v, l and n, n, ng and nh, c and t at the end.
const sound = (fold) => fold.replace(/^tr/, "ch").replace(/^x/, "s").replace(/^(gi?(?!h)|r|v)/, "d").replace(/^n(?![gh])/, "l").replace(/n[gh]$/, "n").replace(/c$/, "t");
// What is a letter off, the likely ones first; where there is something to be found already, only these. It is far from a word
// that may well be meant.
function alike({ text, fold }, vocabulary, isStrict) {
  const others = fold.length < 2 ? [] : [...new Set(vocabulary)].filter((other) => isOneOff(fold, other));
  const isLikely = (other) => sound(other) === sound(fold);
  return [...others.filter(isLikely), ...others.filter((other) => !isLikely(other) && (!isStrict || other.length !== fold.length))]
    .map((other) => [{ ...word(other), guess: text, isFar: SYLLABLE.test(fold) && !isLikely(other) }]);
}

// The pairs that guessed words form with their neighbours.
const around = (words) => words.flatMap(({ guess }, at) => (guess ? [words.slice(Math.max(at - 1, 0), at + 1), words.slice(at, at + 2)] : [])).filter(({ length }) => length > 1);

// All queries with one of the choices for each word.
const combine = (query, choicesOf) => query.reduce((begun, one) => {
  const choices = choicesOf(one);
  return begun.flatMap((words) => (choices[0] ? choices : [[one]]).map((choice) => [...words, ...choice])).slice(0, 24);
}, [[]]).filter((words) => spelled(words) !== spelled(query));

// Leftovers of input methods, missing and superfluous spaces.
function retyped(query, isWrong) {
  const readings = ({ text }) => (text.length > 24 ? [] : [[typedOut(text)], ...splits(text).sort((one, other) => one.length - other.length)]);
  const tries = combine(query, (one) => (isWrong(one) ? readings(one).filter((parts) => parts.every(isSyllable)).map((parts) => parts.map(word)) : []));
  query.slice(1).forEach((second, at) => {
    const joined = query[at].text + second.text;
    if ((isWrong(query[at]) || isWrong(second)) && isSyllable(joined)) tries.push([...query.slice(0, at), word(joined), ...query.slice(at + 2)]);
  });
  return tries;
}

// A query in which one side of each rule (`NTM`, `nông thôn mới`) is written as the other, if it has one.
function rewritten(query, rules) {
  const isSame = (from, typed) => typed && !typed.quote && (hasMarks(typed.text) ? from.canon === typed.canon : from.fold === typed.fold);
  const words = [];
  for (let at = 0; at < query.length;) {
    const [from, to] = rules.find(([from]) => from.every((one, next) => isSame(one, query[at + next]))) ?? [[0]];
    words.push(...to ?? query.slice(at, at + from.length));
    at += from.length;
  }
  return words;
}

// Marks within texts

// The stretches [from, to, words] of a text that are of a query: whole phrases where these were found, else words, but
// single ones only where no two stand in a row.
export function highlights(text, variants, isPhrase) {
  const tokens = [...text.matchAll(RUNS)].map(({ 0: run, index }) => ({ from: index, to: index + run.length, fold: fold(run) }));
  const found = [];
  for (let at = 0; at < tokens.length;) {
    let longest = 0;
    for (const words of variants) {
      words.forEach((_, from) => {
        let length = 0;
        while (from + length < words.length && tokens[at + length]?.fold === words[from + length]) length++;
        if (!isPhrase || length === words.length) longest = Math.max(longest, length);
      });
    }
    if (longest > 0) found.push([tokens[at].from, tokens[at + longest - 1].to, longest]);
    at += longest || 1;
  }
  const rows = found.filter(([, , words]) => words > 1);
  return rows[0] ? rows : found;
}

// About 160 characters around the first of the longest stretches.
export function excerpt(text, variants, isPhrase) {
  const [[from, to] = []] = highlights(text, variants, isPhrase).sort((one, other) => other[2] - one[2]);
  if (!to) return "";
  const start = from < 70 ? 0 : Math.min(from, text.indexOf(" ", from - 60) + 1);
  const end = text.length < start + 180 ? text.length : Math.max(to, text.lastIndexOf(" ", start + 160));
  return `${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
}

// The index

const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

export function open(load) {
  const files = new Map();
  // What failed is asked for again.
  function get(path, version) {
    if (!files.has(path)) {
      const file = load(path, version);
      files.set(path, file);
      file.catch(() => files.delete(path));
    }
    return files.get(path);
  }
  const inBlock = ({ from, length, version }, name) => get(`${from}-${length}/${name}.json`, version);
  // The file of a syllable, or of a pair.
  function fileOf(block, [{ fold: first }, second]) {
    if (!second) return inBlock(block, `w${hash(first) % block.words}`);
    return inBlock(block, `p${(hash(first) % block.firsts) * block.seconds + hash(second.fold) % block.seconds}`);
  }

  // Of a reading that is strict, only what has the marks as typed; of what is guessed, the tone.
  const isSpelled = (surface, { canon: typed, guess }) => (guess ? tone(surface) === tone(guess) : canon(surface) === typed);

  async function read(block, words, { isFree, isStrict }) {
    const slot = new Slot();
    const walk = (part, at, before, isExact) => {
      for (const [surface, inner] of Object.entries(part)) {
        if (fold(surface) !== words[at].fold) continue;
        const isSame = isExact && (isFree || isSpelled(surface, words[at]));
        if (isStrict && !isSame) continue;
        if (at + 1 < words.length) walk(inner, at + 1, `${surface} `, isSame);
        else slot.add(before + surface, inner, isSame);
      }
    };
    walk(await fileOf(block, words), 0, "", true);
    return slot;
  }

  let since = 0;
  // Leaves the browser a breath after long work. A newer query ends an older one here.
  async function breathe(signal) {
    if (performance.now() - since > 8) {
      await pause(0);
      since = performance.now();
    }
    signal?.throwIfAborted();
  }

  // Which articles the filters leave: null for all, else a test.
  async function allowed(index, options) {
    const names = ["commune", "field", "section", "kind"].filter((kind) => options[kind]).map((kind) => `${kind}/${options[kind]}`);
    if (!names[0] && !options.year) return null;
    const year = index.years.findIndex(([year]) => year === Number(options.year));
    const from = index.years[year]?.[1] ?? Infinity;
    const to = index.years[year + 1]?.[1] ?? Infinity;
    const counts = new Uint8Array(index.articles);
    await Promise.all(index.blocks.flatMap((block) => names.map(async (name) => {
      let number = block.from - 1;
      for (const gap of numbers((await inBlock(block, `f${hash(name) % block.filters}`))[name] ?? "")) counts[number += gap + 1]++;
    })));
    return (number) => counts[number] === names.length && (!options.year || (number >= from && number < to));
  }

  // Ranks the articles for the variants of a query: words in a row, near each other, all of them, most of them.
  async function search(variants, options) {
    const { blocks, size, isAllowed, isFree, wanted = 20, signal, order, phrasesOnly } = options;
    const [query] = variants;
    const ranks = new Map();
    // What was typed stands before what was put in its place.
    const put = ({ block, words }, article, level, value) => {
      const number = block.from + article;
      const rank = 2 * level - value + variants.indexOf(words) / 50;
      if ((!isAllowed || isAllowed(number)) && !(ranks.get(number) <= rank)) ranks.set(number, rank);
    };
    const parts = blocks.flatMap((block) => variants.map((words) => ({ block, words })));
    let isCut = false;
    // All files are asked for at once, and read block by block.
    async function readAll(name, stepsOf) {
      for (const { block, words } of parts) for (const step of stepsOf(words)) fileOf(block, step);
      for (const part of parts) {
        part[name] = [];
        for (const step of stepsOf(part.words)) {
          part[name].push(await read(part.block, step, options));
          await breathe(signal);
        }
        isCut ||= part[name].some((slot) => slot.isCut);
      }
    }

    await readAll("row", (words) => (words.length > 1 ? words.slice(1).map((second, at) => [words[at], second]) : [words]));
    for (const part of parts) {
      for (const [article, [score, isSure]] of inARow(part.row)) put(part, article, isSure ? 0 : 1, score / 4);
      await breathe(signal);
    }
    const isWhole = variants.every(({ length }) => length === 1) || query.every(({ quote }) => quote && quote === query[0].quote);
    const isEnough = phrasesOnly || (isWhole && ranks.size > 0);
    const isPart = !isEnough && order !== "date" && [...ranks.values()].filter((rank) => rank < -0.75).length >= wanted;
    let [missing, unseen] = [[], []];
    if (!isEnough && !isPart && parts.length > 0) {
      await readAll("slots", (words) => words.map((word) => [word]));
      for (const { row, slots } of parts.filter(({ words }) => words.length > 1)) {
        slots.forEach((slot, at) => { slot.learn(row[at], 0).learn(row[at - 1], 1); });
      }
      // A rare word or pair tells more than a frequent one. What stands nowhere tells nothing.
      for (const words of variants) {
        const own = parts.filter((part) => part.words === words).map(({ slots, row }) => [...slots, ...row]);
        const weights = own[0].map((_, at) => {
          const sum = own.flatMap((slots) => [...slots[at].totals.values()]).reduce((sum, total) => sum + total, 0);
          return sum && Math.log(1 + size / sum);
        });
        const whole = weights.reduce((sum, weight) => sum + weight, 0);
        own.forEach((slots) => slots.forEach((slot, at) => { slot.weight = weights[at] / whole; }));
      }
      const lacks = (words) => words.filter((_, at) => !parts.some((part) => part.words === words && part.slots[at].articles.size > 0));
      if (variants.every((words) => lacks(words).length > 0)) missing = lacks(query);
      unseen = query.filter((word, at) => hasMarks(word.text) && !parts.some(({ words, slots }) => (
        words === query && [...slots[at].totals.keys()].some((surface) => canon(surface) === word.canon))));
      // More than half of the words that are there; half of them when nothing else is.
      for (const share of [1, 0]) {
        if (ranks.size > 0 && !share) break;
        for (const part of parts) {
          rankWords(part, (part.words.length - lacks(part.words).length + share) / 2, put);
          await breathe(signal);
        }
      }
    }
    const rows = parts.filter(({ words }) => words === query).map(({ row }) => row);
    return { ...ranked(ranks, order), isLeast: isCut || isPart, missing, unseen, query, rows, words: variants.map((words) => words.map(({ fold }) => fold)) };
  }

  function rankWords(part, least, put) {
    const { words, row, slots } = part;
    // A quotation must stand as it is.
    const marks = words.map(({ quote }) => quote);
    const quotes = [...new Set(marks)].filter(Boolean).map((quote) => {
      const [from, to] = [marks.indexOf(quote), marks.lastIndexOf(quote)];
      return from === to ? slots[from].articles : inARow(row.slice(from, to));
    });
    for (const article of new Set(slots.flatMap(({ articles }) => [...articles.keys()]))) {
      if (!quotes.every((quote) => quote.has(article))) continue;
      const all = slots.map(({ articles }) => articles.get(article));
      const found = all.filter(Boolean);
      if (all.filter((one, at) => one || slots[at].isCut).length < least) continue;
      put(part, article, found.length < words.length ? 3 : isNear(found) ? 1 : 2, total([...slots, ...row], article));
    }
  }

  // The best first, then the newest; by date only those with all words, if there are any.
  function ranked(ranks, order) {
    let articles = [...ranks].sort(([one, rank], [other, others]) => rank - others || other - one).map(([number, rank]) => ({ number, level: Math.ceil(rank / 2) || 0 }));
    const hasAll = articles[0]?.level < 3;
    if (order === "date") articles = articles.filter(({ level }) => level < 3 || !hasAll).sort((one, other) => other.number - one.number);
    return { total: articles.length, hasAll, articles };
  }

  // As typed, if the index writes it so beside its neighbours; else as it most often does.
  function spell({ query, rows }) {
    const sums = query.map(() => Object.create(null));
    rows.forEach((row) => row.forEach(({ totals }, at) => {
      for (const [surfaces, total] of totals) surfaces.split(" ").forEach((said, next) => { sums[at + next][said] = (sums[at + next][said] ?? 0) + total; });
    }));
    return query.map((typed, at) => {
      const all = Object.keys(sums[at]).sort((one, other) => sums[at][other] - sums[at][one]);
      return all.find((said) => isSpelled(said, typed)) ?? all[0] ?? typed.text;
    }).join(" ");
  }

  // The five names most like what was typed; those that have the kind of place, too, are first, then those with the marks, then
  // those of today. Other names than the label count as a whole.
  function named(names, texts, query) {
    const typed = texts.filter((text) => text.length > 1).flatMap((text) => [text, text.replace(/ cu$/, "")]).map(spoken);
    const rank = (all) => Math.min(...all.flatMap((name, other) => typed.flatMap((text, nth) => name.map((part, at) => {
      const far = likeness(part, text[at]);
      return other && far ? Infinity : far + at + nth / 50;
    }))));
    const marked = query.map(({ canon }) => canon).join(" ");
    return names.map(({ row, spoken, marks }) => [rank(spoken) + (marks.includes(marked) ? 0 : 0.4) + (row[3] ? 0.01 : 0), row])
      .filter(([rank]) => rank < Infinity).sort(([one], [other]) => one - other).slice(0, 5).map(([, row]) => row);
  }

  // The largest block and small ones: enough to tell what is usual.
  const sample = ({ blocks }) => blocks.filter(({ length }, at) => at === 0 || length <= 64);

  let known;
  const ready = async () => known ??= prepare(...await Promise.all([get("index.json"), get("names.json")]));

  // The names as they are compared, and what may be written in place of what was typed.
  function prepare(index, { names, abbreviations, kinds, filters }) {
    const [short, places] = [abbreviations, kinds].map((all) => Object.entries(all).map((sides) => sides.map(parse)).filter((sides) => sides.every(({ length }) => length)));
    // What was merged has the name of today as well; that stays as it is.
    const own = (label) => parse(label).slice(-spoken(label)[1].split(" ").length);
    const today = new Map(names.filter(([, , , note]) => !note).map(([, label, href]) => [href, own(label)]));
    const former = names.filter(([, , href, note]) => note && today.has(href)).map(([, label, href]) => [own(label), today.get(href)]);
    const merged = [...[...today.values()].map((words) => [words]), ...former].filter(([words]) => words.length > 1);
    const long = short.map(([short, long]) => [long, short]);
    return {
      index, filters, rules: [[...short, ...places], merged, long].map((rules) => rules.sort(([one], [other]) => other.length - one.length)),
      names: names.map((row) => ({ row, marks: syllables(row[1]).map(canon).join(" "), spoken: [row[1].replace("(cũ)", ""), `${row[1]} ${row[3]}`, ...row[4] ?? []].map(spoken) })),
    };
  }

  async function find(text, options = {}) {
    const { index, names, rules } = await ready();
    const query = parse(text).slice(0, 24);
    const isAllowed = await allowed(index, options);
    const isFree = !hasMarks(text);
    const ask = (query, more) => {
      const variants = new Map([query, ...rules.map((side) => rewritten(query, side))].map((words) => [spelled(words), words]));
      return search([...variants.values()], { ...options, blocks: index.blocks, size: index.articles, isAllowed, isFree, ...more });
    };
    const key = isFree ? "fold" : "canon";
    const changes = (result) => syllables(spell(result)).filter((syllable, at) => word(syllable)[key] !== query[at]?.[key]).length;
    // The queries of which parts stand in a row, those first that do most often.
    const inRows = async (queries, blocks, isStrict, partsOf = (words) => [words]) => {
      const counts = await Promise.all(queries.map(async (words) => {
        const all = await Promise.all(partsOf(words).map((part) => ask(part, { phrasesOnly: true, blocks, isStrict })));
        return { words, all, total: Math.max(0, ...all.map(({ total }) => total)) };
      }));
      return counts.filter(({ total }) => total > 0).sort((one, other) => other.total - one.total);
    };
    const inRow = async (...queries) => {
      const [most] = await inRows(...queries);
      return most && ask(most.words);
    };

    // Filters alone list what they leave, an order alone lists all.
    const isList = query.length === 0 && (isAllowed || options.order);
    const left = Array.from({ length: isList ? index.articles : 0 }, (_, number) => [number, 0]).filter(([number]) => isAllowed?.(number) ?? true);
    const literal = query.length > 0 ? await ask(query) : { ...ranked(left), isLeast: false, missing: [], unseen: [], words: [] };
    const isMissing = (one) => literal.missing.includes(one) && !one.quote;
    const isWrong = (one) => isMissing(one) || (literal.words.length < 2 && isStrange(one));
    // With other marks it may be there; or another letter was meant.
    const isUnseen = (one) => isMissing(one) || (literal.unseen.includes(one) && !one.quote);
    let found;
    let nearest = [];
    if (!options.literal && query.some((one) => isWrong(one) || isUnseen(one))) {
      const tries = retyped(query, isWrong);
      found = await inRow(tries, index.blocks);
      if (!found && query.some(isUnseen)) {
        await options.settle?.();
        options.signal?.throwIfAborted();
        const vocabulary = (await Promise.all(sample(index).map((block) => inBlock(block, "v")))).flat();
        const isStrict = !query.some(isMissing);
        const others = combine(query, (one) => (isUnseen(one) ? alike(one, vocabulary, isStrict).slice(0, query.length > 1 ? 12 : 3) : []));
        found = await inRow(others, sample(index), isStrict) ?? (isFree ? null : await inRow(others, sample(index), true, around));
        // A word that may well be meant gives way only beside one that stays as it was typed.
        if (found?.query.some(({ isFar }) => isFar) && changes(found) === query.length) found = null;
        if (!found && query.some(isMissing)) {
          [found] = (await Promise.all(tries.slice(0, 3).map((one) => ask(one)))).filter(({ hasAll }) => hasAll);
        }
        if (!found && literal.total === 0) {
          const words = query.filter(isMissing).flatMap((one) => alike(one, vocabulary).slice(0, 3));
          nearest = (await inRows(words, sample(index))).slice(0, 5).map(({ all }) => spell(all[0]));
        }
      }
    }
    // Other marks are a smaller mistake than another letter, if they are not more.
    const isBetter = query.some(isWrong) ? (result) => !literal.hasAll || result.total > literal.total
      : (result) => literal.articles[0]?.level !== 0 || changes(literal) > changes(result);
    const result = found?.hasAll && isBetter(found) ? found : literal;
    const said = result !== literal && spell(result);
    const missing = [...new Set(result.missing.map(({ text }) => text))];
    return { ...result, missing, said, nearest, hasLiteral: said && literal.total > 0, names: named(names, [...literal.words, ...result.words].map((words) => words.join(" ")), query) };
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
    const { index, filters } = await ready();
    return { ...filters, year: index.years.map(([year]) => [year, year]).reverse() };
  };
  return { find, cards, about };
}

// The page

if (globalThis.document) start(document.querySelector("#_search"));

function start(form) {
  const { dataset: said, q: field } = form;
  const [status, more, list, pager, card, name] = ["status", "more", "results", "pager", "card", "name"].map((id) => document.getElementById(`_${id}`));
  const filters = form.querySelectorAll("select");
  // So many stories are on a page, and so many more than a telephone shows are asked for before one scrolls.
  const [PAGE, SHOWN] = [20, 6];
  const { title } = document;
  const fill = (text, value) => text.replace(/\{\w+\}/, () => value);
  const make = (tag, more) => Object.assign(document.createElement(tag), more);
  const link = (textContent, href) => make("a", { textContent, href });
  const asking = (q) => `?${new URLSearchParams({ q })}`;
  const copy = (template) => template.content.firstElementChild.cloneNode(true);

  const load = async (path, version) => {
    const answer = await fetch(form.action + path + (version ? `?v=${version}` : ""), version ? {} : { cache: "no-cache" });
    if (!answer.ok) throw Error(path);
    return answer.json();
  };
  let index = open(load);
  let [page, isLiteral] = [1, false];
  // Whether this entry of the history was meant: typing then begins another.
  let isMeant;

  // The address tells all. What is typed replaces it, what is chosen or sent adds to the history.
  function address(page, isLiteral) {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    if (isLiteral) query.set("nguyen-van", 1);
    if (page > 1) query.set("trang", page);
    return `?${query}`;
  }
  function write(isChosen) {
    const url = address(page, isLiteral);
    const isOther = url !== (location.search || "?");
    if (isOther) history[isChosen || isMeant ? "pushState" : "replaceState"](null, "", url);
    isMeant = isChosen || (isMeant && !isOther);
  }
  async function read(typed = "") {
    clearTimeout(typing);
    let query = new URLSearchParams(location.search);
    field.value = query.get("q") ?? typed;
    page = Math.max(1, parseInt(query.get("trang"), 10) || 1);
    isLiteral = query.has("nguyen-van");
    isMeant = location.search !== "";
    const choices = await index.about().catch(() => 0);
    // Somebody may have typed on meanwhile.
    query = new URLSearchParams(location.search);
    for (const filter of filters) {
      if (filter.length === 1) filter.append(...(choices[filter.dataset.filter] ?? []).map(([value, label]) => new Option(label, value)));
      filter.value = query.get(filter.name) ?? "";
      // A value that it does not have left it without any.
      filter.value ||= "";
    }
    run();
  }

  function again() {
    read();
    status.focus();
  }

  let going = new AbortController();
  async function run(settle) {
    going.abort();
    going = new AbortController();
    const { signal } = going;
    let isShown;
    pause(500).then(() => { if (!isShown && !signal.aborted) status.textContent = said.searching; });
    try {
      const options = { literal: isLiteral, wanted: page * PAGE + 1, signal, settle };
      for (const { dataset, value } of filters) options[dataset.filter] = value;
      options.order &&= "date";
      const result = await index.find(field.value, options);
      signal.throwIfAborted();
      page = Math.min(page, Math.ceil(result.total / PAGE) || 1);
      const articles = result.articles.slice((page - 1) * PAGE, page * PAGE);
      const tell = async (some) => {
        const rows = await index.cards(some.map(({ number }) => number));
        signal.throwIfAborted();
        return rows.map((row, at) => story(row, result.words, some[at].level === 0, signal));
      };
      show(result, await tell(articles.slice(0, SHOWN)));
      if (articles.length > SHOWN) when(list.lastElementChild, "300px", () => tell(articles.slice(SHOWN)).then((rows) => list.append(...rows), (error) => fail(error, true)));
    } catch (error) {
      fail(error);
    }
    isShown = true;
    function fail(error, rest) {
      if (signal.aborted) return;
      // With a network, the files have moved on.
      if (!(error instanceof TypeError)) index = open(load);
      if (!rest) list.replaceChildren();
      pager.hidden = true;
      status.textContent = said.failed;
      more.replaceChildren(make("button", { textContent: said.again, onclick: again }));
    }
  }

  function show(result, stories) {
    const { total } = result;
    document.title = [field.value, title].filter(Boolean).join(" · ");
    const count = result.isLeast ? said.least : said.count;
    status.textContent = address() === "?" ? "" : [
      result.said && fill(said.instead, result.said),
      fill(total ? count : said.none, total.toLocaleString(document.documentElement.lang)),
      page > 1 && fill(said.pageNumber, page),
      result.missing[0] && fill(said.missing, result.missing.join(", ")),
    ].filter(Boolean).join(" · ");
    more.replaceChildren(
      result.hasLiteral ? link(fill(said.literal, field.value), address(1, true)) : "",
      result.nearest[0] ? said.nearest : "",
      ...result.nearest.map((text) => link(text, asking(text))),
      !total && [...filters].some(({ value }) => value) ? link(said.unfilter, asking(field.value)) : "",
    );
    list.replaceChildren(...page > 1 ? [] : result.names.map(([kind, label, href, note]) => {
      const item = copy(name);
      const texts = [label, said[kind], note];
      [...item.children].forEach((part, at) => { part.textContent = texts[at]; });
      item.firstElementChild.href = href;
      return item;
    }), ...stories);
    const [before, after] = pager.children;
    Object.assign(before, { hidden: page === 1, href: address(page - 1, isLiteral) });
    Object.assign(after, { hidden: total <= page * PAGE, href: address(page + 1, isLiteral) });
    pager.hidden = before.hidden && after.hidden;
  }

  // Acts once an element is within such a distance of the window.
  function when(element, rootMargin, act) {
    const observer = new IntersectionObserver((entries) => {
      if (entries.at(-1).isIntersecting) {
        observer.disconnect();
        act();
      }
    }, { rootMargin });
    observer.observe(element);
  }

  function story([title, href, date, summary, section, place], words, isPhrase, signal) {
    const item = copy(card);
    const [at, day, link, text] = item.querySelectorAll("span, a, .card-summary");
    const put = (element, text) => {
      let done = 0;
      element.replaceChildren(...highlights(text, words, isPhrase).flatMap(([from, to]) => {
        const before = text.slice(done, from);
        done = to;
        return [before, make("mark", { textContent: text.slice(from, to) })];
      }), text.slice(done));
    };
    link.href = href;
    put(link, title);
    put(text, summary);
    at.textContent = place || section;
    day.textContent = date;
    if (words[0] && !item.querySelector("mark")) {
      when(item, "0px", async () => {
        await pause(300);
        const html = !signal.aborted && await fetch(href, { signal }).then((answer) => answer.ok && answer.text()).catch(() => 0);
        if (!html) return;
        const parts = new DOMParser().parseFromString(html, "text/html").querySelectorAll(".hero figcaption, .body, .story-footer a");
        const found = excerpt(Array.from(parts, (part) => part.textContent.trim()).join(" · ").replace(/\s+/g, " "), words, isPhrase);
        if (found) put(text, found);
      });
    }
    return item;
  }

  let typing;
  function change(isChosen) {
    clearTimeout(typing);
    [page, isLiteral] = [1, false];
    write(isChosen);
    run(() => !isChosen && pause(700));
  }
  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(change, 200, false);
  });
  form.addEventListener("change", ({ target }) => { if (target !== field) change(true); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change(true);
    // The keyboard of a telephone would cover what is found.
    if (matchMedia("(pointer: coarse)").matches) field.blur();
  });
  document.querySelector("main").addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="?"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState(null, "", link.search);
    again();
  });
  addEventListener("popstate", () => read());

  document.documentElement.classList.add("has-script");
  // Who came by the link wants to type.
  if (!location.search && document.referrer.startsWith(location.origin)) field.focus();
  read(field.value);
}
