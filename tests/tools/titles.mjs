#!/usr/bin/env node
// titles.mjs FILE… shows web pages in Chromium, on a desk (1200 px) and on a phone (360 px), and prints what becomes of their titles,
// as one JSON list on stdout: {"said", "copied", "wide": [LINE, …], "narrow": [LINE, …], "overflow": BOOLEAN} a file.
//
// Exit 0: every page was shown. Exit 2: no browser.

import { pathToFileURL } from "node:url";
import { startFor } from "./browser.mjs";

/** In the page: what the title says, what copying it gives, and its characters line by line as they stand. */
function look() {
  const heading = document.querySelector(".title h1");
  const selection = getSelection();
  selection.selectAllChildren(heading);
  const copied = selection.toString();
  selection.removeAllRanges();
  const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
  const lines = [];
  let top = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; at < node.data.length; at += 1) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (top === null || box.top > top + box.height / 2) {
        lines.push("");
        top = box.top;
      }
      lines[lines.length - 1] += node.data[at];
    }
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  return { said: heading.innerText, copied, lines, overflow: scrollWidth > clientWidth };
}

const tools = await startFor("titles");
const page = await tools.browser.newPage();
const results = [];
for (const file of process.argv.slice(2)) {
  await page.setViewportSize({ width: 1200, height: 800 });
  await page.goto(pathToFileURL(file).href);
  const desk = await page.evaluate(look);
  await page.setViewportSize({ width: 360, height: 800 });
  const phone = await page.evaluate(look);
  const { said, copied } = phone;
  results.push({ said, copied, wide: desk.lines, narrow: phone.lines, overflow: desk.overflow || phone.overflow });
}
await tools.close();
console.log(JSON.stringify(results));
