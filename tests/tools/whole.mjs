#!/usr/bin/env node
// whole.mjs PAGE.html PROGRAM EXAMPLES [PICTURES] — opens zhumo.html from the disk, in headless Chromium, and works in it as a clerk would.
//
// What it writes is held against what PROGRAM writes of the drafts in EXAMPLES; PDF and OFD in the fonts of scripts/fonts.sh, which are picked in it. Without
// these fonts that is left out, unless ZHUMO_REQUIRE_TOOLS is set. Screenshots go into PICTURES. Prints how long things took.
// Exit 0: all well. 1: something is not. 2: it could not run.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startFor } from "./browser.mjs";

const [file, program, examples, pictures] = process.argv.slice(2);
if (!examples) {
  console.error("usage: whole.mjs PAGE.html PROGRAM EXAMPLES [PICTURES]");
  process.exit(2);
}
const { browser, axe, close } = await startFor("whole");
const folder = mkdtempSync(path.join(tmpdir(), "zhumo-whole-"));
const heard = [];
// Whoever leaves the browser would come here.
const server = createServer((request, response) => {
  heard.push(request.url);
  response.end();
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const elsewhere = `http://127.0.0.1:${server.address().port}/`;

const address = pathToFileURL(path.resolve(file)).href;
const complaints = [];
const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 }, acceptDownloads: true });
// Nobody is there to answer the question where to save: without that question a browser downloads.
await context.addInitScript(() => delete window.showSaveFilePicker);

async function visit() {
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(`the page failed: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && complaints.push(`console: ${message.text()}`));
  page.on("request", (request) => {
    const { protocol } = new URL(request.url());
    if (request.url() !== address && !["blob:", "data:", "about:"].includes(protocol)) complaints.push(`it asks for ${request.url()}`);
  });
  await page.goto(address);
  await looked(page, 0);
  return page;
}

const count = (page) => page.evaluate(() => Number(document.body.dataset.looked ?? 0));
const idle = (page) => page.waitForFunction(() => document.body.dataset.idle === "true");
async function looked(page, before) {
  await page.waitForFunction((before) => Number(document.body.dataset.looked ?? 0) > before && document.body.dataset.idle === "true", before);
}

/** Another text in the editor, typed by nobody. */
async function write(page, text) {
  const before = await count(page);
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
  await looked(page, before);
}
async function download(page, act) {
  const waits = page.waitForEvent("download");
  await act();
  const got = await waits;
  return { name: got.suggestedFilename(), bytes: readFileSync(await got.path()) };
}

async function step(name, act) {
  try {
    await act();
  } catch (error) {
    complaints.push(`${name}: ${error.message}`);
  }
}

const venv = path.resolve(import.meta.dirname, "../../.tools/venv/bin/python");
const python = existsSync(venv) ? venv : "python3";
const NOTICE = readFileSync(path.join(examples, "minimal.notice"), "utf8");
const started = performance.now();
const page = await visit();
console.log(`load to a page that was looked at: ${Math.round(performance.now() - started)} ms`);
const data = process.env.XDG_DATA_HOME ?? path.join(homedir(), ".local/share");
const fontFolder = path.join(data, "zhumo/fonts");
const fontFiles = existsSync(fontFolder) ? readdirSync(fontFolder).filter((name) => /\.(?:otf|ttf|ttc)$/.test(name)).map((name) => path.join(fontFolder, name)) : [];
if (fontFiles.length === 0 && process.env.ZHUMO_REQUIRE_TOOLS) complaints.push("no fonts: run scripts/fonts.sh");
const picture = (name) => (pictures ? page.screenshot({ path: path.join(pictures, `${name}.png`) }) : undefined);

/** Files that are picked where the page asks for fonts. */
async function pick(page, ask, files) {
  const waits = page.waitForEvent("filechooser");
  await ask();
  await (await waits).setFiles(files);
  await idle(page);
}

await step("samples are offered, and the web copy is shown where there are no fonts", async () => {
  assert.ok((await page.locator("#begin li").count()) > 5);
  assert.equal(await page.locator("#panel-web").isVisible(), true);
});
await step("what is wrong is found and fixed", async () => {
  await write(page, NOTICE.replace("9月30日\n", "09月30日\n"));
  console.log(`load to first finding: ${Math.round(performance.now() - started)} ms`);
  const item = page.locator("#list li", { hasText: "零" });
  await item.first().waitFor();
  if (pictures) await page.screenshot({ path: path.join(pictures, "whole.png") });
  const before = await count(page);
  await item.first().locator(".fix").click();
  await looked(page, before);
  assert.equal(await page.locator("#list li").count(), 0);
});
await step("the web copy and the Markdown are shown", async () => {
  const title = page.frameLocator("#panel-web iframe").locator("h1");
  assert.match(await title.innerText(), /新馆开放/);
  await page.locator("#tab-markdown").click();
  await idle(page);
  await page.waitForFunction(() => document.querySelector("#panel-markdown pre").textContent.includes("新馆开放"));
});
await step("files are those of the program", async () => {
  for (const name of readdirSync(examples).filter((name) => name.endsWith(".notice"))) {
    const draft = readFileSync(path.join(examples, name), "utf8");
    // Pictures lie beside a draft, where no page of a browser may look.
    if (/^!\[/m.test(draft)) continue;
    writeFileSync(path.join(folder, "a.notice"), draft);
    execFileSync(program, ["build", "-q", "-t", "docx,html,md,json", path.join(folder, "a.notice")]);
    await write(page, draft);
    for (const kind of ["docx", "html", "md", "json"]) {
      const got = await download(page, () => page.locator(`[data-export=${kind}]`).click());
      assert.ok(got.name.endsWith(`.${kind}`), got.name);
      assert.ok(got.bytes.equals(readFileSync(path.join(folder, `a.${kind}`))), `${name} as ${kind} has other bytes`);
    }
  }
});
await step("without fonts it says what to do", async () => {
  await write(page, NOTICE);
  await page.locator("[data-export=pdf]").click();
  await page.waitForFunction(() => /还没有字体/.test(document.querySelector("#banner").textContent));
  await page.locator("#tab-pages").click();
  await idle(page);
  assert.match(await page.locator("#no-fonts").innerText(), /还没有字体/);
  await picture("no-fonts");
});
if (fontFiles.length > 0) {
  await step("fonts are picked, and what is missing is said", async () => {
    writeFileSync(path.join(folder, "no-font.ttf"), "no font");
    await pick(page, () => page.locator("#no-fonts button").click(), [path.join(folder, "no-font.ttf"), fontFiles.find((file) => /FandolFang/.test(file))]);
    const said = await page.locator("#banner").innerText();
    assert.ok(/no-font\.ttf 不是字体文件/.test(said) && /还缺：小标宋、黑体、楷体、宋体、西文/.test(said), said);
    await page.locator("#fonts").click();
    await picture("some-fonts");
    assert.match(await page.locator("#dialog dl").innerText(), /仿宋\s+FandolFang-Regular/);
    await pick(page, () => page.locator("#dialog button", { hasText: "选择字体文件" }).click(), fontFiles);
    assert.match(await page.locator("#banner").innerText(), /齐了/);
  });
  await step("pages are shown, and what is wrong with them", async () => {
    await page.locator("#panel-pages figure img").first().waitFor();
    assert.equal(await page.locator("#no-fonts").isVisible(), false);
    assert.match(await page.locator("#count").innerText(), /^1页/);
    const wide = await page.locator("#panel-pages img").first().evaluate((image) => [image.naturalWidth > 0, image.src.startsWith("blob:")]);
    assert.deepEqual(wide, [true, true]);
    await write(page, NOTICE.replace("新馆", "新\u{2a6d6}馆"));
    await page.locator("#list li", { hasText: "字体" }).first().waitFor();
    await page.locator("#proof").click();
    await idle(page);
    await page.locator("#proof").click();
    await write(page, NOTICE);
    await picture("pages");
  });
  await step("PDF and OFD are those of the program in the same fonts", async () => {
    for (const name of readdirSync(examples).filter((name) => name.endsWith(".notice"))) {
      const draft = readFileSync(path.join(examples, name), "utf8");
      if (/^!\[/m.test(draft)) continue;
      writeFileSync(path.join(folder, "a.notice"), draft);
      execFileSync(program, ["build", "-q", "-t", "pdf,ofd", "--font-path", fontFolder, "--ignore-system-fonts", path.join(folder, "a.notice")]);
      await write(page, draft);
      for (const kind of ["pdf", "ofd"]) {
        const got = await download(page, () => page.locator(`[data-export=${kind}]`).click());
        assert.ok(got.bytes.equals(readFileSync(path.join(folder, `a.${kind}`))), `${name} as ${kind} has other bytes`);
      }
    }
    // Pages that nobody has scrolled to are drawn, too.
    await page.waitForFunction(() => [...document.querySelectorAll("#panel-pages img")].every((image) => image.naturalWidth > 0));
  });
}
await step("letters of a merge are shown, checked and saved, with the bytes of the program", async () => {
  const draft = NOTICE.replace(/^主送：.*$/m, "主送：{{单位}}：").replace("9月30日\n", "9月{{日}}日\n");
  const rows = [["单位", "日"], ["各区图书馆", "05"], ["各街道文化站", "30"], ["各社区书屋", "30"]];
  const [head, ...values] = rows;
  const tables = {
    "rows.csv": rows.map((row) => row.join(",")).join("\r\n"),
    "rows.tsv": rows.map((row) => row.join("\t")).join("\n"),
    "rows.json": JSON.stringify(values.map((row) => Object.fromEntries(row.map((value, at) => [head[at], value])))),
  };
  const file = (name) => path.join(folder, name);
  for (const [name, text] of Object.entries(tables)) writeFileSync(file(name), text);
  const workbook = "import json, sys, xlsxwriter\nbook = xlsxwriter.Workbook(sys.argv[1])\nsheet = book.add_worksheet()\nfor at, row in enumerate(json.loads(sys.argv[2])): sheet.write_row(at, 0, row)\nbook.close()";
  execFileSync(python, ["-c", workbook, file("rows.xlsx"), JSON.stringify(rows)]);
  writeFileSync(file("a.notice"), draft);
  await write(page, draft);
  /** What is found, once this letter is shown. */
  const shown = async (at) => {
    await page.locator("#values td", { hasText: rows[at][0] }).waitFor();
    await idle(page);
    return page.locator("#list li").allInnerTexts();
  };
  for (const name of [...Object.keys(tables), "rows.xlsx"]) {
    const button = (await page.locator("#data").isVisible()) ? "#table" : "#merge";
    await pick(page, () => page.locator(button).click(), [file(name)]);
    // What is wrong with this letter alone is said where the draft has the line.
    assert.match((await shown(1)).join(), /第9行/, name);
    assert.ok(await page.locator("#letter-before").isDisabled());
    await page.locator("#letter-next").click();
    assert.deepEqual(await shown(2), [], name);
    await page.locator("#letter-next").click();
    assert.deepEqual(await shown(3), [], name);
    assert.ok(await page.locator("#letter-next").isDisabled());
  }
  await picture("data");
  // Of a workbook with several lists any is chosen; first stands the first that has the columns.
  const several = "import json, sys, xlsxwriter\nbook = xlsxwriter.Workbook(sys.argv[1])\nfor name, rows in json.loads(sys.argv[2]):\n  sheet = book.add_worksheet(name)\n  for at, row in enumerate(rows): sheet.write_row(at, 0, row)\nbook.close()";
  const lists = [["说明", [["先看这里"]]], ["第一批", [head, values[0]]], ["第二批", [head, values[1], values[2]]]];
  execFileSync(python, ["-c", several, file("lists.xlsx"), JSON.stringify(lists)]);
  await pick(page, () => page.locator("#table").click(), [file("lists.xlsx")]);
  await shown(1);
  assert.deepEqual(await page.locator("#sheet option").allInnerTexts(), lists.map(([name]) => name));
  assert.equal(await page.locator("#sheet").inputValue(), "第一批");
  await page.locator("#sheet").selectOption("第二批");
  await shown(2);
  assert.match(await page.locator("#letters").innerText(), /2/);
  await picture("sheets");
  await pick(page, () => page.locator("#table").click(), [file("rows.xlsx")]);
  await shown(1);
  assert.equal(await page.locator("#sheet").isVisible(), false);
  await page.locator("#letter-next").click();
  await page.locator("#letter-next").click();
  await shown(3);
  await page.locator("#tab-markdown").click();
  await page.waitForFunction(() => /各社区书屋/.test(document.querySelector("#panel-markdown pre").textContent));
  const kinds = { docx: "Word", md: "Markdown", html: "网页", ...(fontFiles.length > 0 && { pdf: "PDF", ofd: "OFD" }) };
  const fonts = fontFiles.length > 0 ? ["--font-path", fontFolder, "--ignore-system-fonts"] : [];
  execFileSync(program, ["merge", "-q", "-t", Object.keys(kinds).join(), "-o", file("made/{{单位}}"), ...fonts, file("a.notice"), file("rows.xlsx")], { stdio: "ignore" });
  for (const [kind, label] of Object.entries(kinds)) {
    const got = await download(page, async () => {
      await page.locator("#letters-all").click();
      await page.locator("dialog li button", { hasText: label }).click();
    });
    writeFileSync(file("all.zip"), got.bytes);
    rmSync(file("all"), { recursive: true, force: true });
    // Whatever reads archives reads this one.
    execFileSync(python, ["-m", "zipfile", "-e", file("all.zip"), file("all")]);
    const names = values.map(([body], at) => `${at + 1}-${body}.${kind}`);
    assert.deepEqual(readdirSync(file("all")).sort(), names);
    for (const [at, [body]] of values.entries()) {
      assert.ok(readFileSync(file(`all/${names[at]}`)).equals(readFileSync(file(`made/${body}.${kind}`))), `${names[at]} has other bytes`);
    }
  }
  // A row that cannot be used keeps back all until somebody says that the others are wanted.
  await write(page, draft.replace("{{日}}", "{{日|整数}}").replace("标题：", "标题：{{x"));
  await page.locator("#letter-faults li").first().waitFor();
  await page.locator("#letters-all").click();
  await page.locator("dialog li button", { hasText: "Word" }).click();
  await page.locator("#banner", { hasText: "3份里有3份不能存" }).waitFor();
  await page.locator("#data-close").click();
  await idle(page);
  assert.equal(await page.locator("#data").isVisible(), false);
  await pick(page, () => page.locator("#merge").click(), [file("a.notice")]);
  await page.locator("#banner", { hasText: "a.notice" }).waitFor();
});
await step("Word files are opened", async () => {
  const before = await count(page);
  await page.locator("#open").click();
  const waits = page.waitForEvent("filechooser");
  await page.locator("#dialog button, #dialog [role=option]").filter({ hasText: "本机" }).first().click();
  const chooser = await waits;
  await chooser.setFiles(path.join(folder, "a.docx"));
  await page.locator("#dialog button", { hasText: "不保存" }).click();
  await looked(page, before);
  assert.match(await page.locator("#banner").innerText(), /已导入/);
});
await step("a draft is saved as a file", async () => {
  await write(page, NOTICE);
  await page.keyboard.press("Control+s");
  await page.locator("#dialog input").fill("放假.notice");
  const got = await download(page, () => page.keyboard.press("Enter"));
  assert.deepEqual([got.name, got.bytes.toString("utf8")], ["放假.notice", NOTICE]);
  await page.waitForFunction(() => document.querySelector("#file").dataset.dirty === "false");
});
await step("nothing leaves the browser", async () => {
  const tried = await page.evaluate(async (address) => {
    const ways = {
      fetch: () => fetch(address),
      beacon: () => (navigator.sendBeacon(address, "draft") ? "sent" : Promise.reject(new Error("refused"))),
      socket: () => new Promise((done, failed) => {
        const socket = new WebSocket(address.replace("http", "ws"));
        socket.onopen = done;
        socket.onerror = failed;
      }),
      picture: () => new Promise((done, failed) => {
        const image = new Image();
        image.onload = done;
        image.onerror = failed;
        image.src = address;
      }),
      thread: () => new Promise((done, failed) => {
        const source = `fetch(${JSON.stringify(address)}).then(() => postMessage("sent"), () => postMessage("refused"))`;
        const worker = new Worker(URL.createObjectURL(new Blob([source])));
        worker.onmessage = ({ data }) => (data === "sent" ? done() : failed(new Error(data)));
        worker.onerror = failed;
      }),
    };
    const sent = [];
    for (const [name, way] of Object.entries(ways)) {
      await Promise.resolve().then(way).then(() => sent.push(name), () => undefined);
    }
    return sent;
  }, elsewhere);
  // A beacon is taken by the browser before it is looked at; what counts is what arrives.
  assert.deepEqual(tried.filter((name) => name !== "beacon"), []);
  assert.deepEqual(heard, []);
});
// The refusals were logged, as they should be.
complaints.splice(0, complaints.length, ...complaints.filter((line) => !/Content Security Policy|violates|it asks for http:\/\/127/.test(line)));
await step("a key is answered quickly", async () => {
  const long = readFileSync(path.join(examples, "statistics-notice.notice"), "utf8");
  await write(page, long);
  await page.evaluate(() => performance.clearMeasures());
  for (let key = 0; key < 20; key += 1) {
    const before = await count(page);
    await page.keyboard.insertText("好");
    await looked(page, before);
  }
  for (const [what, name] of [["findings", "zhumo:key-findings"], ["what is shown", "zhumo:key-pages"]]) {
    const times = await page.evaluate((name) => performance.getEntriesByName(name).map((entry) => entry.duration), name);
    times.sort((a, b) => a - b);
    const pages = await page.locator("#count").innerText();
    console.log(`key to ${what}, ${pages}: median ${times[times.length >> 1].toFixed(1)} ms, worst ${times.at(-1).toFixed(1)} ms`);
  }
});
await step("both languages are accessible", async () => {
  await write(page, NOTICE.replace("9月30日\n", "09月30日\n"));
  for (const lang of ["zh", "en"]) {
    if (!(await page.evaluate(() => document.documentElement.lang)).startsWith(lang)) await page.locator("#language").click();
    await idle(page);
    // The policy of the page lets no script in but its own; the judge comes through the debugger.
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { iframes: false }));
    assert.deepEqual(violations.map((one) => `${lang}: ${one.id}: ${one.nodes[0].html}`), []);
  }
  assert.equal(await page.locator("#fmt").innerText(), "Format");
  if (pictures) await page.screenshot({ path: path.join(pictures, "whole-english.png") });
});
await step("what was not saved is kept", async () => {
  await write(page, `${NOTICE}\n`);
  await page.close({ runBeforeUnload: false });
  const again = await visit();
  assert.match(await again.locator("#banner").innerText(), /unsaved|没有保存/);
  if (fontFiles.length === 0) return;
  // Fonts are no drafts: they are there again, and nobody was asked.
  await again.locator("#banner button", { hasText: /Restore|恢复/ }).click();
  await again.locator("#panel-pages figure img").first().waitFor();
  await again.locator("#fonts").click();
  await again.locator("#dialog button", { hasText: /Remove all|全部移除/ }).click();
  await again.locator("#no-fonts").waitFor();
  await again.locator("#fonts").click();
  assert.match(await again.locator("#dialog").innerText(), /no fonts yet|还没有字体/);
});
await close();
server.close();
rmSync(folder, { recursive: true, force: true });
for (const complaint of complaints) console.error(`whole: ${complaint}`);
process.exit(complaints.length > 0 ? 1 : 0);
