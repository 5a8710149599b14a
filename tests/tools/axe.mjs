#!/usr/bin/env node
// axe.mjs FILE.html... — opens web pages in headless Chromium and judges what a reader gets.
//
// Each page is looked at in six ways, at three widths (a desktop, a telephone, and a zoomed or high-resolution screen)
// in light and in dark colours, and in each of them
//   - axe-core finds no violation, best practices included;
//   - nothing sticks out of the window sideways or is cut off at its edge, but within boxes that scroll by themselves;
//   - the console stays empty of errors, and the page asks for nothing but itself.
//
// What axe cannot decide alone ("incomplete") is printed and fails nothing.
// Exit 0: all well. 1: a page is at fault. 2: it could not run. CHROMIUM names the browser (/usr/bin/chromium).

import { accessSync, constants } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { start } from "./browser.mjs";

/** 640 at factor 2 is a window of 1280 pixels at 200 % zoom; 320 is one at 400 %, the width WCAG 1.4.10 names. */
const SCREENS = [
  { deviceScaleFactor: 1, sizes: [{ width: 1280, height: 900 }, { width: 320, height: 640 }] },
  { deviceScaleFactor: 2, sizes: [{ width: 640, height: 450 }] },
];
const COLOURS = ["light", "dark"];

/** An answer that could not be got, as against a bad one. */
function giveUp(message) {
  console.error(`axe: ${message}`);
  process.exit(2);
}

const files = process.argv.slice(2);
if (files.length === 0) giveUp("usage: axe.mjs FILE.html...");
for (const file of files) {
  try {
    accessSync(file, constants.R_OK);
  } catch {
    giveUp(`cannot read ${file}`);
  }
}

/** What was found in one file. The same thing seen in several ways is one finding. */
class Findings {
  #file;
  #faults = new Map();
  #notes = new Map();

  constructor(file) {
    this.#file = file;
  }

  fault(way, text) {
    this.#add(this.#faults, way, text);
  }

  note(way, text) {
    this.#add(this.#notes, way, text);
  }

  #add(map, way, text) {
    if (!map.has(text)) map.set(text, new Set());
    map.get(text).add(way.name);
  }

  print() {
    for (const map of [this.#faults, this.#notes]) {
      for (const [text, ways] of map) {
        console.log(`${this.#file} [${ways.size === 6 ? "always" : [...ways].join(", ")}]: ${text}`);
      }
    }
    faults += this.#faults.size;
    notes += this.#notes.size;
  }
}

let browser;
let axeSource;
let close;
try {
  ({ browser, axe: axeSource, close } = await start());
} catch (cause) {
  giveUp(cause.message);
}

let faults = 0;
let notes = 0;
let broken;
try {
  // Contexts serve all files: making one costs more than a page.
  const windows = [];
  for (const { deviceScaleFactor, sizes } of SCREENS) {
    const open = (options) => browser.newContext({ deviceScaleFactor, reducedMotion: "reduce", ...options });
    windows.push({ deviceScaleFactor, sizes, reader: await open({}), judge: await open({ bypassCSP: true }) });
  }
  for (const file of files) {
    const found = new Findings(file);
    for (const window of windows) {
      await lookAsReader(window, file, found);
      await lookWithAxe(window, file, found);
    }
    found.print();
  }
} catch (cause) {
  broken = cause;
} finally {
  await close();
}

if (broken) giveUp(broken.stack ?? String(broken));
console.log(`axe: ${files.length} page(s), ${faults} fault(s), ${notes} for a person to decide`);
process.exit(faults === 0 ? 0 : 1);

/** Opens the file once, and calls `look` with each size and colour in turn. */
async function inEachWay(context, { deviceScaleFactor, sizes }, file, { prepare, look }) {
  const page = await context.newPage();
  const way = { name: "" };
  await prepare?.(page, way);
  let loaded = false;
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of COLOURS) {
      way.name = `${size.width} px${deviceScaleFactor > 1 ? ` x${deviceScaleFactor}` : ""} ${colorScheme}`;
      await page.emulateMedia({ colorScheme });
      if (!loaded) await page.goto(pathToFileURL(path.resolve(file)).href, { waitUntil: "load", timeout: 60_000 });
      await look(page, way, !loaded);
      loaded = true;
    }
  }
  await page.close();
}

/** The page just as a reader's browser opens it, its Content-Security-Policy in force. */
async function lookAsReader(window, file, found) {
  const url = pathToFileURL(path.resolve(file)).href;
  await inEachWay(window.reader, window, file, {
    prepare(page, way) {
      // What the policy refuses (a script, a foreign image) is an error on the console.
      page.on("console", (message) => {
        if (message.type() === "error") found.fault(way, `console error: ${message.text()}`);
      });
      page.on("pageerror", (error) => found.fault(way, `script error: ${error.message}`));
      page.on("request", (request) => {
        const asked = request.url();
        // A data: address is part of the page.
        if (asked.split("#")[0] !== url && !asked.startsWith("data:")) found.fault(way, `asks for ${asked}`);
      });
    },
    async look(page, way) {
      for (const text of await page.evaluate(whatSticksOut)) found.fault(way, text);
    },
  });
}

/** Axe is a script, which the page's policy forbids: so without the policy, and apart from the look above. */
async function lookWithAxe(window, file, found) {
  await inEachWay(window.judge, window, file, {
    async look(page, way, first) {
      if (first) await page.evaluate(axeSource);
      const { violations, incomplete, passes } = await page.evaluate(() =>
        // Off unless asked for, though WCAG 2.2 has it at AA.
        globalThis.axe.run(document, { rules: { "target-size": { enabled: true } } }),
      );
      // Some rule applies to every page: if none did, axe has not seen it.
      if (passes.length === 0) throw new Error(`axe judged nothing in ${file}`);
      for (const { id, impact, help, nodes } of violations) found.fault(way, `${id} (${impact}): ${help}${list(nodes)}`);
      for (const { id, help, nodes } of incomplete) found.note(way, `to decide: ${id}: ${help}${list(nodes)}`);
    },
  });
}

/** Runs within the page. The page's width alone does not tell: `overflow: hidden` would hide text, not fix it. */
function whatSticksOut() {
  const found = [];
  const root = document.scrollingElement;
  const width = root.clientWidth;
  if (root.scrollWidth > width) found.push(`the page is ${root.scrollWidth} px wide in a window of ${width} px`);

  const describe = (element) => `<${element.localName}${element.id ? ` id="${element.id}"` : ""}>`;
  const told = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || told.has(parent) || !parent.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    if (text.width === 0) continue;
    // The nearest box around the text that limits it: one that scrolls is fine, one that cuts is not.
    let edge = { name: "the window", right: width };
    for (let box = parent; box && box !== document.documentElement; box = box.parentElement) {
      const frame = box.getBoundingClientRect();
      const overflow = getComputedStyle(box).overflowX;
      // Text for screen readers only is put into a box of a pixel, on purpose.
      const reachable = frame.width <= 1 || frame.height <= 1 || overflow === "auto" || overflow === "scroll";
      if (reachable && box !== document.body) edge = { name: "", right: Infinity };
      else if (overflow === "hidden" || overflow === "clip") edge = { name: describe(box), right: Math.min(frame.right, width) };
      else continue;
      break;
    }
    // Only to the right: a skip link waits beyond the left edge until it gets the focus. A pixel is rounding.
    if (text.right > edge.right + 1) {
      told.add(parent);
      const by = Math.ceil(text.right - edge.right);
      found.push(`${describe(parent)} sticks out of ${edge.name} by ${by} px: “${node.data.trim().slice(0, 30)}”`);
    }
  }
  return found.slice(0, 10);
}

function list(nodes) {
  const shown = nodes.slice(0, 5).map(({ target, failureSummary }) => {
    const summary = (failureSummary ?? "").split("\n").slice(1).map((line) => line.trim()).join("; ");
    return `\n    ${target.flat().join(" > ")}: ${summary}`;
  });
  if (nodes.length > shown.length) shown.push(`\n    and ${nodes.length - shown.length} more`);
  return shown.join("");
}
