// Starts the program that has the page of the address. Hand-written: the content policy forbids trunk's inline script.
// (Comments are part of what is loaded. ARCHITECTURE.md says more; a test compares the table with page/route/pages.rs.)

const PROGRAMS = {
  "fan-out": "fanout",
  playground: "playground",
  flows: "course",
  lesson: "course",
  lessons: "course",
  figures: "course",
  conformance: "course",
};

const notice = document.getElementById("loading");
const named = (name) => document.querySelector(`meta[name="${name}"]`).content;
// Programs other than the first have no hash in their names.
const build = named("app-js").split("/").pop();

const loaded = new Map();
let wanted = null;
let shown = null;

function programOfAddress() {
  const [first, second] = location.hash.replace(/^#?\/*/, "").split("?")[0].split("/");
  const page = first === "embed" ? second || "fan-out" : first;
  // An unknown page is the fan-out page, which says so.
  return PROGRAMS[page] ?? (page === "" ? "app" : "fanout");
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
    shown?.free();
    notice.remove();
    shown = program.show();
  } catch (error) {
    loaded.delete(name);
    wanted = null;
    notice.setAttribute("role", "alert");
    notice.textContent =
      `Loopscope could not start (${error}). Reload the page. If that does not help, try a current version of ` +
      "Chrome, Edge, Firefox or Safari, and check that the host serves all files of the build.";
    document.body.append(notice);
    throw error;
  }
}

function isThere(name) {
  return Promise.race([loaded.get(name).then(() => true), new Promise((no) => setTimeout(no, 150, false))]);
}

addEventListener("hashchange", show);
await show();

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
