#!/usr/bin/env node
// site.mjs FOLDER WORD COUNT — looks for WORD in a site of `zhumo site`, opened from the disk, in headless Chromium: with its script and without.
//
// Exit 0: COUNT notices were found, and all can be read without scripts. 1: something is not so. 2: it could not run.

import assert from "node:assert/strict";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { start } from "./browser.mjs";

const [folder, word, count] = process.argv.slice(2);
const address = (name) => pathToFileURL(path.resolve(folder, name)).href;
let browser;
let close;
try {
  ({ browser, close } = await start());
} catch (cause) {
  console.error(`site: ${cause.message}`);
  process.exit(2);
}
let code = 0;
try {
  const page = await browser.newPage();
  const heard = [];
  page.on("console", (message) => heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("request", (request) => request.url().startsWith("file:") || heard.push(request.url()));
  await page.goto(address("index.html"));
  await page.fill("#q", word);
  await page.press("#q", "Enter");
  await page.waitForURL(/all\.html\?q=/);
  const seen = () => page.locator(".notices li:visible").count();
  const whole = await page.locator(".notices li").count();
  assert.equal(await seen(), Number(count));
  assert.match(await page.textContent("#found"), new RegExp(count));
  await page.fill("#q", "没有这样的文件");
  assert.equal(await seen(), 0);
  assert.notEqual(await page.textContent("#found"), "");
  await page.fill("#q", "");
  assert.equal(await seen(), whole);
  // From a notice and back.
  await page.locator(".notices li a").first().click();
  await page.locator("header.site nav a").click();
  await page.waitForURL(address("index.html"));
  assert.deepEqual(heard, []);
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(`${address("all.html")}?q=${encodeURIComponent(word)}`);
  assert.equal(await plain.locator(".notices li:visible").count(), whole);
} catch (cause) {
  console.error(`site: ${cause.stack}`);
  code = 1;
}
await close?.();
process.exit(code);
