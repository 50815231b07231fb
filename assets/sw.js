// Loopscope's service worker: answers the demo endpoints, everything below `demo/` beside this file, so that the
// page needs no server; and keeps the files of the site, so that it needs no network after the first visit. As long as
// the host can be reached the page is the host's own: what is kept is only used when it cannot.
//
// What is answered, and when, is decided by the program in edge_bg.wasm (crates/edge), as a schedule. Here it is
// played: listening and waiting need the browser. A classic script on purpose: listeners must be added before this
// file has run to its end, and neither `await` nor `import()` is allowed there.
"use strict";

// Only at the top, while installing, may scripts be imported. This one defines `wasm_bindgen`.
importScripts("./edge.js");

const SITE = new URL("./", self.registration.scope);
const DEMO = new URL("demo/", SITE);
// The files of the latest build that was seen whole; `offline.txt`, which the build writes, lists them.
const KEPT = "loopscope";
// Hosts that allow other origins say that their answers vary by it. These do not: whoever asks, it is the same file.
const SAME = { ignoreVary: true };

// A new worker takes over at once, but only when its program has been loaded: a broken one never replaces another.
self.addEventListener("install", (event) => event.waitUntil(load().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== SITE.origin || !url.pathname.startsWith(SITE.pathname)) return;
  if (!url.pathname.startsWith(DEMO.pathname)) {
    if (event.request.method === "GET") event.respondWith(fromHost(event.request));
    return;
  }
  const answer = respond(event.request, url);
  event.respondWith(answer.then(({ response }) => response));
  // The browser may end a worker that seems idle: it is not, while a body is being sent.
  event.waitUntil(answer.then(({ finished }) => finished).catch(() => undefined));
});

// The page asks for this when it has nothing else to load.
self.addEventListener("message", (event) => {
  if (event.data === "keep") event.waitUntil(keep().catch(() => undefined));
});

async function fromHost(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const name = request.mode === "navigate" ? SITE : request;
    const kept = await caches.match(name, SAME);
    if (kept) return kept;
    throw error;
  }
}

// Keeps what the build lists. The build's own names change with it; what has lasting names is asked for each time.
async function keep() {
  const list = await fetch(new URL("offline.txt", SITE), { cache: "no-cache" });
  if (!list.ok) return;
  const names = (await list.text()).split("\n").filter(Boolean);
  const wanted = new Set(names.map((name) => new URL(name, SITE).href));
  const cache = await caches.open(KEPT);
  for (const address of wanted) {
    const lasts = !/-[0-9a-f]{16}|\?/.test(address);
    if (lasts || !(await cache.match(address, SAME))) await cache.add(new Request(address, { cache: "no-cache" }));
  }
  // Only now that the new build is there whole, the one before may go.
  for (const request of await cache.keys()) {
    if (!wanted.has(request.url)) await cache.delete(request);
  }
}

let loading = null;

// Loads the program once; after a failure, the next request tries again.
function load() {
  loading ??= wasm_bindgen({ module_or_path: fetchProgram() }).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

// Asks the host whether the stored copy is still good; without a network the stored copy has to do.
function fetchProgram() {
  const url = new URL("edge_bg.wasm", self.location.href);
  return fetch(url, { cache: "no-cache" }).catch(async () => (await caches.match(url, SAME)) ?? fetch(url, { cache: "force-cache" }));
}

// Returns the response, and a promise for the end of its body.
async function respond(request, url) {
  const arrived = performance.now();
  let reply;
  try {
    await load();
    const target = "/" + url.pathname.slice(DEMO.pathname.length) + url.search;
    reply = wasm_bindgen.answer(request.method, target, [...request.headers].flat(), arrived);
  } catch (error) {
    // After an update of the site this script and the program may not fit together; then the browser has a newer one.
    self.registration.update().catch(() => undefined);
    return { response: unavailable(error), finished: undefined };
  }
  const { status, headers, headAt } = reply;
  await until(arrived + headAt, request.signal);
  const { body, finished } = play(reply, arrived, request.signal);
  return { response: new Response(body, { status, headers }), finished };
}

// A body whose chunks come when they are due, and which stops when nobody reads it any more.
function play({ headAt, chunks }, arrived, signal) {
  if (chunks.length === 0) return { body: null };
  if (chunks.length === 1 && chunks[0].at === headAt) return { body: chunks[0].bytes };
  const reader = new AbortController();
  signal.addEventListener("abort", () => reader.abort(signal.reason), { once: true });
  let finish;
  const finished = new Promise((resolve) => (finish = resolve));
  const remaining = chunks.values();
  const body = new ReadableStream({
    async pull(controller) {
      const { value: chunk, done } = remaining.next();
      if (done) {
        controller.close();
        return finish();
      }
      await until(arrived + chunk.at, reader.signal);
      controller.enqueue(chunk.bytes);
    },
    cancel(reason) {
      reader.abort(reason);
    },
  });
  reader.signal.addEventListener("abort", finish, { once: true });
  return { body, finished };
}

// Resolves at a moment of performance.now(), never before; rejects when the signal aborts.
function until(moment, signal) {
  if (signal.aborted) return Promise.reject(signal.reason);
  // A timer of 0 ms may take 4, and what is due needs none. Timers cut fractions off, hence the ceiling.
  const remaining = Math.ceil(moment - performance.now());
  if (remaining <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", abort);
      resolve();
    }, remaining);
    signal.addEventListener("abort", abort, { once: true });
  });
}

function unavailable(error) {
  const problem = {
    type: "about:blank",
    title: "Service Unavailable",
    status: 503,
    detail:
      `The demo endpoints could not be loaded (${error}). Reload the page; if that does not help, ` +
      "start `loopscope serve` and choose it as the host.",
  };
  return new Response(JSON.stringify(problem), {
    status: 503,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", "retry-after": "1" },
  });
}
