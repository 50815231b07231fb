// The worker in which programs run: loads the interpreter (src/bin/engine.rs), which then listens to the page.
//
// The page names its own build after the question mark. It is handed on, so that a stored copy of another build's files, whose
// names are the same, is never taken for this one's.
"use strict";

importScripts(`./engine.js${location.search}`);

const program = new URL(`engine_bg.wasm${location.search}`, location.href);
// A text is how the page learns that there is nothing to talk to.
wasm_bindgen({ module_or_path: program }).catch((error) => postMessage(String(error)));
