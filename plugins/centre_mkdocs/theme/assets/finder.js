// @ts-check
/**
 * The search page: a query over Pagefind's JavaScript API, filters and counts from our own data of all entries.
 *
 * Nothing is fetched before the reader uses the form or comes with something in the address. Query, filters and order
 * stand in the address, so a search can be linked, and the back button works. A query searches the index of the page's
 * language; one without an index says so, because Pagefind would silently search the largest one.
 */

/**
 * @typedef {{url: string, excerpt: string, meta: Record<string, string>}} Fragment
 * @typedef {{id: string, data: () => Promise<Fragment>}} Hit
 * @typedef {{
 *   options: (options: object) => Promise<void>,
 *   init: () => Promise<void>,
 *   search: (query: string, options: object) => Promise<{results: Hit[]}>,
 * }} Pagefind
 * @typedef {{search: (query: string) => Promise<Map<number, Hit>>}} Index finds entries, the most relevant first
 * @typedef {{
 *   kinds: string[], languages: Record<string, string>, titles: string[], paths: string[], texts: string[], dates: string[][],
 *   facets: Record<string, number[][]>,
 * }} Entries columns, entries by title; a facet holds the places of its options, `kinds` names those of the types,
 *   `languages` the languages of texts
 */

/** Results shown at once: each found by words brings an excerpt, which is a request. */
const PAGE = { words: 10, filters: 24 };

/** @template {HTMLElement} T @param {string} id @param {new () => T} kind @returns {T} */
function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`no ${id}`);
  return found;
}

const finder = element("finder", HTMLDivElement);
const input = element("q", HTMLInputElement);
const sort = element("sort", HTMLSelectElement);
const list = element("results", HTMLOListElement);
const loosen = element("loosen", HTMLUListElement);
const status = element("status", HTMLParagraphElement);
const more = element("more", HTMLButtonElement);
const form = /** @type {HTMLFormElement} */ (input.form);
const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[type=checkbox]")]);
const facets = [...form.querySelectorAll("details[data-facet]")].map((details) => ({
  name: /** @type {HTMLElement} */ (details).dataset.facet ?? "",
  label: details.querySelector("summary")?.textContent?.trim() ?? "",
  boxes: boxes.filter((box) => details.contains(box)),
}));
const language = document.documentElement.lang;
const root = new URL(finder.dataset.root ?? "", document.baseURI);
/** @type {Record<string, Record<string, string>>} */
const words = JSON.parse(finder.dataset.words ?? "{}");

/** @param {string} key @param {Record<string, string>} [values] @param {number} [count] @returns {string} */
function say(key, values = {}, count) {
  const forms = words[key] ?? {};
  const form = count === undefined ? "other" : new Intl.PluralRules(language).select(count);
  const text = forms[form] ?? forms.other ?? "";
  const all = count === undefined ? values : { ...values, count: count.toLocaleString(language) };
  // All at once, so that a query such as “{count}” or “$&” stays as it was typed.
  return text.replaceAll(/\{(\w+)\}/g, (whole, name) => all[name] ?? whole);
}

/** Call once, and again only after a failure. @template T @param {() => Promise<T>} work @returns {() => Promise<T>} */
function once(work) {
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

/** @type {() => Promise<Entries>} */
const entries = once(() => json(new URL(finder.dataset.entries ?? "", document.baseURI)));

/** The index of the page's language, or null where there is none. @type {() => Promise<Index | null>} */
const index = once(async () => {
  const bundle = new URL(finder.dataset.bundle ?? "", document.baseURI);
  const about = await json(new URL("pagefind-entry.json", bundle));
  if (!about || !Object.hasOwn(about.languages, language.toLowerCase())) return null;
  /** @type {[Pagefind, Record<string, number>]} */
  const [pagefind, numbers] = await Promise.all([
    import(new URL("pagefind.js", bundle).href),
    json(new URL(`numbers.${language}.json`, bundle)),
  ]);
  await pagefind.options({ baseUrl: root.pathname });
  await pagefind.init();
  return {
    search: async (query) => {
      const { results } = await pagefind.search(query, {});
      return new Map(results.map((hit) => [numbers[hit.id.slice(hit.id.indexOf("_") + 1)], hit]));
    },
  };
});

/** The places of the chosen options by facet; a facet without a choice is left out. @returns {Map<string, Set<number>>} */
function chosen() {
  const found = facets.map(({ name, boxes: own }) => {
    const places = own.flatMap((box, place) => (box.checked ? [place] : []));
    return /** @type {[string, Set<number>]} */ ([name, new Set(places)]);
  });
  return new Map(found.filter(([, places]) => places.size));
}

/** Put query, filters and order into the address. @param {boolean} isNew whether the back button shall return to before */
function remember(isNew) {
  const address = new URL(location.href);
  address.search = "";
  const query = input.value.trim();
  if (query) address.searchParams.set("q", query);
  for (const box of boxes) if (box.checked) address.searchParams.append(box.name, box.value);
  if (sort.value !== "relevance") address.searchParams.set("sort", sort.value);
  if (address.href === location.href) return;
  if (isNew) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/** Read query, filters and order from the address. @returns {boolean} whether there is anything to find */
function recall() {
  const given = new URL(location.href).searchParams;
  input.value = given.get("q") ?? "";
  sort.value = given.get("sort") ?? "relevance";
  if (sort.selectedIndex < 0) sort.value = "relevance";
  for (const box of boxes) {
    box.checked = given.getAll(box.name).includes(box.value);
    if (box.checked) box.closest("details")?.setAttribute("open", "");
  }
  return input.value.trim() !== "" || given.has("sort") || boxes.some((box) => box.checked);
}

/** @type {number[]} */
let numbers = [];
/** @type {Map<number, Hit> | null} */
let hits = null;
let round = 0;

async function find() {
  const mine = ++round;
  const query = input.value.trim();
  status.textContent = say("searching");
  try {
    const [data, searched] = await Promise.all([entries(), query ? index() : null]);
    if (mine !== round) return;
    if (query && !searched) return show([], say("search-off"));
    hits = searched ? await searched.search(query) : null;
    if (mine !== round) return;
    const pool = hits ? [...hits.keys()] : data.titles.map((_, number) => number);
    const choice = chosen();
    count(data, pool, choice);
    const kept = pool.filter((number) => fits(data, number, choice));
    if (kept.length) {
      const said = query ? say("results-for", { query }, kept.length) : say("results", {}, kept.length);
      await show(inOrder(data, kept), said);
    } else {
      const nothing = query ? say("no-results", { query }) : say("results", {}, 0);
      await show([], `${nothing}. ${say("no-results-cure")}`);
      offer(data, pool, choice);
    }
  } catch (error) {
    console.error(error);
    if (mine === round) show([], say("search-failed"));
  }
}

/**
 * Whether an entry has one of the chosen options of every facet.
 * @param {Entries} data @param {number} number @param {Map<string, Set<number>>} choice @param {string} [without]
 */
function fits(data, number, choice, without) {
  for (const [name, places] of choice) {
    if (name !== without && !data.facets[name]?.[number]?.some((place) => places.has(place))) return false;
  }
  return true;
}

/** Relevance is the order of the index, the title that of the data. @param {Entries} data @param {number[]} kept */
function inOrder(data, kept) {
  if (sort.value === "title") return kept.sort((one, other) => one - other);
  if (sort.value !== "date") return kept;
  const date = (/** @type {number} */ number) => data.dates[number]?.[0] ?? "";
  return kept.sort((one, other) => (date(one) < date(other) ? 1 : date(one) > date(other) ? -1 : one - other));
}

/**
 * Show beside each option how many results it has under the other facets' choices.
 * @param {Entries} data @param {number[]} pool @param {Map<string, Set<number>>} choice
 */
function count(data, pool, choice) {
  for (const { name, boxes: own } of facets) {
    const counts = own.map(() => 0);
    for (const number of pool) {
      if (fits(data, number, choice, name)) for (const place of data.facets[name]?.[number] ?? []) counts[place] += 1;
    }
    own.forEach((box, place) => {
      const shown = box.parentElement?.querySelector(".count");
      if (shown) shown.textContent = String(counts[place]);
    });
  }
}

/**
 * Say which filter stands in the way, and what there is without it.
 * @param {Entries} data @param {number[]} pool @param {Map<string, Set<number>>} choice
 */
function offer(data, pool, choice) {
  for (const { name, label, boxes: own } of facets.filter((facet) => choice.has(facet.name))) {
    const left = pool.filter((number) => fits(data, number, choice, name)).length;
    const button = /** @type {HTMLButtonElement} */ (worded("button", say("loosen", { filter: label }, left)));
    button.type = "button";
    button.addEventListener("click", () => {
      for (const box of own) box.checked = false;
      remember(true);
      find();
      input.focus();
    });
    const item = document.createElement("li");
    item.append(button);
    if (left) loosen.append(item);
  }
}

/** @param {number[]} found @param {string} message */
async function show(found, message) {
  numbers = found;
  list.replaceChildren();
  loosen.replaceChildren();
  status.textContent = message;
  await showMore(false);
}

/** Add the next results. @param {boolean} moveFocus whether the reader asked for them */
async function showMore(moveFocus) {
  more.hidden = true;
  if (numbers.length === 0) return;
  const mine = round;
  const data = await entries();
  const first = list.children.length;
  const next = numbers.slice(first, first + (hits ? PAGE.words : PAGE.filters));
  const fragments = await Promise.all(next.map((number) => hits?.get(number)?.data()));
  if (mine !== round || list.children.length !== first) return;
  list.append(...next.map((number, place) => result(data, number, fragments[place])));
  more.hidden = list.children.length >= numbers.length;
  if (moveFocus) list.children[first]?.querySelector("a")?.focus();
}

/** @param {string} kind @param {string} text @param {string} [name] @returns {HTMLElement} */
function worded(kind, text, name = "") {
  const made = document.createElement(kind);
  made.textContent = text;
  if (name) made.className = name;
  return made;
}

/** The labels of an entry's terms in a facet. @param {Entries} data @param {string} name @param {number} number */
function labels(data, name, number) {
  const own = facets.find((facet) => facet.name === name)?.boxes ?? [];
  const places = data.facets[name]?.[number] ?? [];
  return places.map((place) => own[place]?.parentElement?.querySelector(".term")?.textContent ?? "");
}

/** @param {Entries} data @param {number} number @param {Fragment} [fragment] @returns {HTMLLIElement} */
function result(data, number, fragment) {
  const item = document.createElement("li");
  const text = data.texts[number] ?? "";
  item.dataset.result = `/${data.paths[number]}`;
  const kind = data.kinds[data.facets.type?.[number]?.[0] ?? 0] ?? "";
  const about = [kind, labels(data, "country", number).join(", "), data.dates[number]?.[1] ?? ""];
  const line = worded("p", about.filter(Boolean).join(" · "), "kind");
  if (text) line.append(" ", worded("span", say("text-in", { language: data.languages[text] ?? text }), "chip"));
  const link = document.createElement("a");
  link.href = new URL(data.paths[number] ?? "", root).href;
  link.textContent = data.titles[number] ?? "";
  if (text) link.lang = link.hreflang = text;
  const heading = document.createElement("h2");
  heading.append(link);
  item.append(line, heading);
  if (fragment) {
    const excerpt = document.createElement("p");
    excerpt.append(...marked(fragment.excerpt));
    item.append(excerpt);
  }
  const evidence = labels(data, "evidence", number)[0];
  if (evidence) item.append(worded("p", `${say("evidence")}: ${evidence}`, "reason"));
  return item;
}

/** Text with marks: nothing else of the excerpt's HTML is taken over. @param {string} markup @returns {Node[]} */
function marked(markup) {
  const parsed = new DOMParser().parseFromString(markup, "text/html");
  return [...parsed.body.childNodes].map((node) => {
    const text = node.textContent ?? "";
    return node.nodeName === "MARK" ? worded("mark", text) : document.createTextNode(text);
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember(true);
  find();
});
form.addEventListener("change", (event) => {
  if (event.target === input) return;
  remember(true);
  find();
});
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const box of boxes) box.checked = false;
  remember(true);
  find();
});
let timer = 0;
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    remember(false);
    find();
  }, 250);
});
input.addEventListener("focus", () => {
  entries().catch(() => undefined);
  index().catch(() => undefined);
});
more.addEventListener("click", () => showMore(true));
/** Show what the address asks for; one without anything asks for nothing. */
function follow() {
  if (recall()) return find();
  round += 1;
  for (const place of form.querySelectorAll(".count")) place.textContent = "";
  return show([], say("search-prompt"));
}

window.addEventListener("popstate", follow);
follow();

export {};
