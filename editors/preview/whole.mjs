// Makes one page of everything: whole.mjs LIBRARY.wasm PAGE.html. Scripts, style and library are inside; by its own word it connects to nothing.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const [library, page] = process.argv.slice(2);

async function bundled(entry, format) {
  const { outputFiles } = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format,
    alias: { backend: "./src/browser.ts" },
    target: ["es2022"],
    charset: "utf8",
    legalComments: "inline",
    logLevel: "warning",
  });
  // The end of a script is the first one that is written, wherever it stands.
  return outputFiles[0].text.replaceAll("</script", "<\\/script").trim();
}

const script = await bundled("src/main.ts", "esm");
const worker = await bundled("src/worker.ts", "iife");
const style = await bundled("src/style.css", undefined);
const start = await bundled("src/start.ts", "iife");
// A script that the browser runs while it reads the page hands each piece to the thread.
const piece = "zhumo.piece()";
const wasm = gzipSync(await readFile(library), { level: 9 });
const PIECE = 3 << 17;
const pieces = Array.from({ length: Math.ceil(wasm.length / PIECE) }, (_, at) => wasm.subarray(at * PIECE, (at + 1) * PIECE).toString("base64"));
const hashes = [start, piece, script].map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`).join(" ");

const policy = [
  "default-src 'none'",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  // The thread of the library takes over this policy; it compiles WebAssembly and runs nothing else.
  `script-src ${hashes} 'wasm-unsafe-eval' blob:`,
  "worker-src blob:",
  // The web copy, shown in a frame in which no script runs, has its style in it.
  "style-src 'unsafe-inline'",
  "img-src data: blob:",
  "frame-src 'self'",
].join("; ");

const markdown = '<button type="button" data-export="md">Markdown</button>';

const html = await readFile(join(here, "src/index.html"), "utf8");
const put = (text, what, by) => {
  const at = typeof what === "string" ? text.indexOf(what) : text.search(what);
  if (at < 0) throw new Error(`index.html has no ${what}`);
  return text.replace(what, () => by);
};
let whole = html;
whole = put(whole, '<meta name="zhumo-nonce" content="{nonce}">', `<meta http-equiv="Content-Security-Policy" content="${policy}">`);
whole = put(whole, '<link rel="stylesheet" href="app.css">', `<style>${style}</style>`);
whole = put(whole, /\s*<script type="module" src="app.js"><\/script>/, "");
whole = put(whole, markdown, `${markdown}\n        <button type="button" data-export="json">JSON</button>`);
// No script runs in the web copy; the page around it may ask that it be printed.
whole = put(whole, 'sandbox=""', 'sandbox="allow-same-origin allow-modals"');
whole = put(
  whole,
  "</body>",
  `<script type="text/plain">${worker}</script>
<script>${start}</script>
${pieces.map((text) => `<script type="text/plain">${text}</script><script>${piece}</script>`).join("\n")}
<script type="module">${script}</script>
  </body>`,
);
await writeFile(page, whole);
