// @ts-check
/**
 * From what a reader typed to entries in their order: words as typed, their dictionary forms, parts, corrections and
 * beginnings, and the concepts that they name. Nothing here touches the page.
 */

import { DIRECT, STEPS } from "./lexicon.js";
import { distance, fold, roots, stems, words } from "./words.js";

/**
 * @typedef {import("./lexicon.js").Lexicon} Lexicon
 * @typedef {import("./lexicon.js").Key} Key
 * @typedef {{
 *   typed: string, folded: string, keys: Map<string, number>, joint: string[][], alike: Set<string>, corrected: string,
 * }} Term one word of a query: keys with how surely they are meant, groups of keys of its parts that must occur together,
 *   keys of words that only look alike, and the word for which it was taken
 * @typedef {{firm: Map<number, number>, meant: Map<number, number>, alike: Map<number, number>}} Scores how well pages answer
 *   one word, up to 1: by the word, by a concept that it names, or by what only looks alike or is near to it
 * @typedef {{score: number, covered: number, isWhole: boolean, isNamed: boolean}} Rank how well an entry answers, how much of
 *   the query, both up to 1; whether it answers all words, and has them itself
 * @typedef {{
 *   ranks: Map<number, Rank>, foreign: Map<number, Rank>, corrected: string, forms: Set<string>,
 * }} Answer entries in the language and in others, by number; the query as it was corrected, or nothing; the folded words
 *   that an excerpt marks
 */

/** How much a word counts that is found otherwise than as typed or in another form. */
const SURE = { form: 1, corrected: 0.8, part: 0.7, root: 0.5, begun: 0.6, ending: 0.5, concept: 0.9, title: 0.8, alike: 0.2 };
/** Letters that inflection may have changed at the end of a word, by its length from 5. */
const CUT = [1, 2, 2, 3, 4];
const SHORTEST = { begun: 3, alike: 5, corrected: 4, part: 4 };
const LONG = 8;
const VERY_LONG = 12;
/** Most words by which one is completed. */
const MOST = 12;
/** A word that more than this part of all pages has says too little to be asked of every result. */
const COMMON = 0.34;
/** The part of a query, by the rarity of its words, that an entry in another language must answer. */
const FOREIGN = 0.34;
/** How much of a word is answered by one that only looks alike. */
const ALIKE = 0.5;
/** Letters at the end of a word that may differ, and be more, because it is another form and no typing error. */
const ENDING = 2;

/**
 * @param {string} query @param {Lexicon} lexicon @param {Map<string, number[]>} titles entries in other languages by the
 *   folded words of their titles @param {boolean} literal whether to correct nothing @returns {Promise<Answer>}
 */
export async function answer(query, lexicon, titles, literal) {
  const terms = await Promise.all(words(query, lexicon.about).map((one) => resolved(one.text, lexicon, titles, literal)));
  const known = await lexicon.known(terms.flatMap((one) => [...one.keys.keys(), ...one.joint.flat(), ...one.alike]));
  const meant = concepts(terms, known);
  const about = await lexicon.known([...meant.keys()].map((number) => `#${number}`));
  const scored = terms.map((term) => pagesOf(term, known));
  const weights = weighed(terms, scored, lexicon.about.pages);
  const foreign = scored.map((_, place) => ({ firm: titled(terms[place], titles), meant: new Map(), alike: new Map() }));
  for (const [number, { covered, isFirm }] of meant) {
    for (const [page, weight] of about.get(`#${number}`)?.places ?? []) {
      const score = (SURE.concept * weight) / (STEPS - 1);
      const isMeant = isFirm && weight >= DIRECT;
      for (const place of covered) {
        if (isMeant) raise(scored[place]?.meant, page, score);
        raise(foreign[place]?.[isMeant ? "meant" : "alike"], page, isMeant ? score : score * ALIKE);
      }
    }
  }
  const rare = terms.filter((_, place) => weights[place]?.isNeeded);
  const forms = rare.flatMap((one) => [...one.keys.keys(), ...one.joint.flat()].flatMap((key) => [...lexicon.formsRead(key)]));
  return {
    ranks: ranked(scored, weights),
    foreign: ranked(foreign, weights),
    corrected: terms.some((one) => one.corrected) ? terms.map((one) => one.corrected || one.typed).join(" ") : "",
    forms: new Set([...rare.map((one) => one.folded), ...forms]),
  };
}

/**
 * @param {string} typed @param {Lexicon} lexicon @param {Map<string, number[]>} titles @param {boolean} literal
 * @returns {Promise<Term>}
 */
async function resolved(typed, lexicon, titles, literal) {
  const { rules } = lexicon.about;
  const folded = fold(typed, lexicon.about);
  /** @type {Term} */
  const term = { typed, folded, keys: new Map(), joint: [], alike: new Set(), corrected: "" };
  const take = (/** @type {Iterable<string>} */ keys, /** @type {number} */ sure) => {
    for (const key of keys) term.keys.set(key, Math.max(sure, term.keys.get(key) ?? 0));
  };
  const has = () => [...term.keys.keys()].some((key) => lexicon.pagesRead(key) > 0);
  take(await lexicon.keys(folded), SURE.form);
  if (!rules.listed && rules.endings.length) take((await lexicon.known(stems(folded, rules))).keys(), SURE.form);
  if (rules.roots) take((await lexicon.known(roots(folded, rules))).keys(), SURE.root);
  if (!has()) for (const other of respelled(folded, rules)) take(await lexicon.keys(other), SURE.form);
  if (!has() && !term.keys.size) term.joint = await parts(folded, lexicon);
  const spelled = folded.length < SHORTEST.begun ? [] : await lexicon.spelled(folded);
  if (!has() && term.joint.length < 2) {
    for (const form of beginning(spelled, folded)) take(await lexicon.keys(form), SURE.begun);
    if (!term.keys.size && !literal && !titles.has(folded)) await correct(term, spelled, lexicon, titles, take);
  }
  const start = stump(folded);
  for (const form of beginning(spelled, start)) {
    const keys = [...(await lexicon.keys(form))].filter((key) => !term.keys.has(key));
    if (!has() && isForm(folded, form)) take(keys, SURE.ending);
    else for (const key of keys) term.alike.add(key);
  }
  for (const form of start ? lexicon.formsBeginning(start) : []) {
    for (const key of lexicon.keysRead(form)) if (!term.keys.has(key)) term.alike.add(key);
  }
  return term;
}

/** @param {string[]} words @param {string} start @returns {string[]} the most frequent words that begin so */
function beginning(words, start) {
  return start ? words.filter((one) => one.startsWith(start)).slice(0, MOST) : [];
}

/** What inflection has surely left of a word; nothing of a short one. @param {string} folded */
function stump(folded) {
  return folded.length < SHORTEST.alike ? "" : folded.slice(0, -(CUT[Math.min(folded.length, 9) - 5] ?? 1));
}

/** Whether two words differ as forms of one word may. @param {string} one @param {string} other */
function isForm(one, other) {
  return one.length > SHORTEST.alike && other.startsWith(one.slice(0, -ENDING)) && other.length <= one.length + ENDING;
}

/** Other spellings of a word that was not found. @param {string} folded @param {import("./words.js").Rules} rules */
function respelled(folded, rules) {
  const found = new Set();
  for (const [typed, meant] of rules.respelled) if (folded.includes(typed)) found.add(folded.replaceAll(typed, meant));
  for (const [start, without] of rules.listed ? rules.prefixes : []) {
    if (folded.startsWith(start) && folded.length > start.length + 2) found.add(without + folded.slice(start.length));
  }
  return found;
}

/**
 * The two parts of an unknown compound, as keys; or only the last one, where no page has the first.
 * @param {string} folded @param {Lexicon} lexicon @returns {Promise<string[][]>}
 */
async function parts(folded, lexicon) {
  const { links } = lexicon.about.rules;
  if (!links.length || folded.length < 2 * SHORTEST.part) return [];
  /** @type {string[][]} */
  let last = [];
  for (let cut = SHORTEST.part; cut <= folded.length - SHORTEST.part; cut += 1) {
    const tails = [...(await lexicon.keys(folded.slice(cut)))];
    if (!tails.length) continue;
    for (const link of links) {
      const head = folded.slice(0, cut);
      const heads = head.endsWith(link) ? [...(await lexicon.keys(head.slice(0, head.length - link.length)))] : [];
      if (heads.length) return [heads, tails];
    }
    if (!last.length) last = [tails];
  }
  return last;
}

/**
 * Take a word for the nearest one of the pages: one error, or two in a long word; among the nearest the most frequent.
 * Where only the last letters differ it is taken for a form that no list has, and nothing is said.
 * @param {Term} term @param {string[]} spelled @param {Lexicon} lexicon @param {Map<string, number[]>} titles
 * @param {(keys: Iterable<string>, sure: number) => void} take
 */
async function correct(term, spelled, lexicon, titles, take) {
  const { folded } = term;
  if (folded.length < SHORTEST.corrected || /^\p{N}+$/u.test(folded) || spelled.some((one) => isForm(folded, one))) return;
  const most = folded.length >= LONG ? 2 : 1;
  const titled = [...titles.keys()].filter((one) => one.startsWith(folded.slice(0, 2)));
  const all = [...new Set([...spelled, ...titled])].map((form, place) => ({ form, place, away: distance(folded, form, most) }));
  const near = all.filter((one) => one.away <= most).sort((one, other) => one.away - other.away || one.place - other.place);
  const best = near[0] ?? all.find((one) => stumps(folded, one.form) <= (folded.length < VERY_LONG ? 1 : 2));
  if (!best) return;
  term.corrected = best.form;
  for (const one of [best, ...near.slice(1, 4).filter((other) => other.away === best.away)]) {
    take(await lexicon.keys(one.form), one === best ? SURE.corrected : SURE.corrected / 2);
  }
}

/** The distance of two words without their endings, where both are long. @param {string} one @param {string} other */
function stumps(one, other) {
  const length = one.length - ENDING;
  return length < SHORTEST.alike ? Infinity : distance(one.slice(0, length), other.slice(0, length), 2);
}

/** @param {Term} term @param {Map<string, Key>} known @returns {Scores} */
function pagesOf(term, known) {
  const found = { firm: placed(term.keys, known), meant: new Map(), alike: placed(new Map([...term.alike].map((key) => [key, SURE.alike])), known) };
  const [first, second] = term.joint.map((keys) => placed(new Map(keys.map((key) => [key, SURE.part])), known));
  for (const [page, score] of first ?? []) {
    const other = second?.get(page);
    if (!second) raise(found.alike, page, score * ALIKE);
    else if (other !== undefined) raise(found.firm, page, Math.min(score, other));
  }
  return found;
}

/** How well pages answer keys, each as surely as it is meant. @param {Map<string, number>} keys @param {Map<string, Key>} known */
function placed(keys, known) {
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const [key, sure] of keys) {
    for (const [page, weight] of known.get(key)?.places ?? []) raise(found, page, sure * scoreOf(weight));
  }
  return found;
}

/** @param {number} weight @returns {number} a score up to 1 */
function scoreOf(weight) {
  return weight < DIRECT ? (SURE.part * (weight + 3)) / (STEPS - 1) : (weight + 4) / (STEPS + 3);
}

/** @param {Map<number, number> | undefined} scores @param {number} page @param {number} score */
function raise(scores, page, score) {
  if (scores && score > (scores.get(page) ?? 0)) scores.set(page, score);
}

/** Entries in other languages whose titles have the word as typed. @param {Term | undefined} term @param {Map<string, number[]>} titles */
function titled(term, titles) {
  const found = new Map();
  for (const word of term ? [term.folded, term.corrected] : []) {
    for (const page of titles.get(word) ?? []) raise(found, page, SURE.title);
  }
  return found;
}

/**
 * The concepts that a query names: all words of one of their phrases are in it. By number, the places of these words,
 * and whether all of them are meant and do not only look alike.
 * @param {Term[]} terms @param {Map<string, Key>} known @returns {Map<number, {covered: Set<number>, isFirm: boolean}>}
 */
function concepts(terms, known) {
  const firm = terms.map((term) => new Set(term.keys.keys()));
  const all = terms.map((term) => new Set([...term.keys.keys(), ...term.joint.flat(), ...term.alike]));
  const found = new Map();
  for (const [number, covered] of named(all, known)) found.set(number, { covered, isFirm: false });
  for (const [number, covered] of named(firm, known)) found.set(number, { covered, isFirm: true });
  return found;
}

/** @param {Set<string>[]} keys of each word @param {Map<string, Key>} known @returns {Map<number, Set<number>>} places by concept */
function named(keys, known) {
  /** @type {Map<number, Set<number>>} */
  const found = new Map();
  keys.forEach((own, place) => {
    for (const key of own) {
      for (const [number, others] of known.get(key)?.phrases ?? []) {
        const places = (others ?? []).map((other) => keys.findIndex((one) => other.split(" ").some((each) => one.has(each))));
        if (places.includes(-1)) continue;
        const covered = found.get(number) ?? new Set();
        for (const one of [place, ...places]) covered.add(one);
        found.set(number, covered);
      }
    }
  });
  return found;
}

/**
 * How rare each word is in the pages, and whether a result must have it: not where every third page has, nor two letters
 * that no page has; but at least one.
 * @param {Term[]} terms @param {Scores[]} scored @param {number} total
 */
function weighed(terms, scored, total) {
  const found = terms.map((term, place) => {
    const pages = scored[place]?.firm.size ?? 0;
    const isNothing = term.folded.length < 3 && !/\p{N}/u.test(term.folded) && !pages;
    const idf = isNothing ? 0 : Math.log(1 + (total - Math.min(pages, total) + 0.5) / (pages + 0.5));
    return { idf, isNeeded: !isNothing && pages <= Math.max(3, total * COMMON) };
  });
  return found.some((one) => one.isNeeded) ? found : found.map((one) => ({ ...one, isNeeded: one.idf > 0 }));
}

/** @param {Scores[]} scored @param {{idf: number, isNeeded: boolean}[]} weights @returns {Map<number, Rank>} */
function ranked(scored, weights) {
  const all = weights.reduce((sum, one) => sum + one.idf, 0) || 1;
  const found = new Map();
  for (const page of new Set(scored.flatMap((one) => [...one.firm.keys(), ...one.meant.keys(), ...one.alike.keys()]))) {
    const rank = { score: 0, covered: 0, isWhole: true, isNamed: true };
    let hasNeeded = false;
    scored.forEach(({ firm, meant, alike }, place) => {
      const { idf, isNeeded } = weights[place] ?? { idf: 0, isNeeded: false };
      const own = firm.get(page) ?? 0;
      const sure = Math.max(own, meant.get(page) ?? 0);
      const other = alike.get(page) ?? 0;
      rank.score += (Math.max(sure, other) * idf) / all;
      rank.covered += ((sure ? 1 : other && ALIKE) * idf) / all;
      if (isNeeded && !sure) rank.isWhole = false;
      if (isNeeded && !own) rank.isNamed = false;
      if (isNeeded && (sure || other)) hasNeeded = true;
    });
    if (hasNeeded) found.set(page, rank);
  }
  return found;
}

/** Whether an entry in another language answers enough of a query. @param {Rank} rank */
export function isNear(rank) {
  return rank.covered >= FOREIGN;
}
