// Bundles the page into ../../src/serve/page, or into the folder that is named. The same sources give the same bytes.
import { build } from "esbuild";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "../../src/serve/page");
await mkdir(out, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: { app: "src/main.ts" },
  bundle: true,
  minify: true,
  format: "esm",
  // The one of the program; whole.mjs takes the other.
  alias: { backend: "./src/server.ts" },
  target: ["es2022"],
  charset: "utf8",
  legalComments: "inline",
  outdir: out,
  logLevel: "warning",
});
await build({
  absWorkingDir: here,
  entryPoints: { app: "src/style.css" },
  bundle: true,
  minify: true,
  charset: "utf8",
  target: ["es2022"],
  outdir: out,
  logLevel: "warning",
});
await copyFile(join(here, "src/index.html"), join(out, "index.html"));
