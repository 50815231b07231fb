// Builds ../editor.js and ../licenses.txt from what lies here. `--check` builds them too, and compares instead of writing.
// The site does not need this, nor Node: both files are in the repository. See docs/editor.md.

import { build } from "esbuild";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** The folder of the package that a bundled file is from; none for our own. */
function packageOf(file) {
  const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  return name && join(here, "node_modules", name);
}

/** What the licenses ask for: the notice of each package of which something is in the bundle. */
function licenses(files) {
  const folders = [...new Set(files.map(packageOf).filter(Boolean))].sort();
  const notices = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    if (!file) throw new Error(`${name} has no license text: look for it before you ship the package.`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  const heading = "editor.js contains parts of these packages.\n";
  return [heading, ...notices].join(`\n${"-".repeat(80)}\n\n`);
}

const { outputFiles, metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["editor.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome111", "firefox115", "safari16.4"],
  charset: "utf8",
  legalComments: "none",
  loader: { ".css": "text" },
  banner: { js: "// Built from assets/editor/source: see docs/editor.md. Notices of what is in it: licenses.txt." },
  metafile: true,
  write: false,
  outfile: "out.js",
});
const bundled = Object.keys(Object.values(metafile.outputs)[0].inputs);
const built = { "editor.js": outputFiles[0].text, "licenses.txt": licenses(bundled) };

let different = 0;
for (const [name, text] of Object.entries(built)) {
  const file = join(here, "..", name);
  if (!process.argv.includes("--check")) {
    writeFileSync(file, text);
    console.log(`${name}: ${Buffer.byteLength(text)} bytes`);
  } else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    console.error(`${name} is not what its source gives: run \`npm run build\`, and commit the result.`);
    different++;
  } else {
    console.log(`${name} is what its source gives`);
  }
}
process.exit(different === 0 ? 0 : 1);
