// The engine: Python with the application in it, in a worker of its own, so that the page never stands still. It
// fetches files that lie beside it and nothing else; what it is asked comes as a message, and so does its answer.
import { gunzipSync } from "./fflate.js";
import { place } from "./files.js";
import createPyodideModule from "./pyodide.asm.js";
import { loadPyodide } from "./pyodide.js";

const here = new URL("./", import.meta.url);
const brought = new Map();
let offline = false;

const addressOf = (pack) => new URL(pack.address, here);

async function bring(pack) {
  if (brought.has(pack.name)) return;
  // The worker of a first visit knows the service worker's files only by asking for them.
  const response = await fetch(addressOf(pack)).catch(() => caches.match(addressOf(pack), { ignoreSearch: true }));
  if (!response?.ok) throw new Error(`${response?.status} ${pack.address}`);
  brought.set(pack.name, unpacked(new Uint8Array(await response.arrayBuffer())));
}

/** Bring packs by name; what can't be had is fetched, or missed, when a file of it is opened. */
const bringAll = (packs, names) =>
  Promise.allSettled(packs.filter((pack) => names.includes(pack.name)).map(bring));

/** Fetch while Python waits for the file. */
function bringNow(pack) {
  const request = new XMLHttpRequest();
  request.open("GET", addressOf(pack), false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} ${pack.address}`);
  return unpacked(new Uint8Array(request.response));
}

/** A host may have unpacked it on the way. */
const unpacked = (bytes) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);

function placeAll(FS, packs) {
  for (const pack of packs) {
    place(FS, pack.files, () => {
      if (!brought.has(pack.name)) {
        try {
          brought.set(pack.name, bringNow(pack));
        } catch (error) {
          offline = true;
          throw new FS.ErrnoError(29); // EIO: Python raises an OSError
        }
      }
      return brought.get(pack.name);
    });
  }
}

async function start(language) {
  const index = await (await fetch(new URL("index.json", here))).json();
  const wanted = index.packs.filter((pack) => pack.name === "core" || pack.name === language);
  const coming = Promise.all(wanted.map(bring));
  const pyodide = await loadPyodide({
    createPyodideModule,
    indexURL: here.href,
    packageBaseUrl: here.href,
    stdLibURL: new URL("empty.zip", here).href, // the standard library lies in the packs
    lockFileContents: index.lock,
    env: index.environment,
    fsInit: async (FS) => {
      await coming;
      placeAll(FS, index.packs);
    },
  });
  const answer = pyodide.runPython(index.start);
  addEventListener("message", ({ data }) => data.bring && bringAll(index.packs, data.bring));
  return async ({ method, target, headers, body }) => {
    offline = false;
    await bringAll(index.packs, target.split(/[/?]/)); // the language, and what the page is called
    const [status, pairs, content] = await answer(method, target, headers, body);
    return { status, headers: pairs, body: content, offline };
  };
}

const answering = new Promise((resolve, reject) => {
  addEventListener("message", ({ data }) => start(data.language).then(resolve, reject), { once: true });
});

answering.then(
  (answer) => {
    addEventListener("message", async ({ data }) => {
      if (!data.id) return;
      try {
        const answered = await answer(data);
        postMessage({ id: data.id, ...answered }, [answered.body.buffer]);
      } catch (error) {
        postMessage({ id: data.id, failed: String(error), offline });
      }
    });
    postMessage({ ready: true });
  },
  (error) => postMessage({ ready: false, failed: String(error) }),
);
