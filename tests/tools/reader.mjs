#!/usr/bin/env node
// reader.mjs FILE.html... — prints what Firefox's reader view keeps of web pages: a JSON list, each with title and text.
//
// The code is Firefox's own, and so is the way: the page as a browser has parsed it is written out as XML, read again by
// Firefox's small parser, and searched for the article.
// Exit 0: all were read; a page without an article has null. 2: it could not run. CHROMIUM names the browser.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { start } from "./browser.mjs";

const require = createRequire(import.meta.url);
const { Readability } = require("@mozilla/readability");
const JSDOMParser = require("@mozilla/readability/JSDOMParser.js");

/** The article that the reader view shows of a page, given as XML. */
function article(xml, url) {
  const document = new JSDOMParser().parse(xml, url);
  const found = new Readability(document).parse();
  return found && { title: found.title, text: found.textContent };
}

const files = process.argv.slice(2);
let running;
try {
  files.forEach((file) => readFileSync(file));
  running = await start();
} catch (cause) {
  console.error(`reader: ${cause.message}`);
  process.exit(2);
}
const articles = [];
try {
  const page = await running.browser.newPage();
  for (const file of files) {
    const url = pathToFileURL(path.resolve(file)).href;
    await page.goto(url, { waitUntil: "load", timeout: 60_000 });
    const xml = await page.evaluate(() => new XMLSerializer().serializeToString(document));
    articles.push(article(xml, url));
  }
} catch (cause) {
  console.error(`reader: ${cause.stack}`);
  process.exitCode = 2;
} finally {
  await running.close();
}
if (!process.exitCode) console.log(JSON.stringify(articles));
