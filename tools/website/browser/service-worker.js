// Keeps the files of this version, so that the page works without a network, and lets no other request out.
// The list of files with their SHA-256 stands at the end; a file that is not as listed is not kept.
const root = new URL("./", self.location.href);
const name = (request) => new URL(request.url ?? request).pathname.slice(root.pathname.length);
const digest = async (bytes) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function keep(cache, file) {
  const known = await caches.match(keyOf(file));
  if (known) return cache.put(keyOf(file), known);
  for (const mode of ["default", "reload"]) { // what the browser has may be of an older version
    const response = await fetch(new URL(file, root), { cache: mode });
    const bytes = await response.arrayBuffer();
    if (response.ok && (await digest(bytes)) === FILES[file].sha256) {
      const headers = { "content-type": response.headers.get("content-type") ?? "" };
      return cache.put(keyOf(file), new Response(bytes, { headers }));
    }
  }
  throw new Error(`${file} is not as it was published`);
}

const keyOf = (file) => new URL(`${file}?${FILES[file].sha256}`, root).href;

async function keepAll(files) {
  const cache = await caches.open(VERSION);
  for (const file of files) if (!(await cache.match(keyOf(file)))) await keep(cache, file);
}

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll(Object.keys(FILES).filter((file) => FILES[file].first)));
});

self.addEventListener("activate", (event) => {
  const old = async () => {
    for (const version of await caches.keys()) if (version !== VERSION && version.startsWith(PREFIX)) await caches.delete(version);
    await self.clients.claim();
  };
  event.waitUntil(old());
});

self.addEventListener("message", (event) => {
  const language = event.data?.fill;
  const wanted = (file) => FILES[file].later || file.startsWith(`engine/${language}.`);
  if (language) event.waitUntil(keepAll(Object.keys(FILES).filter(wanted)));
});

async function answer(request) {
  let file = name(request);
  if (file === "" || file.endsWith("/")) file += "index.html";
  if (!(file in FILES)) {
    const [, language, rest] = /^([^/]+)\/([^/.]+)$/.exec(file) ?? [];
    if (request.mode === "navigate" && `${language}/index.html` in FILES) {
      return Response.redirect(new URL(`${language}/#/${rest}`, root).href);
    }
    return new Response(null, { status: 404 });
  }
  const cache = await caches.open(VERSION);
  const kept = await cache.match(keyOf(file));
  if (kept) return kept;
  await keep(cache, file);
  return cache.match(keyOf(file));
}

self.addEventListener("fetch", (event) => {
  if (new URL(event.request.url).origin !== root.origin || event.request.method !== "GET") {
    event.respondWith(Response.error());
  } else {
    event.respondWith(answer(event.request));
  }
});
