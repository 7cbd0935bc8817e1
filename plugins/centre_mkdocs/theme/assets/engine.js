// @ts-check
/**
 * The search behind the search page: what is known of words, or Pagefind where that cannot be read. It is loaded when a
 * reader begins to search, and reads only what a query needs.
 */

import { excerpt, text } from "./excerpt.js";
import { Lexicon } from "./lexicon.js";
import { answer, isNear } from "./query.js";
import { fold, words } from "./words.js";

/**
 * @typedef {{
 *   options: (options: object) => Promise<void>,
 *   init: () => Promise<void>,
 *   search: (query: string, options: object) => Promise<{results: {id: string}[]}>,
 * }} Pagefind
 * @typedef {import("./lexicon.js").About} About
 * @typedef {import("./query.js").Rank} Rank
 * @typedef {{
 *   kinds: string[], languages: Record<string, string>, titles: string[], paths: string[], texts: string[], dates: string[][],
 *   facets: Record<string, number[][]>,
 * }} Entries columns, entries by title; a facet holds the places of its options, `kinds` names those of the types,
 *   `languages` the languages of texts
 * @typedef {{
 *   own: number[], related: number[], others: number[], isFurther: boolean, forms: Set<string>,
 *   corrected: string, isPlain: boolean,
 * }} Found entries by number, the best first: those in the language, those that answer a part, those in other languages;
 *   whether these answer more of the query; folded words for excerpts, the query as it was
 *   corrected; whether only words as typed were searched
 */

/** How good an entry must be that answers all words only by what it is about, to count as an answer. */
const ABOUT = 0.55;
/** What it adds to a score of at most 1 that a text is in a language that the reader's browser asks for. */
const READ = 0.1;
const PHRASE = /^["“„«].+["”“»]$/u;

/** Call once, and again only after a failure. @template T @param {() => Promise<T>} work @returns {() => Promise<T>} */
export function once(work) {
  /** @type {Promise<T> | undefined} */
  let running;
  return () => {
    running ??= work().catch((error) => {
      running = undefined;
      throw error;
    });
    return running;
  };
}

/** @param {URL} address @returns {Promise<any>} what stands there, or null where nothing does */
async function json(address) {
  const answer = await fetch(address);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

/** @param {URL} address @returns {Promise<any>} what stands there */
async function needed(address) {
  const found = await json(address);
  if (found === null) throw new Error(`nothing at ${address}`);
  return found;
}

/** The search of one language. */
export class Engine {
  /** @param {string} language @param {URL} root of the site @param {URL} entries their data as the page knows it */
  constructor(language, root, entries) {
    this._language = language;
    this._root = root;
    this._bundle = new URL("pagefind/", root);
    /** What is known of the words of the language, or null where nothing is. @type {() => Promise<Lexicon | null>} */
    this.lexicon = once(async () => {
      const about = await json(new URL(`lexicon.${language}.json`, this._bundle));
      return about && new Lexicon(about, (name) => needed(new URL(`lexicon/${language}-${name}.json`, root)));
    });
    /** The entries that the lexicon counts: a new release may have renumbered them since the page was opened. @type {() => Promise<Entries>} */
    this.entries = once(async () => {
      const known = await this.lexicon().catch(() => null);
      return needed(known ? new URL(known.about.entries, root) : entries);
    });
    this._titles = once(() => this._readTitles());
    this._index = once(() => this._openIndex());
  }

  /** Entries without an own text by the folded words of their titles. @returns {Promise<Map<string, number[]>>} */
  async _readTitles() {
    const [data, known] = await Promise.all([this.entries(), this.lexicon()]);
    const found = new Map();
    data.titles.forEach((title, number) => {
      if (!data.texts[number] || !known) return;
      for (const word of new Set(words(title, known.about).map((one) => fold(one.text, known.about)))) {
        found.set(word, [...(found.get(word) ?? []), number]);
      }
    });
    return found;
  }

  /** What finds entries as Pagefind does, the best first; null where the language has no index. @returns {Promise<((query: string) => Promise<number[]>) | null>} */
  async _openIndex() {
    const about = await json(new URL("pagefind-entry.json", this._bundle));
    // Pagefind would silently search the largest index.
    if (!about || !Object.hasOwn(about.languages, this._language.toLowerCase())) return null;
    /** @type {[Pagefind, About]} */
    const [pagefind, { fragments }] = await Promise.all([
      import(new URL("pagefind.js", this._bundle).href),
      this.lexicon().then((known) => known?.about ?? needed(new URL(`lexicon.${this._language}.json`, this._bundle))),
    ]);
    const numbers = new Map(fragments.map((name, number) => [name, number]));
    await pagefind.options({ baseUrl: this._root.pathname });
    await pagefind.init();
    return async (query) => {
      const { results } = await pagefind.search(query, {});
      return results.flatMap((hit) => numbers.get(hit.id.slice(hit.id.indexOf("_") + 1)) ?? []);
    };
  }

  /**
   * Search as well as what can be loaded allows; null where the language has no index at all. A phrase in quotes is
   * Pagefind's, which knows what stands beside what.
   * @param {string} query @param {boolean} literal whether to correct nothing @returns {Promise<Found | null>}
   */
  async search(query, literal) {
    const isPhrase = PHRASE.test(query);
    const known = isPhrase ? null : await this._understood(query, literal).catch((error) => console.error(error));
    if (known) return this._grouped(known, await this.entries());
    const find = await this._index();
    if (!find) return null;
    const own = await find(isPhrase ? `"${query.slice(1, -1)}"` : query);
    const forms = await this._folded(query);
    return { own, related: [], others: [], isFurther: false, forms, corrected: "", isPlain: !isPhrase };
  }

  /** @param {string} query @param {boolean} literal */
  async _understood(query, literal) {
    const known = await this.lexicon();
    if (!known) throw new Error(`no words of ${this._language}`);
    return answer(query, known, await this._titles(), literal);
  }

  /** @param {import("./query.js").Answer} known @param {Entries} data @returns {Found} */
  _grouped(known, data) {
    const own = [...known.ranks].filter(([number]) => !data.texts[number]);
    const others = [...known.foreign].filter(([number, rank]) => data.texts[number] && isNear(rank));
    const read = new Set(navigator.languages.map((one) => one.split("-")[0]));
    const isAnswer = (/** @type {Rank} */ rank) => rank.isNamed || (rank.isWhole && rank.score >= ABOUT);
    return {
      own: best(own.filter(([, rank]) => isAnswer(rank))),
      related: best(own.filter(([, rank]) => !isAnswer(rank))),
      others: best(others, (number) => (read.has(data.texts[number]) ? READ : 0)),
      isFurther: !own.some(([, rank]) => isAnswer(rank)) && most(own) < most(others),
      forms: known.forms,
      corrected: known.corrected,
      isPlain: false,
    };
  }

  /** @param {string} query @returns {Promise<Set<string>>} its words, folded */
  async _folded(query) {
    const known = await this.lexicon().catch(() => null);
    return new Set(known ? words(query, known.about).map((one) => fold(one.text, known.about)) : []);
  }

  /** The place of an entry's text that has most of some words. @param {number} number @param {Set<string>} forms */
  async excerpt(number, forms) {
    const [data, known] = await Promise.all([this.entries(), this.lexicon()]);
    const name = known?.about.fragments[number];
    if (!known || !name) return [];
    const content = await text(new URL(`fragment/${this._language}_${name}.pf_fragment`, this._bundle));
    return excerpt(content, data.titles[number] ?? "", forms, known.about);
  }
}

/**
 * Numbers of entries, the best first; among equals by title.
 * @param {[number, Rank][]} ranked @param {(number: number) => number} [more] what is added to a score
 */
function best(ranked, more = () => 0) {
  const scored = ranked.map(([number, rank]) => ({ number, score: rank.score + more(number) }));
  return scored.sort((one, other) => other.score - one.score || one.number - other.number).map(({ number }) => number);
}

/** How good the best is. @param {[number, Rank][]} ranked */
function most(ranked) {
  return Math.max(0, ...ranked.map(([, rank]) => rank.score * rank.covered ** 2));
}
