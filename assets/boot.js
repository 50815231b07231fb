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

  const notice = document.getElementById("loading");
  const named = (name) => document.querySelector(`meta[name="${name}"]`).content;
  // Programs other than the first have no hash in their names.
  const build = named("app-js").split("/").pop();

  const loaded = new Map();
  let wanted = null;
  let running = null;
  let shown = null;

  function programOfAddress() {
    if (running) return running.program_of(location.hash);
    const path = location.hash.split("?")[0];
    const [, embedded, page] = /^#?\/*(embed(?![^/])\/*)?([^/]*)/.exec(path);
    return embedded && !page ? "fanout" : (PROGRAMS[page] ?? "course");
  }

  async function load(name) {
    const [script, wasm] =
      name === "app" ? [named("app-js"), named("app-wasm")] : [`./${name}.js?${build}`, `./${name}_bg.wasm?${build}`];
    const bytes = fetch(new URL(wasm, document.baseURI));
    bytes.catch(() => undefined);
    if (name !== "app") await look();
    const program = await import(new URL(script, document.baseURI));
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
    const name = programOfAddress();
    if (name === wanted) return;
    wanted = name;
    notice.textContent = shown ? "The page is loading." : notice.textContent;
    try {
      if (!loaded.has(name)) loaded.set(name, load(name));
      if (shown && !(await isThere(name))) document.body.append(notice);
      const program = await loaded.get(name);
      if (wanted !== name) return;
      const guessed = !running;
      running = program;
      // A page that there is not is the fan-out page, which says so.
      if (guessed && programOfAddress() !== name) return show();
      shown?.free();
      notice.remove();
      shown = program.show();
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
    return Promise.race([loaded.get(name).then(() => true), new Promise((no) => setTimeout(no, 150, false))]);
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
