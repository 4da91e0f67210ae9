// Compiles every module below FOLDER with the Python that visitors run, in place of its source:
// Docstrings are left out: nobody reads them there.
//   node compiling.mjs PYODIDE FOLDER [MODULES THAT STAY AS THEY ARE]
// Code holds the digest of its source, and no time, so that the same sources give the same bytes.
import { pathToFileURL } from "node:url";

// Node would print the whole line of the program where it happened, which is a megabyte long.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const [pyodideFolder, folder, ...kept] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodideFolder}/pyodide.mjs`));
const pyodide = await loadPyodide({ env: { HOME: "/", PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" } });
pyodide.globals.set("kept", pyodide.toPy(kept.map((name) => `/tree/${name}`)));
pyodide.FS.mkdir("/tree");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: folder }, "/tree");
pyodide.runPython(`
import ast, os
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash
from pathlib import Path


def without_docstrings(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
                node.body[:1] = [] if len(node.body) > 1 else [ast.copy_location(ast.Pass(), first)]
    return tree


for path in sorted(Path("/tree").rglob("*.py")):
    if path.as_posix() in kept:
        continue
    source = path.read_bytes()
    code = compile(without_docstrings(ast.parse(source)), path.as_posix().removeprefix("/tree"), "exec", dont_inherit=True)
    path.with_suffix(".pyc").write_bytes(_code_to_hash_pyc(code, source_hash(source), False))
    path.unlink()
`);
