#!/usr/bin/env node
// record.mjs PROGRAM PICTURES — writes a 请示 in the preview, from an empty page to the saved file and back, as a clerk would, and takes a picture at
// every step: Chinese and English, light and dark, 1280, 768 and 360 px wide. Somebody looks at the pictures; nothing is judged here.
//
// `make recording` runs it with the program that was built. CHROMIUM names the browser; the fonts of `scripts/fonts.sh` are its Chinese ones.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

const [program, pictures] = process.argv.slice(2);
if (!pictures) {
  console.error("usage: record.mjs PROGRAM PICTURES");
  process.exit(2);
}
// The browser of the tests has a home of its own; the fonts of this one are shown to it.
process.env.XDG_DATA_HOME ??= path.join(homedir(), ".local/share/zhumo");
const { startFor } = await import("../tests/tools/browser.mjs");
const { browser, close } = await startFor("record");

const WIDTHS = [[1280, 800], [768, 1024], [360, 740]];
const LOOKS = [["zh-CN", "zh", "light"], ["zh-CN", "zh", "dark"], ["zh-TW", "zh", "light"], ["en", "en", "light"], ["en", "en", "dark"]];
const WORDS = {
  zh: { request: "请示", empty: "空白文稿", discard: "不保存，继续" },
  en: { request: "Request", empty: "An empty draft", discard: "Go on without saving" },
};
const OLD = "示例市水务局关于做好\n供水保障工作的通知\n示水〔2026〕7号\n各区水务局：\n请认真执行。\n附件：供水保障方案\n示例市水务局\n2026年10月9日\n（此件公开发布）\n联系处：办公室\n";
const LETTER = "版式：信函\n发文机关：示例市水务局\n标题：示例市水务局关于核定培训名额的函\n主送：{{单位}}\n\n经研究，核定你单位培训名额{{人数}}名。\n\n署名：示例市水务局\n成文日期：2026年8月14日\n";

for (const [width, height] of WIDTHS) {
  for (const [locale, lang, colorScheme] of LOOKS) await record({ width, height }, locale, lang, colorScheme);
}
await close();

async function record(viewport, locale, lang, colorScheme) {
  const folder = mkdtempSync(path.join(tmpdir(), "zhumo-record-"));
  const out = path.join(pictures, `${viewport.width}-${locale}-${colorScheme}`);
  mkdirSync(out, { recursive: true });
  writeFileSync(path.join(folder, "函.notice"), LETTER);
  const server = spawn(program, ["--lang", lang, "preview", "--no-open", folder], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await new Promise((done) => createInterface({ input: server.stdout }).once("line", (line) => done([line])));
  const context = await browser.newContext({ locale, viewport, colorScheme });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`${out}: ${error.message}`));
  let number = 0;
  const take = async (name) => {
    number += 1;
    await page.screenshot({ path: path.join(out, `${String(number).padStart(2, "0")}-${name}.png`), fullPage: viewport.width < 860 });
  };
  const count = () => page.evaluate(() => Number(document.body.dataset.looked ?? 0));
  const idle = (before) => page.waitForFunction((before) => Number(document.body.dataset.looked ?? 0) > before && document.body.dataset.idle === "true", before);
  const act = async (action) => {
    const before = await count();
    await action();
    await idle(before);
  };
  const words = WORDS[lang];

  await page.goto(/http\S+/.exec(line)[0]);
  await idle(0);
  await take("empty");
  // Written by hand, as far as the list of completions goes.
  await page.locator(".cm-content").click();
  await page.keyboard.type("发文", { delay: 20 });
  await page.locator(".cm-tooltip-autocomplete").waitFor();
  await take("completion");
  await page.keyboard.press("Escape");
  await page.click("#new");
  await take("new");
  await act(async () => {
    await page.locator("dialog li button", { hasText: words.request }).first().click();
    await page.locator("dialog button", { hasText: words.discard }).click();
  });
  await take("request");
  await act(async () => {
    // The end of the paragraph, not of its first row.
    const line = page.locator(".cm-line", { hasText: "拟对屋面" });
    const { width, height } = await line.boundingBox();
    await line.click({ position: { x: width - 4, y: height - 6 } });
    await page.keyboard.press("End");
    await page.keyboard.insertText("此项工作由示例市文化馆负责,请予支持。");
  });
  await take("finding");
  await page.locator("summary").first().click();
  await take("why");
  await act(() => page.click("#fix"));
  await page.click("[data-insert=field]");
  await take("fields");
  await page.locator("dialog input").fill(lang === "zh" ? "抄送" : "Copies to");
  await page.keyboard.press("Tab");
  await act(async () => {
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !document.querySelector("dialog").open);
    await page.keyboard.insertText("示例市财政局。");
  });
  await act(() => page.click("[data-insert=annex]"));
  await act(() => page.keyboard.insertText("屋面修缮预算"));
  await act(async () => {
    await page.keyboard.press("Control+End");
    await page.click("[data-insert=table]");
  });
  await take("annex");
  await page.click("#outline");
  await take("outline");
  await page.keyboard.press("Escape");
  await act(() => page.click("#proof"));
  await take("proof");
  await act(() => page.click("#proof"));
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+f");
  await take("search");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("F1");
  await page.locator(".said").waitFor();
  await take("help");
  await page.keyboard.press("Control+s");
  await page.locator("dialog input").waitFor();
  await take("save");
  await page.locator("dialog input").fill("请示");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#file").dataset.dirty === "false");
  const git = (...rest) => execFileSync("git", ["-C", folder, "-c", "user.name=示例", "-c", "user.email=a@example.com", ...rest], { stdio: "ignore" });
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "-m", "初稿");
  await act(() => page.click("#tab-changes"));
  await act(async () => {
    await page.locator(".cm-line", { hasText: "经测算需经费" }).click();
    await page.keyboard.press("End");
    await page.keyboard.insertText("不足部分由我馆自筹。");
  });
  await act(async () => {
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("End");
    await page.keyboard.press("Backspace");
  });
  await take("changes");
  await act(() => page.click("#tab-web"));
  await take("web");
  await page.click("#open");
  await take("open");
  const chooser = page.waitForEvent("filechooser");
  await page.locator("dialog li button").first().click();
  await (await chooser).setFiles({ name: "旧文.txt", mimeType: "text/plain", buffer: Buffer.from(OLD) });
  await page.locator("dialog button", { hasText: words.discard }).waitFor();
  await take("discard");
  await act(() => page.locator("dialog button", { hasText: words.discard }).click());
  await page.locator("#pieces li").first().waitFor();
  await take("source");
  await page.click("#open");
  await page.locator("dialog li button", { hasText: "函.notice" }).click();
  await act(() => page.locator("dialog button", { hasText: words.discard }).click());
  const table = page.waitForEvent("filechooser");
  await page.click("#merge");
  await (await table).setFiles({ name: "名额.csv", mimeType: "text/csv", buffer: Buffer.from("单位,人数\n甲县水务局,3\n乙县水务局,2\n") });
  await page.locator("#values tr").first().waitFor();
  await act(() => page.click("#letter-next"));
  await take("data");
  await context.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
