// Does in the browser's scripts what tests/test_lexicon.py does in Python: words, folded words, stems and roots of texts.
import { readFileSync } from "node:fs";
import { fold, roots, stems, words } from "../plugins/centre_mkdocs/theme/assets/words.js";

const asked = JSON.parse(readFileSync(0, "utf8"));
const answers = asked.map(({ about, text }) => {
  const found = words(text, about).map((one) => one.text);
  const folded = found.map((one) => fold(one, about));
  return { found, folded, stems: folded.map((one) => stems(one, about.rules)), roots: folded.map((one) => roots(one, about.rules)) };
});
process.stdout.write(JSON.stringify(answers));
