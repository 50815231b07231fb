// Starts the program that has the page of the address. Hand-written: the content policy forbids trunk's inline script.
// Not a module: from a file, or in a sandboxed frame, browsers load no modules, and there this says what is wrong.
// ARCHITECTURE.md says more; a test compares the table with page/route/table.rs.
"use strict";
{
  // Which program has a page, as far as that must be guessed: which it is the programs know, whose table of pages
  // (page/route/table.rs) counts. A page that is not here is the course's, or there is none such, which is rare.
  // Addresses are anybody's text: nothing may be found here that is not in the table.
  const PROGRAMS = {
    __proto__: null,
    "": "app",
    "fan-out": "fanout",
    playground: "playground",
  };

  // What a page shows first is stored with the site, so that the interpreter can come later: by page, the parameter that says what is
  // shown, or none where the path does, and its values, the first of which is meant where nothing is said. A test compares.
  const STORED = {
    __proto__: null,
    "": ["", ["home"]],
    "fan-out": ["strategy", ["gather", "sequential", "callbacks", "semaphore", "as-completed", "timeout"]],
    playground: [
      "template",
      ["hello", "gather", "producer-consumer", "semaphore", "task-group", "timeout", "threads", "processes", "blocking", "generators"],
    ],
    flows: ["case", ["sequence", "rounds", "both", "both-rounds", "retry", "error", "cleanup"]],
    lesson: [
      "",
      ["index", "waiting", "blocking-server", "threads", "event-loop", "callbacks", "coroutines", "async-await", "fan-out", "timeouts", "blocking-the-loop"],
    ],
  };
  // What is stored comes with the program. If it does not, the page does without.
  const LATE_MS = 1000;

  const notice = document.getElementById("loading");
  const named = (name) => document.querySelector(`meta[name="${name}"]`).content;
  // Programs other than the first have no hash in their names.
  const build = named("app-js").split("/").pop();

  const loaded = new Map();
  let wanted = null;
  let running = null;
  let shown = null;

  function address() {
    const [path, query] = location.hash.split("?");
    const [, embedded, page, rest] = /^#?\/*(embed(?![^/])\/*)?([^/]*)\/*(.*)/.exec(path);
    return { page: embedded && !page ? "fan-out" : page, rest, query };
  }

  function programOf({ page }) {
    return running ? running.program_of(location.hash) : (PROGRAMS[page] ?? "course");
  }

  function storedOf({ page, rest, query }) {
    const [parameter, names] = STORED[page] ?? ["", []];
    const asked = new URLSearchParams(query);
    const name = (parameter ? asked.get(parameter) : rest) || names[0];
    return names.includes(name) && !asked.has("code") ? `./runs/${page && page + "-"}${name}.bin?${build}` : null;
  }

  // Nothing, where there is nothing: then the interpreter says it.
  async function fetchStored(name) {
    const response = await fetch(new URL(name, document.baseURI));
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  }

  async function load(name) {
    const [script, wasm] =
      name === "app" ? [named("app-js"), named("app-wasm")] : [`./${name}.js?${build}`, `./${name}_bg.wasm?${build}`];
    const bytes = fetch(new URL(wasm, document.baseURI));
    bytes.catch(() => undefined);
    const [program] = await Promise.all([import(new URL(script, document.baseURI)), name === "app" || look()]);
    await program.default({ module_or_path: bytes });
    return program;
  }

  // The first page does without the style sheet of the others.
  let looked = null;
  function look() {
    looked ??= new Promise((resolve, reject) => {
      const link = document.createElement("link");
      Object.assign(link, { rel: "stylesheet", href: `./pages.css?${build}`, onload: resolve });
      link.onerror = () => {
        looked = null;
        reject(new Error("pages.css is missing"));
      };
      document.head.append(link);
    });
    return looked;
  }

  async function show() {
    const at = address();
    const name = programOf(at);
    if (name === wanted) return;
    wanted = name;
    notice.textContent = shown ? "The page is loading." : notice.textContent;
    try {
      const stored = storedOf(at);
      const first = stored && fetchStored(stored).catch(() => undefined);
      if (!loaded.has(name)) loaded.set(name, load(name));
      if (shown && !(await isThere(name))) document.body.append(notice);
      const program = await loaded.get(name);
      const bytes = await Promise.race([first, pause(LATE_MS)]);
      if (wanted !== name) return;
      const guessed = !running;
      running = program;
      // A page that there is not is the fan-out page, which says so.
      if (guessed && programOf(address()) !== name) return show();
      shown?.free();
      notice.remove();
      shown = program.show(bytes);
    } catch (error) {
      loaded.delete(name);
      wanted = null;
      notice.setAttribute("role", "alert");
      notice.textContent = explained(error);
      document.body.append(notice);
      throw error;
    }
  }

  function explained(error) {
    if (location.protocol === "file:") {
      return (
        "Loopscope cannot run from a file: browsers load programs from web servers only. Run `python3 -m http.server` in " +
        "the folder of this file, and open http://localhost:8000."
      );
    }
    const help =
      origin === "null"
        ? "This frame is sandboxed: let its host send `Access-Control-Allow-Origin: *` with its files, or add " +
          "allow-same-origin to the frame's sandbox attribute."
        : "Reload the page. If that does not help, try a current version of Chrome, Edge, Firefox or Safari, and check " +
          "that the host serves all files of the build.";
    return `Loopscope could not start (${error}). ${help}`;
  }

  function isThere(name) {
    return Promise.race([loaded.get(name).then(() => true), pause(150)]);
  }

  function pause(ms) {
    return new Promise((over) => setTimeout(over, ms));
  }

  addEventListener("hashchange", show);
  show();

  // Throws in sandboxed frames.
  try {
    navigator.serviceWorker?.ready.then(({ active }) => setTimeout(() => active?.postMessage("keep"), 3000));
  } catch {}

  // Under `trunk serve`, which sends this header.
  const [navigation] = performance.getEntriesByType("navigation");
  if (navigation?.serverTiming?.some(({ name }) => name === "trunk")) {
    const socket = new WebSocket(new URL(".well-known/trunk/ws", location.href.replace(/^http/, "ws")));
    socket.onmessage = ({ data }) => {
      const { type, data: details } = JSON.parse(data);
      if (type === "reload") location.reload();
      else console.error("The build failed:", details?.reason);
    };
  }
}
