// @ts-check
/**
 * What is known of the words of a language, read in small files as a query needs them; `centre/lexicon/shards.py` tells
 * their form.
 */

/**
 * @typedef {import("./words.js").Spelling & {
 *   entries: string, pages: number, beginnings: string, files: string, concepts: string[], fragments: string[],
 * }} About what the file of a language says
 * @typedef {[string, number, number[]?, [number, string[]?][]?]} Row forms, pages, places and phrases of a key
 * @typedef {{pages: number, places: Map<number, number>, phrases: [number, string[]?][]}} Key
 */

/** Weights are whole numbers below this; those below `DIRECT` are of parts of words. */
export const STEPS = 16;
export const DIRECT = 4;
export class Lexicon {
  /** @param {About} about @param {(name: string) => Promise<Record<string, Row>>} read reads a shard by the name of its file */
  constructor(about, read) {
    this.about = about;
    this._read = read;
    const names = about.files.split(" ");
    /** @type {Map<string, string>} file by beginning */
    this._files = new Map(
      about.beginnings.split("|").flatMap((some, place) =>
        some.split(" ").map((one) => /** @type {[string, string]} */ ([one, `${place}.${names[place]}`])),
      ),
    );
    /** @type {Map<string, Promise<void>>} */
    this._loading = new Map();
    /** @type {Map<string, Set<string>>} keys by form */
    this._keys = new Map();
    /** @type {Map<string, Key>} */
    this._known = new Map();
    /** @type {Map<string, Set<string>>} forms by key, of the files that were read */
    this._forms = new Map();
    /** @type {Map<string, number>} */
    this._pages = new Map();
    /** @type {Map<string, string[]>} forms by file */
    this._together = new Map();
    /** @type {Map<string, string[]>} words as they stand in pages by their first two letters */
    this._spelled = new Map();
  }

  /** Read the file in which something would stand, once; after a failure again. @param {string} text */
  _load(text) {
    const file = this._home(text);
    if (!file) return Promise.resolve();
    let loading = this._loading.get(file);
    if (!loading) {
      loading = this._read(file).then((rows) => this._take(file, rows));
      loading.catch(() => this._loading.delete(file));
      this._loading.set(file, loading);
    }
    return loading;
  }

  /** @param {string} file @param {Record<string, Row>} rows */
  _take(file, rows) {
    /** @type {string[]} */
    const together = [];
    for (const [key, [forms, pages, places, phrases]] of Object.entries(rows)) {
      if (key.startsWith("~")) {
        this._spelled.set(key, forms.split(" "));
        continue;
      }
      const known = this._forms.get(key) ?? new Set();
      for (const form of forms ? forms.split(" ") : []) {
        known.add(form);
        together.push(form);
        const keys = this._keys.get(form);
        if (keys) keys.add(key);
        else this._keys.set(form, new Set([key]));
      }
      this._forms.set(key, known);
      this._pages.set(key, pages);
      if (places) this._known.set(key, { pages, places: unpacked(places), phrases: phrases ?? [] });
    }
    this._together.set(file, together);
  }

  /** @param {string} text @returns {string | undefined} the file in which it would stand: that of its longest beginning */
  _home(text) {
    for (let length = text.length; length > 0; length -= 1) {
      const file = this._files.get(text.slice(0, length));
      if (file) return file;
    }
    return undefined;
  }

  /** Read the file of a word, and return the keys of its dictionary forms. @param {string} form */
  async keys(form) {
    await this._load(form);
    return this._keys.get(form) ?? new Set();
  }

  /** Read the files of keys, and return what is known of them. @param {Iterable<string>} keys @returns {Promise<Map<string, Key>>} */
  async known(keys) {
    const wanted = [...keys];
    await Promise.all(wanted.map((key) => this._load(key)));
    return new Map(wanted.flatMap((key) => {
      const found = this._known.get(key);
      return found ? [/** @type {[string, Key]} */ ([key, found])] : [];
    }));
  }

  /** Words that stand in pages and begin with the two letters of a word, the most frequent first. @param {string} word */
  async spelled(word) {
    const key = `~${word.slice(0, 2)}`;
    await this._load(key);
    return this._spelled.get(key) ?? [];
  }

  /** @param {string} key @returns {number} how many pages have a key, of the files that were read */
  pagesRead(key) {
    return this._pages.get(key) ?? 0;
  }

  /** @param {string} start @returns {string[]} forms that begin so, where they would stand in a file that was read */
  formsBeginning(start) {
    return (this._together.get(this._home(start) ?? "") ?? []).filter((one) => one.startsWith(start));
  }

  /** @param {string} form @returns {ReadonlySet<string>} keys of a form, of the files that were read */
  keysRead(form) {
    return this._keys.get(form) ?? new Set();
  }

  /** @param {string} key @returns {ReadonlySet<string>} forms of a key, of the files that were read */
  formsRead(key) {
    return this._forms.get(key) ?? new Set();
  }
}

/** @param {number[]} places @returns {Map<number, number>} weight by number of page */
function unpacked(places) {
  const found = new Map();
  let number = 0;
  for (const one of places) {
    number += Math.floor(one / STEPS);
    found.set(number, one % STEPS);
  }
  return found;
}
