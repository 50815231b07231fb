// The worker in which programs run: loads the interpreter (crates/engine), which then listens to the page.
//
// The page names its own build after the question mark. It is handed on, so that a stored copy of another build's files, whose
// names are the same, is never taken for this one's.
"use strict";

// A page without an origin of its own, as in a sandboxed frame, may not start this file: it starts a line of text instead, which
// sets `workerAddress` and imports it.
const address = new URL(self.workerAddress ?? location.href);

importScripts(new URL(`engine.js${address.search}`, address));

const program = new URL(`engine_bg.wasm${address.search}`, address);
// A text is how the page learns that there is nothing to talk to.
wasm_bindgen({ module_or_path: program }).catch((error) => postMessage(String(error)));
