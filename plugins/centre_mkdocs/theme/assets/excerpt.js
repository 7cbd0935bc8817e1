// @ts-check
/** A few words around what was found, marked in every form; from the text that Pagefind keeps of each page. */

import { fold, words } from "./words.js";

/** @typedef {{text: string, isMarked: boolean}} Piece */

const SIGNATURE = "pagefind_dcd";
/** Words of an excerpt, and those before the first that was found. */
const LONGEST = 32;
const BEFORE = 6;

/** @param {URL} address of a fragment @returns {Promise<string>} the text of a page */
export async function text(address) {
  const answer = await fetch(address);
  if (!answer.ok || !answer.body) throw new Error(`status ${answer.status}`);
  const plain = await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).text();
  return JSON.parse(plain.slice(SIGNATURE.length)).content;
}

/**
 * The place of a text that has most of the words, or its beginning behind the title.
 * @param {string} content @param {string} title @param {Set<string>} forms folded @param {import("./words.js").Spelling} spelling
 * @returns {Piece[]}
 */
export function excerpt(content, title, forms, spelling) {
  const shown = content.replace(/\s+/g, " ");
  const found = [...shown.matchAll(/[\p{L}\p{N}]+/gu)].map((one) => ({
    at: one.index,
    end: one.index + one[0].length,
    isHit: words(one[0], spelling).some((word) => forms.has(fold(word.text, spelling))),
  }));
  const behind = shown.indexOf(title) + title.length;
  const first = Math.max(0, found.findIndex((one) => one.at >= behind));
  const start = best(found.map((one) => one.isHit), first);
  const part = found.slice(start, start + LONGEST);
  const last = part.at(-1);
  if (!last) return [];
  /** @type {Piece[]} */
  const pieces = [];
  let at = part[0]?.at ?? 0;
  if (start > first) pieces.push({ text: "… ", isMarked: false });
  for (const one of part.filter((other) => other.isHit)) {
    pieces.push({ text: shown.slice(at, one.at), isMarked: false }, { text: shown.slice(one.at, one.end), isMarked: true });
    at = one.end;
  }
  const isEnd = last.end >= shown.length - 1;
  pieces.push({ text: shown.slice(at, isEnd ? shown.length : last.end) + (isEnd ? "" : " …"), isMarked: false });
  return pieces.filter((one) => one.text);
}

/** Where the excerpt with most hits begins, from `first` on. @param {boolean[]} hits @param {number} first */
function best(hits, first) {
  let start = first;
  let most = 0;
  hits.forEach((isHit, place) => {
    if (!isHit || place < first) return;
    const from = Math.max(first, place - BEFORE);
    const count = hits.slice(from, from + LONGEST).filter(Boolean).length;
    if (count > most) [start, most] = [from, count];
  });
  return start;
}
