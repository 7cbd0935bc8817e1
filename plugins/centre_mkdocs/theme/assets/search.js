// @ts-check
/**
 * The search page: our own form over Pagefind's JavaScript API.
 *
 * Nothing is fetched before the reader uses the form or comes with a query in the address. Query and filters stand
 * in the address, so a search can be linked, and the back button works. An index exists for each language of the
 * site; a page whose language has none says so, because Pagefind would silently search the largest one.
 */

/**
 * @typedef {{url: string, excerpt: string, meta: Record<string, string>}} Fragment
 * @typedef {{id: string, data: () => Promise<Fragment>}} Hit
 * @typedef {Record<string, Record<string, number>>} Counts
 * @typedef {{results: Hit[], filters: Counts, totalFilters: Counts}} Found
 * @typedef {{
 *   options: (options: object) => Promise<void>,
 *   init: () => Promise<void>,
 *   filters: () => Promise<Counts>,
 *   search: (query: string | null, options: object) => Promise<Found>,
 * }} Pagefind
 */

const PAGE = 10;

/** @template {HTMLElement} T @param {string} id @param {new () => T} kind @returns {T} */
function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`no ${id}`);
  return found;
}

const finder = element("finder", HTMLDivElement);
const input = element("q", HTMLInputElement);
const list = element("results", HTMLOListElement);
const status = element("status", HTMLParagraphElement);
const more = element("more", HTMLButtonElement);
const form = /** @type {HTMLFormElement} */ (input.form);
const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[type=checkbox]")]);
const language = document.documentElement.lang;
/** @type {Record<string, Record<string, string>>} */
const words = JSON.parse(finder.dataset.words ?? "{}");

/** @param {string} key @param {Record<string, string>} [values] @param {number} [count] @returns {string} */
function say(key, values = {}, count) {
  const forms = words[key] ?? {};
  const form = count === undefined ? "other" : new Intl.PluralRules(language).select(count);
  let text = forms[form] ?? forms.other ?? "";
  const all = count === undefined ? values : { ...values, count: count.toLocaleString(language) };
  for (const [name, value] of Object.entries(all)) text = text.replaceAll(`{${name}}`, value);
  return text;
}

/** @type {Promise<Pagefind | null> | undefined} */
let loading;

/** Load the search of this page's language, or null where there is none. @returns {Promise<Pagefind | null>} */
function load() {
  loading ??= start().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** @returns {Promise<Pagefind | null>} */
async function start() {
  const bundle = new URL(finder.dataset.bundle ?? "", document.baseURI);
  const entry = await fetch(new URL("pagefind-entry.json", bundle));
  if (entry.status === 404) return null;
  if (!entry.ok) throw new Error(`status ${entry.status}`);
  const { languages } = await entry.json();
  if (!Object.hasOwn(languages, language.toLowerCase())) return null;
  /** @type {Pagefind} */
  const pagefind = await import(new URL("pagefind.js", bundle).href);
  await pagefind.options({ baseUrl: new URL(finder.dataset.root ?? "", document.baseURI).pathname });
  await pagefind.init();
  return pagefind;
}

/** The chosen terms by filter. @returns {Record<string, string[]>} */
function chosen() {
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const box of boxes) if (box.checked) (found[box.name] ??= []).push(box.value);
  return found;
}

/** Put query and filters into the address. @param {boolean} isNew whether the back button shall return to before */
function remember(isNew) {
  const address = new URL(location.href);
  address.search = "";
  const query = input.value.trim();
  if (query) address.searchParams.set("q", query);
  for (const [name, values] of Object.entries(chosen())) {
    for (const value of values) address.searchParams.append(name, value);
  }
  if (address.href === location.href) return;
  if (isNew) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/** Read query and filters from the address. @returns {boolean} whether there is anything to search */
function recall() {
  const given = new URL(location.href).searchParams;
  input.value = given.get("q") ?? "";
  for (const box of boxes) {
    box.checked = given.getAll(box.name).includes(box.value);
    if (box.checked) box.closest("details")?.setAttribute("open", "");
  }
  return input.value.trim() !== "" || boxes.some((box) => box.checked);
}

/** @type {Hit[]} */
let hits = [];
let round = 0;

async function search() {
  const mine = ++round;
  const query = input.value.trim();
  const filters = chosen();
  if (!query && Object.keys(filters).length === 0) {
    show([], say("search-prompt"));
    for (const place of counters()) place.textContent = "";
    return;
  }
  status.textContent = say("searching");
  try {
    const pagefind = await load();
    if (mine !== round) return;
    if (!pagefind) return show([], say("search-off"));
    const found = await pagefind.search(query || null, { filters: narrowed(filters) });
    if (mine !== round) return;
    count(found.filters);
    const total = found.results.length;
    if (total) {
      await show(found.results, query ? say("results-for", { query }, total) : say("results", {}, total));
    } else {
      const nothing = query ? say("no-results", { query }) : say("results", {}, 0);
      await show([], `${nothing}. ${say("no-results-cure")}`);
    }
  } catch (error) {
    console.error(error);
    if (mine === round) show([], say("search-failed"));
  }
}

/**
 * What Pagefind shall keep: any of the terms of each filter. All terms stand in one filter of the index, because with
 * several Pagefind writes them in an order of its own, and the same pages would give other bytes.
 * @param {Record<string, string[]>} filters
 */
function narrowed(filters) {
  const each = Object.entries(filters);
  return { all: each.map(([name, values]) => ({ any: values.map((value) => ({ term: `${name}:${value}` })) })) };
}

function counters() {
  return /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-count]")]);
}

/** Show beside each filter how many results it would leave. @param {Counts} counts */
function count(counts) {
  for (const place of counters()) place.textContent = String(counts.term?.[place.dataset.count ?? ""] ?? 0);
}

/** @param {Hit[]} found @param {string} message */
async function show(found, message) {
  hits = found;
  list.replaceChildren();
  status.textContent = message;
  await showMore(false);
}

/** Add the next results. @param {boolean} moveFocus whether the reader asked for them */
async function showMore(moveFocus) {
  const mine = round;
  const first = list.children.length;
  const next = await Promise.all(hits.slice(first, first + PAGE).map((hit) => hit.data()));
  if (mine !== round || list.children.length !== first) return;
  list.append(...next.map(result));
  more.hidden = list.children.length >= hits.length;
  if (moveFocus) list.children[first]?.querySelector("a")?.focus();
}

/** @param {Fragment} data @returns {HTMLLIElement} */
function result(data) {
  const item = document.createElement("li");
  item.dataset.result = data.url;
  const kind = document.createElement("p");
  kind.className = "kind";
  kind.textContent = data.meta.kind ?? "";
  const heading = document.createElement("h2");
  const link = document.createElement("a");
  link.href = data.url;
  link.textContent = data.meta.title ?? data.url;
  heading.append(link);
  const excerpt = document.createElement("p");
  excerpt.append(...marked(data.excerpt));
  item.append(kind, heading, excerpt);
  return item;
}

/** Text with marks: nothing else of the excerpt's HTML is taken over. @param {string} markup @returns {Node[]} */
function marked(markup) {
  const parsed = new DOMParser().parseFromString(markup, "text/html");
  return [...parsed.body.childNodes].map((node) => {
    if (node.nodeName !== "MARK") return document.createTextNode(node.textContent ?? "");
    const mark = document.createElement("mark");
    mark.textContent = node.textContent;
    return mark;
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember(true);
  search();
});
form.addEventListener("change", (event) => {
  if (event.target instanceof HTMLInputElement && event.target.type === "checkbox") {
    remember(true);
    search();
  }
});
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const box of boxes) box.checked = false;
  remember(true);
  search();
});
let timer = 0;
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    remember(false);
    search();
  }, 250);
});
input.addEventListener("focus", () => {
  load().catch(() => undefined);
});
more.addEventListener("click", () => showMore(true));
window.addEventListener("popstate", () => {
  recall();
  search();
});
if (recall()) search();

export {};
