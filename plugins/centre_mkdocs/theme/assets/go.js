// @ts-check
/** Leads a reader from a link in another site to the best edition: the first of the browser's languages we know. */

const list = document.getElementById("editions");
/** @type {Record<string, string>} */
const fallbacks = JSON.parse(list?.dataset.fallbacks ?? "{}");
const wanted = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0] ?? "");
const known = wanted.map((code) => (code === "no" ? "nb" : code)).find((code) => Object.hasOwn(fallbacks, code));
const language = known ? fallbacks[known] : document.documentElement.lang;
const link = list?.querySelector(`a[lang="${CSS.escape(language ?? "")}"]`);
if (link instanceof HTMLAnchorElement) location.replace(link.href + location.hash);

export {};
