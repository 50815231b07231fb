// Starts the page's program: the one script that index.html names. It is hand-written because a strict content
// security policy forbids the inline script that trunk would write; the hashed names stand in two <link>s.

const notice = document.getElementById("loading");

try {
  const { default: init } = await import(document.getElementById("app-js").href);
  await init({ module_or_path: document.getElementById("app-wasm").href });
  notice.remove();
} catch (error) {
  notice.setAttribute("role", "alert");
  notice.textContent =
    `Loopscope could not start (${error}). Reload the page. If that does not help, try a current version of ` +
    "Chrome, Edge, Firefox or Safari, and check that the host serves all files of the build.";
  throw error;
}

// Under `trunk serve`, which marks its answers with this header, the page loads anew after each build.
const [navigation] = performance.getEntriesByType("navigation");
if (navigation?.serverTiming?.some(({ name }) => name === "trunk")) {
  const socket = new WebSocket(new URL(".well-known/trunk/ws", location.href.replace(/^http/, "ws")));
  socket.onmessage = ({ data }) => {
    const { type, data: details } = JSON.parse(data);
    if (type === "reload") location.reload();
    else console.error("The build failed:", details?.reason);
  };
}
