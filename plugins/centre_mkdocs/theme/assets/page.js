// @ts-check
/** Small aids on a page: the link beside a heading is copied, and the reference too; both work without a script. */

const status = document.getElementById("copied");

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    if (status) status.textContent = status.dataset.words ?? "";
  } catch {
    // Without permission the link has still been followed, and the reference can be selected.
  }
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target.closest("a.anchor, button[data-copy]") : null;
  if (status) status.textContent = "";
  if (target instanceof HTMLAnchorElement) copy(target.href);
  else if (target instanceof HTMLButtonElement) copy(document.getElementById(target.dataset.copy ?? "")?.innerText ?? "");
});
for (const button of document.querySelectorAll("button[data-copy]")) button.removeAttribute("hidden");

export {};
