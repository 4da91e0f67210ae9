// The page's side of the engine. What would go to a server goes to the worker instead: links, forms, and what the
// page's own scripts send. Addresses stay those of plain files: /sv/#/letter is the page "letter" in Swedish.
const root = new URL("../", import.meta.url);
const words = () => document.getElementById("engine")?.dataset ?? {};
const waiting = new Map();
let engine, asked = 0, shown = 0, page;

/** Where the application is, said in its own words: "/sv/letter". */
function pageOf(address) {
  const url = new URL(address, document.baseURI);
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return null;
  const [, language, name] = /^([^/]+)\/([^/]*)$/.exec(url.pathname.slice(root.pathname.length)) ?? [];
  if (!language || /\.[a-z]+$/.test(name) || language === "static" || language === "engine") return null;
  const routed = url.hash.startsWith("#/") ? url.hash.slice(2) : "";
  return `/${language}/${name || routed}${url.search}`;
}

function addressOf(target) {
  const [, language, name] = /^\/([^/]+)\/(.*)$/.exec(target);
  return new URL(`${language}/${name ? `#/${name}` : ""}`, root).href;
}

/** Start the engine once; a worker of a blob has the policy of this page, whatever headers the host sends. */
function start() {
  engine ??= new Promise((resolve, reject) => {
    const source = `import ${JSON.stringify(new URL("engine.js", import.meta.url).href)};`;
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(address, { type: "module" });
    worker.onerror = (event) => reject(new Error(event.message ?? "the engine did not start"));
    worker.onmessage = ({ data }) => {
      if (data.ready === undefined) return waiting.get(data.id)?.(data);
      URL.revokeObjectURL(address);
      if (!data.ready) return reject(new Error(data.failed));
      performance.mark("article21-ready");
      document.documentElement.dataset.engine = "ready";
      return resolve(worker);
    };
    worker.postMessage({ language: document.documentElement.lang });
  });
  engine.catch((error) => {
    console.error(error);
    document.documentElement.dataset.engine = "failed";
  });
  return engine;
}

/** Ask the application as `fetch` would ask a server; `target` is a path below the root of the site. */
export async function ask(target, { method = "GET", body, signal } = {}) {
  const worker = await start();
  signal?.throwIfAborted();
  const form = body === undefined ? null : new Response(body);
  const content = form ? new Uint8Array(await form.arrayBuffer()) : new Uint8Array();
  const headers = form ? [["content-type", form.headers.get("content-type")]] : [];
  const id = (asked += 1);
  const answer = await new Promise((resolve, reject) => {
    waiting.set(id, resolve);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    worker.postMessage({ id, method, target, headers, body: content }, [content.buffer]);
  }).finally(() => waiting.delete(id));
  if (answer.offline) say("part");
  if (answer.failed) throw new Error(answer.failed);
  const moved = answer.headers.find(([name]) => name === "location");
  if (moved && answer.status >= 300 && answer.status < 400) {
    return ask(pageOf(new URL(moved[1], addressOf(target).replace("#/", ""))), {});
  }
  const response = new Response(answer.status === 204 ? null : answer.body, { status: answer.status, headers: answer.headers });
  response.target = target;
  return response;
}

/** What the page's scripts send: a path beside the page's own. */
export const send = (path, form, signal) =>
  ask(pageOf(new URL(path, new URL(pageOf(location.href).slice(1), root))), { method: "POST", body: form, signal });

function say(code) {
  const place = document.getElementById("engine");
  if (!place) return;
  place.hidden = !code;
  place.textContent = code ? words()[code] : "";
}

/** Show a page, or take down a file. */
async function go(target, { method, body, keeps = false } = {}) {
  const ready = document.documentElement.dataset.engine === "ready";
  if (!ready) say("waiting");
  let answer;
  try {
    answer = await ask(target, { method, body });
  } catch (error) {
    console.error(error);
    return say("failed");
  }
  if (!ready) say("");
  const file = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "");
  if (file) return takeDown(await answer.blob(), file[1]);
  const html = await answer.text();
  if (!keeps) history.pushState(null, "", addressOf(answer.target));
  return show(html, answer.target);
}

function takeDown(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Put another document in the place of this one; its scripts run anew, and the engine stays. */
function show(html, target) {
  shown += 1;
  page = target;
  const fresh = html.replace(/(<script [^>]*src="\.\.\/static\/[^"?]+)"/g, `$1?${shown}"`);
  document.open();
  document.write(fresh);
  document.close();
  document.documentElement.dataset.engine = "ready";
  scrollTo(0, 0);
  listen();
}

/** Put the letter in a tab of its own and print it: what it looks like is in its own style sheet. */
async function print(target, body) {
  const tab = window.open("", "_blank"); // while the click counts
  const answer = await ask(target, { method: "POST", body });
  const html = await answer.text();
  if (!answer.headers.has("content-disposition")) { // no letter, but the page that says what is wrong in it
    tab?.close();
    return show(html, page);
  }
  if (!tab) return takeDown(new Blob([html], { type: "text/html" }), "letter.html");
  // The policy allows no looks inside a page, so they come out of it and go where scripts put them.
  const looks = [], titles = [];
  const bare = html
    .replace(/<style>(.*?)<\/style>/gs, (_, css) => (looks.push(css), ""))
    .replace(/^(<!doctype html>\s*<html[^>]*?) style="--translation-title: ([^"]*)"/, (_, tag, title) => (titles.push(title), tag));
  const letter = new DOMParser().parseFromString(bare, "text/html");
  const there = tab.document;
  there.replaceChild(there.adoptNode(letter.documentElement), there.documentElement);
  const [title] = titles.map((text) => new DOMParser().parseFromString(text, "text/html").body.textContent);
  if (title) there.documentElement.style.setProperty("--translation-title", title);
  const sheet = new tab.CSSStyleSheet();
  sheet.replaceSync(looks.join("\n"));
  there.adoptedStyleSheets = [sheet];
  await there.fonts.ready;
  return tab.print();
}

const KEPT = "article21.kept";

/** Keep the answers on the device, if the person wants that: they are in this tab anyway. */
function keep() {
  if (localStorage.getItem(KEPT) !== null) localStorage.setItem(KEPT, JSON.stringify({ ...sessionStorage }));
}

function goOn() {
  const kept = localStorage.getItem(KEPT);
  if (kept && !sessionStorage.length) Object.entries(JSON.parse(kept)).forEach(([name, text]) => sessionStorage.setItem(name, text));
}

function offerToKeep() {
  for (const place of document.querySelectorAll("[data-keeps]")) {
    place.hidden = false;
    place.querySelector("input").checked = localStorage.getItem(KEPT) !== null;
  }
}

function listen() {
  addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (submitter?.dataset.print === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    print(pageOf(submitter.formAction), new FormData(form, submitter));
  }, true);
  addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const { target: form, submitter } = event;
    const target = pageOf(submitter?.hasAttribute("formaction") ? submitter.formAction : form.action);
    if (!target) return;
    event.preventDefault();
    go(target, { method: "POST", body: new FormData(form, submitter) });
  });
  addEventListener("change", (event) => {
    if (!event.target.closest("[data-keeps]")) return keep();
    if (event.target.checked) localStorage.setItem(KEPT, "{}");
    else localStorage.removeItem(KEPT);
    return keep();
  });
  addEventListener("click", (event) => {
    if (event.target.id === "forget") localStorage.removeItem(KEPT);
  });
  addEventListener("pagehide", keep);
  new MutationObserver(offerToKeep).observe(document.body, { childList: true, subtree: true });
  addEventListener("popstate", () => {
    const target = pageOf(location.href);
    if (target && target !== page) go(target, { keeps: true });
  });
  if (!window.navigation) addEventListener("click", follow);
}

function follow(event) {
  const link = event.target.closest?.("a[href]");
  const target = link && !link.download && !event.ctrlKey && !event.metaKey && !event.shiftKey && pageOf(link.href);
  if (event.defaultPrevented || !target || link.target) return;
  event.preventDefault();
  go(target);
}

window.navigation?.addEventListener("navigate", (event) => {
  if (!event.cancelable || !event.canIntercept || event.downloadRequest !== null) return;
  if (event.navigationType === "traverse" || event.navigationType === "reload") return;
  const url = new URL(event.destination.url);
  const target = pageOf(url);
  if (!target || event.sourceElement === undefined && event.destination.sameDocument && !event.hashChange) return;
  if (event.hashChange && !url.hash.startsWith("#/")) { // within the page: its address stays
    event.preventDefault();
    const place = document.getElementById(decodeURIComponent(url.hash.slice(1)));
    place?.scrollIntoView();
    place?.focus();
    return;
  }
  if (event.destination.sameDocument && !event.hashChange) return; // pushState, ours or the page's
  event.preventDefault();
  go(target);
});

/** Do beforehand what is waited for otherwise: templates are compiled, the rest is fetched and kept. */
async function prepare(worker) {
  await ask(`/${document.documentElement.lang}/letter`);
  if (navigator.connection?.saveData) return;
  worker.postMessage({ bring: ["print", "staff"] });
  (await navigator.serviceWorker?.ready)?.active?.postMessage({ fill: document.documentElement.lang });
}

page = pageOf(location.href);
if (typeof WebAssembly === "undefined" || !("noModule" in HTMLScriptElement.prototype)) {
  say("unable");
} else {
  goOn();
  listen();
  start();
  if (location.hash.startsWith("#/")) go(page, { keeps: true });
  navigator.serviceWorker?.register(new URL("service-worker.js", root)).catch(console.error);
  start().then(prepare).catch(console.error);
}
