// @ts-check
/**
 * Words as the search compares them. The tables come from `centre/lexicon/` with the files of a language, so the two
 * sides cannot drift apart; tests run both on the same words.
 */

/**
 * @typedef {{
 *   links: string[], respelled: [string, string][], joins: boolean, clitics: string, prefixes: [string, string][],
 *   endings: string[], listed: boolean, roots: boolean,
 * }} Rules
 * @typedef {{letters: Record<string, string>, rules: Rules}} Spelling
 */

const WORD = /[\p{L}\p{N}]+/gu;
const APOSTROPHE = /(?<=[\p{L}\p{N}])['’ʼ](?=[\p{L}\p{N}])/gu;
const LONE_LETTER = /(?<![\p{L}\p{N}_])(\p{L})[-‐‑](?=\p{L}{2})/gu;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060]/g;
const SHORTEST_STEM = 3;
const FEWEST_CONSONANTS = 3;

/** @param {string} word @param {Spelling} spelling @returns {string} the word as it is compared */
export function fold(word, { letters }) {
  const replaced = [...word.toLowerCase()].map((one) => letters[one] ?? one).join("");
  const plain = replaced.normalize("NFD").replace(/\p{Mn}/gu, "");
  return [...plain].map((one) => letters[one] ?? one).join("");
}

/** @param {string} text @param {Spelling} spelling @returns {{text: string, at: number}[]} words as written, and where */
export function words(text, { rules }) {
  let plain = text.replace(INVISIBLE, "").normalize("NFC");
  if (rules.clitics) plain = plain.replace(new RegExp(`(?<![\\p{L}\\p{N}_])(?:${rules.clitics})[-‐‑](?=\\p{L})`, "giu"), "");
  plain = plain.replace(LONE_LETTER, "$1");
  if (rules.joins) plain = plain.replace(APOSTROPHE, "");
  return [...plain.matchAll(WORD)].map((one) => ({ text: one[0], at: one.index }));
}

/** @param {string} folded @param {Rules} rules @returns {string[]} the word without what inflection may have added, in all ways */
export function stems(folded, rules) {
  const found = new Set([folded]);
  for (const [beginning, without] of rules.prefixes) {
    if (folded.startsWith(beginning) && folded.length - beginning.length > SHORTEST_STEM) found.add(without + folded.slice(beginning.length));
  }
  for (const one of [...found]) {
    for (const ending of rules.endings) {
      if (one.endsWith(ending) && one.length - ending.length >= SHORTEST_STEM) found.add(one.slice(0, -ending.length));
    }
  }
  return [...found];
}

/** @param {string} folded @param {Rules} rules @returns {string[]} first letter and consonants of a word without its endings */
export function roots(folded, rules) {
  if (!rules.roots) return [];
  const found = stems(folded, rules).map((one) => (one.slice(0, 1) + one.slice(1).replace(/[aeioujw]/g, "")).replace(/(.)\1+/gu, "$1"));
  return [...new Set(found)].filter((one) => one.length >= FEWEST_CONSONANTS).map((one) => `=${one}`);
}

/**
 * How many letters must be changed, added, left out or exchanged with the next (Damerau, 1964); more than `most` is
 * returned as `most + 1`.
 * @param {string} one @param {string} other @param {number} most
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, at(before, j - 2) + 1);
      }
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, row] = [row, next];
  }
  return at(row, other.length);
}

/** @param {number[]} row @param {number} place */
function at(row, place) {
  return row[place] ?? Infinity;
}
