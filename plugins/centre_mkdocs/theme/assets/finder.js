// @ts-check
/**
 * The search page: a query over what we know of the language's words and over Pagefind, filters and counts from our own
 * data of all entries, results in the page's language and in others.
 *
 * Nothing is fetched before the reader uses the form or comes with something in the address. Query, filters and order
 * stand in the address, so a search can be linked, and the back button works. Where the knowledge of words cannot be
 * read, Pagefind alone searches the index of the language; one without an index says so, because Pagefind would
 * silently search the largest one.
 */

/**
 * @typedef {import("./engine.js").Entries} Entries
 * @typedef {import("./engine.js").Found} Found
 */

/** Results shown at once: each found by words brings an excerpt, which is a request. */
const PAGE = { words: 10, filters: 24, few: 5 };
/** Milliseconds without a key before a search, and before suggestions. */
const PAUSE = { search: 250, suggest: 80 };

/** @template {HTMLElement} T @param {string} id @param {new () => T} kind @returns {T} */
function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`no ${id}`);
  return found;
}

/** @typedef {{section: HTMLElement, heading: HTMLElement, list: HTMLElement, more: HTMLButtonElement, numbers: number[]}} Group */
/** @param {string} name @returns {Group} */
function group(name) {
  const section = element(name, HTMLElement);
  const [heading, list, more] = section.children;
  if (!(heading instanceof HTMLElement && list instanceof HTMLElement && more instanceof HTMLButtonElement)) throw new Error(name);
  return { section, heading, list, more, numbers: [] };
}

const finder = element("finder", HTMLDivElement);
const input = element("q", HTMLInputElement);
const sort = element("sort", HTMLSelectElement);
const groups = {
  own: group("found-own"),
  related: group("found-related"),
  others: group("found-others"),
};
const instead = element("instead", HTMLButtonElement);
const loosen = element("loosen", HTMLUListElement);
const status = element("status", HTMLParagraphElement);
const form = /** @type {HTMLFormElement} */ (input.form);
const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[type=checkbox]")]);
const facets = [...form.querySelectorAll("details[data-facet]")].map((details) => ({
  name: /** @type {HTMLElement} */ (details).dataset.facet ?? "",
  label: details.querySelector("summary")?.textContent?.trim() ?? "",
  boxes: boxes.filter((box) => details.contains(box)),
}));
const counters = new Map(boxes.map((box) => [box, box.parentElement?.querySelector(".count")]));
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

/** @type {Promise<import("./engine.js").Engine> | undefined} */
let loading;
/** The search, loaded once; after a failure again. */
function engine() {
  loading ??= import("./engine.js").then(({ Engine }) => new Engine(language, root, new URL(finder.dataset.entries ?? "", document.baseURI)));
  loading.catch(() => (loading = undefined));
  return loading;
}

/** The places of the chosen options by facet; a facet without a choice is left out. @returns {Map<string, Set<number>>} */
function chosen() {
  const found = facets.map(({ name, boxes: own }) => {
    const places = own.flatMap((box, place) => (box.checked ? [place] : []));
    return /** @type {[string, Set<number>]} */ ([name, new Set(places)]);
  });
  return new Map(found.filter(([, places]) => places.size));
}

/**
 * Put query, filters and order into the address.
 * @param {boolean} isNew whether the back button shall return to before @param {boolean} [literal] whether nothing is corrected
 */
function remember(isNew, literal) {
  const address = new URL(location.href);
  const isSame = address.searchParams.get("q") === input.value.trim();
  const isTyped = literal ?? (isSame && isLiteral());
  address.search = "";
  const query = input.value.trim();
  if (query) address.searchParams.set("q", query);
  if (query && isTyped) address.searchParams.set("as", "typed");
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

/** @type {Found} */
const NOTHING = { own: [], related: [], others: [], isFurther: false, forms: new Set(), corrected: "", isPlain: false };
let found = NOTHING;
let round = 0;

async function find() {
  const mine = ++round;
  const query = input.value.trim();
  status.textContent = say("searching");
  performance.mark("search");
  try {
    const search = await engine();
    const data = await search.entries();
    const result = query ? await search.search(query, isLiteral()) : null;
    if (mine !== round) return;
    if (query && !result) return show(NOTHING, say("search-off"));
    const choice = chosen();
    const pools = result ?? { own: data.titles.map((_, number) => number), related: [], others: [] };
    // Counts tell of results; what answers a part only where there are none.
    const answers = [...pools.own, ...pools.others];
    const pool = answers.length ? answers : pools.related;
    count(data, pool, choice);
    const keep = (/** @type {number[]} */ some) => inOrder(data, some.filter((number) => fits(data, number, choice)));
    const own = keep(pools.own);
    const others = keep(pools.others);
    // So that neither those that answer a part nor those in other languages hide the other ones.
    const room = Math.max(0, (others.length ? PAGE.few : PAGE.words) - own.length);
    const kept = { own, related: keep(pools.related).slice(0, room), others };
    const shown = { ...NOTHING, ...result, ...kept };
    show(shown, message(query, shown));
    performance.measure("results", "search");
    if (!own.length && !kept.related.length && !kept.others.length) offer(data, pool, choice);
  } catch (error) {
    console.error(error);
    if (mine === round) show(NOTHING, say("search-failed"));
  }
}

/** Whether the reader wants the query as it was typed. */
function isLiteral() {
  return new URL(location.href).searchParams.get("as") === "typed";
}

/** What was found, in one or two sentences. @param {string} query @param {Found} shown */
function message(query, shown) {
  if (!query) return shown.own.length ? say("results", {}, shown.own.length) : `${say("results", {}, 0)}. ${say("no-results-cure")}`;
  const said = [];
  if (shown.isPlain) said.push(say("search-plain"));
  if (shown.corrected) said.push(say("no-results", { query }));
  if (shown.own.length) said.push(say("results-for", { query: shown.corrected || query }, shown.own.length));
  else if (shown.related.length) said.push(say("only-related", { query: shown.corrected || query }));
  else if (shown.others.length) said.push(say("none-here", { query: shown.corrected || query }));
  else if (!shown.corrected) said.push(say("no-results", { query }));
  if (shown.others.length) said.push(say("others-count", {}, shown.others.length));
  if (!shown.own.length && !shown.related.length && !shown.others.length) said.push(say("no-results-cure"));
  return said.map((one) => one.replace(/[.:]$/, "")).join(". ") + ".";
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
      if (fits(data, number, choice, name)) for (const place of data.facets[name]?.[number] ?? []) counts[place] = (counts[place] ?? 0) + 1;
    }
    own.forEach((box, place) => {
      const shown = counters.get(box);
      const text = String(counts[place]);
      if (shown && shown.textContent !== text) shown.textContent = text;
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

/** Put results into their groups. @param {Found} shown @param {string} message */
function show(shown, message) {
  found = shown;
  loosen.replaceChildren();
  status.textContent = message;
  instead.hidden = !shown.corrected;
  instead.textContent = shown.corrected ? say("search-instead", { query: input.value.trim() }) : "";
  // Nothing in the language that answers the whole query: what answers it in another one comes first.
  const isBehind = shown.isFurther;
  const order = isBehind ? [groups.others, groups.own, groups.related] : [groups.own, groups.related, groups.others];
  for (const one of order) one.section.parentElement?.append(one.section);
  const isGrouped = input.value.trim() !== "";
  for (const [name, one] of Object.entries(groups)) {
    one.numbers = shown[/** @type {"own" | "related" | "others"} */ (name)];
    one.list.replaceChildren();
    one.section.hidden = one.numbers.length === 0;
    one.heading.hidden = !isGrouped;
    showMore(one, false);
  }
}

/** Add the next results of a group. @param {Group} one @param {boolean} moveFocus whether the reader asked for them */
async function showMore(one, moveFocus) {
  one.more.hidden = true;
  if (one.numbers.length === 0) return;
  const mine = round;
  const data = await (await engine()).entries();
  if (mine !== round) return;
  const first = one.list.children.length;
  const isSearched = input.value.trim() !== "";
  const isAhead = one === groups.others && found.isFurther && first === 0;
  const next = one.numbers.slice(first, first + (isAhead ? PAGE.few : isSearched ? PAGE.words : PAGE.filters));
  one.list.append(...next.map((number) => result(data, number, isSearched)));
  one.more.hidden = one.list.children.length >= one.numbers.length;
  if (moveFocus) one.list.children[first]?.querySelector("a")?.focus();
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

/** @param {Entries} data @param {number} number @param {boolean} isSearched @returns {HTMLLIElement} */
function result(data, number, isSearched) {
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
  const heading = document.createElement(isSearched ? "h3" : "h2");
  heading.append(link);
  item.append(line, heading);
  if (isSearched && !text) {
    const place = worded("p", "", "excerpt");
    item.append(place);
    excerpts.observe(place);
  }
  // What it is about, in the reader's language: an excerpt in another one would not say it.
  const topics = text ? labels(data, "topic", number).join(", ") : "";
  if (isSearched && topics) item.append(worded("p", topics, "reason"));
  const evidence = labels(data, "evidence", number)[0];
  if (evidence) item.append(worded("p", `${say("evidence")}: ${evidence}`, "reason"));
  return item;
}

/** Fills excerpts that come into view: each is a request. */
const excerpts = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) {
    if (!isIntersecting || !(target instanceof HTMLElement)) continue;
    excerpts.unobserve(target);
    fill(target).catch((error) => console.error(error));
  }
}, { rootMargin: "200px" });

/** @param {HTMLElement} place */
async function fill(place) {
  const search = await engine();
  const data = await search.entries();
  const number = data.paths.indexOf((place.closest("li")?.dataset.result ?? "").slice(1));
  const pieces = await search.excerpt(number, found.forms);
  place.append(...pieces.map((one) => (one.isMarked ? worded("mark", one.text) : document.createTextNode(one.text))));
}

/** @type {Promise<(query: string) => void> | undefined} */
let proposing;
/** What shows suggestions for a query, loaded once. */
function proposals() {
  proposing ??= propose();
  proposing.catch(() => (proposing = undefined));
  return proposing;
}

async function propose() {
  const [search, { Suggestions, suggestions }] = await Promise.all([engine(), import("./suggest.js")]);
  const [data, known] = await Promise.all([search.entries(), search.lexicon()]);
  const concepts = [...new Set(known?.about.concepts)].filter(Boolean);
  const all = [
    ...concepts.map((text) => ({ text, kind: say("filter-topic"), language: "", href: "" })),
    ...data.titles.map((text, number) => ({
      text,
      kind: data.kinds[data.facets.type?.[number]?.[0] ?? 0] ?? "",
      language: data.texts[number] ?? "",
      href: new URL(data.paths[number] ?? "", root).href,
    })),
  ];
  const announced = element("announced", HTMLParagraphElement);
  const list = new Suggestions(
    input,
    element("suggestions", HTMLUListElement),
    (count) => (announced.textContent = say("suggestions", {}, count)),
    (one) => {
      if (one.href) return location.assign(one.href);
      input.value = one.text;
      remember(true);
      find();
    },
  );
  form.addEventListener("submit", () => list.close());
  return (/** @type {string} */ query) => {
    if (known && query === input.value) list.show(suggestions(query, all, known.about));
  };
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timers.search);
  clearTimeout(timers.suggest);
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
const timers = { search: 0, suggest: 0 };
input.addEventListener("input", () => {
  clearTimeout(timers.search);
  clearTimeout(timers.suggest);
  timers.search = setTimeout(() => {
    remember(false);
    find();
  }, PAUSE.search);
  timers.suggest = setTimeout(() => proposals().then((show) => show(input.value)).catch(() => undefined), PAUSE.suggest);
});
input.addEventListener("focus", () => {
  proposals().catch(() => undefined);
});
instead.addEventListener("click", () => {
  remember(true, true);
  find();
  input.focus();
});
for (const one of Object.values(groups)) one.more.addEventListener("click", () => showMore(one, true));
/** Show what the address asks for; one without anything asks for nothing. */
function follow() {
  if (recall()) return find();
  round += 1;
  for (const place of form.querySelectorAll(".count")) place.textContent = "";
  return show(NOTHING, say("search-prompt"));
}

window.addEventListener("popstate", follow);
follow();

export {};
