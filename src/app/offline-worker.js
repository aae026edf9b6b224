/**
 * The service worker: keeps the files of one version of the page on the device, so that it opens without a network.
 * It stores and serves the files of its list and nothing else; whatever else the browser asks for passes it by.
 *
 * The build puts in `VERSION` and `FILES`: the path of each file and its SHA-256 sum, without which it is not stored.
 */

/* global VERSION, FILES */

const scope = self.registration.scope;
const PREFIX = `sojourn ${scope} `;
const CACHE = PREFIX + VERSION;

/** Where a file of the list is, and under which address it is kept. The page itself is the folder. */
const address = (path) => new URL(path === "index.html" ? "./" : path, scope).href;
const kept = new Set(Object.keys(FILES).map(address));

self.addEventListener("install", (event) => event.waitUntil(store()));

async function store() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    Object.entries(FILES).map(async ([path, integrity]) => {
      const url = address(path);
      const response = await fetch(url, { integrity, cache: "no-cache" });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      await cache.put(url, plain(response));
    }),
  );
}

/** Browsers show no page that was redirected on the way to the cache. */
function plain(response) {
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));

async function forgetOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = request.url.split("#")[0].replace(/\/index\.html$/, "/");
  if (request.method === "GET" && kept.has(url)) event.respondWith(answer(request, url));
});

async function answer(request, url) {
  const cache = await caches.open(CACHE);
  return (await cache.match(url)) ?? fetch(request);
}

/** The page says when it is ready for this version: never in the middle of somebody's work. */
self.addEventListener("message", (event) => {
  if (event.data === "use this version") self.skipWaiting();
});
