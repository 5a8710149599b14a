#!/usr/bin/env node
// search.mjs FILE.pdf WORD... — how often the find bar of pdf.js, the viewer of Firefox, finds each word: a JSON list of numbers.
//
// The viewer's own controller searches, in a page of the headless browser that holds nothing else.
// Exit 0: all were looked for. 2: it could not run. CHROMIUM names the browser.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { start } from "./browser.mjs";

const PDFJS = fileURLToPath(new URL("node_modules/pdfjs-dist", import.meta.url));
const ORIGIN = "http://search.test";

/** Answers what the page asks for out of the package and the file; no host is reached. */
async function answer(route, file) {
  const { pathname } = new URL(route.request().url());
  if (pathname === "/") return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>search</title>" });
  if (pathname === "/file.pdf") return route.fulfill({ contentType: "application/pdf", body: file });
  const type = pathname.endsWith("mjs") ? "text/javascript" : "application/octet-stream";
  return route.fulfill({ contentType: type, body: readFileSync(PDFJS + pathname) });
}

/** In the page: opens the file and searches as the find bar does. */
async function search({ origin, words }) {
  const pdfjs = await import(`${origin}/legacy/build/pdf.mjs`);
  globalThis.pdfjsLib = pdfjs;
  const { EventBus, PDFFindController } = await import(`${origin}/legacy/web/pdf_viewer.mjs`);
  pdfjs.GlobalWorkerOptions.workerSrc = `${origin}/legacy/build/pdf.worker.mjs`;
  const document = await pdfjs.getDocument({ url: `${origin}/file.pdf`, cMapUrl: `${origin}/cmaps/`, cMapPacked: true }).promise;
  const counts = [];
  for (const query of words) {
    const eventBus = new EventBus();
    const linkService = { page: 1, pagesCount: document.numPages };
    const finder = new PDFFindController({ linkService, eventBus });
    finder.setDocument(document);
    const all = { query, caseSensitive: true, entireWord: false, highlightAll: true, findPrevious: false, matchDiacritics: true };
    const done = new Promise((resolve) => eventBus.on("updatefindcontrolstate", ({ state }) => state !== 3 && resolve()));
    eventBus.dispatch("find", { source: finder, type: "", ...all });
    await done;
    // The first match is told at once, the others while their pages are read.
    for (let page = 0; page < document.numPages; page++) {
      while (finder.pageMatches[page] === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    counts.push(finder.pageMatches.flat().length);
  }
  return counts;
}

const [path, ...words] = process.argv.slice(2);
let running;
try {
  const file = readFileSync(path);
  running = await start();
  const page = await running.browser.newPage();
  await page.route("**/*", (route) => answer(route, file));
  await page.goto(`${ORIGIN}/`);
  console.log(JSON.stringify(await page.evaluate(search, { origin: ORIGIN, words })));
} catch (cause) {
  console.error(`search: ${cause.stack ?? cause}`);
  process.exitCode = 2;
} finally {
  await running?.close();
}
