// @ts-check
/**
 * Suggestions below the search box: titles and concepts whose words begin as typed. A combobox with a list, as the
 * ARIA Authoring Practices Guide describes it: arrows choose, Enter takes, Escape closes, the focus stays in the box.
 */

import { fold, words } from "./words.js";

/**
 * @typedef {{text: string, kind: string, language: string, href: string}} Suggestion a title leads to its page, a concept
 *   (without `href`) becomes the query
 */

const MOST = { titles: 5, concepts: 3 };
const SHORTEST = 2;

/**
 * @param {string} query @param {Suggestion[]} all concepts and titles @param {import("./words.js").Spelling} spelling
 * @returns {Suggestion[]} concepts first
 */
export function suggestions(query, all, spelling) {
  const typed = words(query, spelling).map((one) => fold(one.text, spelling));
  if (typed.join("").length < SHORTEST) return [];
  const fits = all.filter(({ text }) => {
    const own = words(text, spelling).map((one) => fold(one.text, spelling));
    return typed.every((word) => own.some((one) => one.startsWith(word)));
  });
  const concepts = fits.filter((one) => !one.href).slice(0, MOST.concepts);
  return [...concepts, ...fits.filter((one) => one.href).slice(0, MOST.titles)];
}

/** The list below a box. */
export class Suggestions {
  /**
   * @param {HTMLInputElement} box @param {HTMLElement} list @param {(count: number) => void} announce
   * @param {(one: Suggestion) => void} take
   */
  constructor(box, list, announce, take) {
    this._box = box;
    this._list = list;
    this._announce = announce;
    this._take = take;
    /** @type {Suggestion[]} */
    this._shown = [];
    this._chosen = -1;
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    this.close();
    box.addEventListener("keydown", (event) => this._key(event));
    box.addEventListener("blur", () => this.close());
    // Before the box loses the focus, which would close the list.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
      if (option) this._choose([...list.children].indexOf(option), true);
    });
  }

  /** @param {Suggestion[]} shown */
  show(shown) {
    if (document.activeElement !== this._box || !shown.length) return this.close();
    this._shown = shown;
    this._list.replaceChildren(...shown.map((one, place) => option(one, `${this._list.id}-${place}`)));
    this._list.hidden = false;
    this._box.setAttribute("aria-expanded", "true");
    this._choose(-1, false);
    this._announce(shown.length);
  }

  close() {
    this._shown = [];
    this._list.hidden = true;
    this._list.replaceChildren();
    this._box.setAttribute("aria-expanded", "false");
    this._box.removeAttribute("aria-activedescendant");
    this._chosen = -1;
  }

  /** @param {KeyboardEvent} event */
  _key(event) {
    const count = this._shown.length;
    if (!count || event.isComposing) return;
    if (event.key === "Escape") this.close();
    else if (event.key === "ArrowDown") this._choose(this._chosen + 1 < count ? this._chosen + 1 : -1, false);
    else if (event.key === "ArrowUp") this._choose(this._chosen < 0 ? count - 1 : this._chosen - 1, false);
    else if (event.key === "Enter" && this._chosen >= 0) this._choose(this._chosen, true);
    else return;
    event.preventDefault();
  }

  /** @param {number} place @param {boolean} isTaken */
  _choose(place, isTaken) {
    const one = this._shown[place];
    if (isTaken && one) {
      this.close();
      return this._take(one);
    }
    this._chosen = place;
    [...this._list.children].forEach((item, other) => item.setAttribute("aria-selected", String(other === place)));
    if (one) this._box.setAttribute("aria-activedescendant", `${this._list.id}-${place}`);
    else this._box.removeAttribute("aria-activedescendant");
  }
}

/** @param {Suggestion} one @param {string} id @returns {HTMLLIElement} */
function option(one, id) {
  const item = document.createElement("li");
  item.id = id;
  item.setAttribute("role", "option");
  const text = document.createElement("span");
  text.textContent = one.text;
  if (one.language) text.lang = one.language;
  const kind = document.createElement("span");
  kind.className = "kind";
  kind.textContent = one.kind;
  item.append(text, " ", kind);
  return item;
}
