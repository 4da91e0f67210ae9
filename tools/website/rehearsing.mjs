// Asks the application what visitors will ask, and prints which files it opens for each kind of visitor:
//   node rehearsing.mjs PYODIDE TREE < {environment, lock, start, kinds: {NAME: [[method, target, headers, body], …]}}
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { place } from "./browser/files.mjs";

// Node would print the whole line of the program where it happened, which is a megabyte long.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const [pyodideFolder, tree] = process.argv.slice(2);
const asked = JSON.parse(readFileSync(0, "utf8"));
const { loadPyodide } = await import(pathToFileURL(`${pyodideFolder}/pyodide.mjs`));

const files = readdirSync(tree, { recursive: true }).sort().filter((name) => statSync(join(tree, name)).isFile());
const opened = [];
const read = (path) => {
  opened.push(path);
  return readFileSync(join(tree, path));
};
const pyodide = await loadPyodide({
  stdLibURL: join(tree, "..", "empty.zip"),
  lockFileContents: asked.lock,
  env: { ...asked.environment, PYTHONHASHSEED: "0" },
  fsInit: async (FS) => {
    for (const name of files) place(FS, [[`/${name}`, statSync(join(tree, name)).size]], read);
  },
});
const answer = pyodide.runPython(asked.start);
const found = {};
for (const [kind, requests] of Object.entries(asked.kinds)) {
  for (const [method, target, headers, body] of requests) {
    try {
      const [status, , content] = await answer(method, target, headers, new TextEncoder().encode(body));
      if (status >= 400) throw new Error(`${status}\n${new TextDecoder().decode(content)}`);
    } catch (error) {
      throw new Error(`${error.message}\nwhen asked: ${method} ${target} ${body}`);
    }
  }
  found[kind] = opened.splice(0);
}
process.stdout.write(JSON.stringify(found));
