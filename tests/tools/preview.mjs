#!/usr/bin/env node
// preview.mjs ADDRESS FOLDER [PICTURES] — writes in the preview as a clerk would, in headless Chromium.
//
// ADDRESS is that of a running `zhumo preview` of FOLDER, which holds padded.notice and long.notice. Screenshots go into PICTURES.
// Prints how long it took from key to findings and to pages. Exit 0: all well. 1: something is not. 2: it could not run.

import { readFileSync, writeFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import path from "node:path";
import { startFor } from "./browser.mjs";
import { desk } from "./preview/desk.mjs";

const [address, folder, pictures] = process.argv.slice(2);
if (!address || !folder) {
  console.error("usage: preview.mjs ADDRESS FOLDER [PICTURES]");
  process.exit(2);
}
const { browser, axe, close } = await startFor("preview");
const downloads = mkdtempSync(path.join(tmpdir(), "zhumo-preview-"));
const file = (name) => path.join(folder, name);

/** A new page, which must not complain and must ask for nothing but its own server. */
async function visit(options = {}) {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => fail(`the page failed: ${error.message}`));
  page.on("console", (message) => {
    // A refused save or export is an answer, which the browser logs as an error.
    if (message.type() === "error" && !/status of (409|422)/.test(message.text())) fail(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (!["blob:", "data:"].includes(protocol) && host !== new URL(address).host) fail(`it asks for ${request.url()}`);
  });
  await page.goto(address);
  await looked(page, 0);
  return page;
}

let faults = 0;
function fail(message) {
  faults += 1;
  console.error(`preview: ${message}`);
}

const count = (page) => page.evaluate(() => Number(document.body.dataset.looked ?? 0));

/** Waits until the draft has been looked at again, and the newest text of it: an answer about an older one may come in between. */
async function looked(page, before) {
  await page.waitForFunction((before) => Number(document.body.dataset.looked ?? 0) > before && document.body.dataset.idle === "true", before);
}

async function act(page, action) {
  const before = await count(page);
  await action();
  await looked(page, before);
}

const text = (page) => page.evaluate(() => [...document.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"));
const messages = (page) => page.locator("#list .jump").allTextContents();
const status = (page) => page.locator("#file").textContent();

/** What the dialogue of new drafts offers, but for the empty draft. */
async function starts(page) {
  await page.click("#new");
  const names = await page.locator("dialog li button").allTextContents();
  await page.locator("dialog button", { hasText: "取消" }).click();
  return names.filter((name) => name !== "空白文稿");
}

async function open(page, name) {
  await page.click("#open");
  await page.locator("dialog li button", { hasText: name }).click();
  await page.waitForFunction((name) => document.querySelector("#file").textContent.includes(name), name);
  await settled(page);
}

/** The server owes no answer, and what it said is shown. */
async function settled(page) {
  await page.waitForFunction(() => document.body.dataset.idle === "true");
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`) });
}

async function accessible(page, what, part = "html") {
  // The policy of the page lets no script in but its own; the judge comes through the debugger.
  await page.evaluate(axe);
  const { violations } = await page.evaluate((part) => globalThis.axe.run(part, { iframes: false }), part);
  for (const found of violations) {
    fail(`${what}: axe ${found.id}: ${found.help}: ${found.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ")}`);
  }
}

const steps = {
  async "a finding is shown, jumped to and fixed"() {
    const page = await visit();
    await open(page, "padded.notice");
    assert.match((await messages(page)).join(), /第9行.*零|第9行.*0/);
    assert.equal(await page.locator(".cm-lintRange-warning").count(), 1);
    await page.locator("#list .jump").first().click();
    assert.equal(await page.evaluate(() => document.getSelection().toString()), "2026年09月30日");
    await act(page, () => page.locator("#list .fix").first().click());
    assert.deepEqual(await messages(page), []);
    assert.match(await text(page), /成文日期：2026年9月30日/);
    assert.match(await status(page), /未保存/);
    await act(page, () => page.keyboard.press("Control+z"));
    assert.equal((await messages(page)).length, 1);
    await act(page, () => page.click("#fix"));
    assert.deepEqual(await messages(page), []);
    await page.keyboard.press("Control+s");
    await page.waitForFunction(() => document.querySelector("#file").textContent.includes("已保存"));
    assert.match(readFileSync(file("padded.notice"), "utf8"), /2026年9月30日/);
    await page.context().close();
  },

  async "a file of another program becomes a draft"() {
    const page = await visit();
    const notice = "示例市水务局关于做好\n供水保障工作的通知\n各区水务局：\n请认真执行。\n示例市水务局\n2026年10月9日\n（此件公开发布）\n";
    const chooser = page.waitForEvent("filechooser");
    await page.click("#open");
    await page.locator("dialog li button").first().click();
    await (await chooser).setFiles({ name: "旧文.txt", mimeType: "text/plain", buffer: Buffer.from(notice) });
    await page.waitForFunction(() => document.querySelector(".cm-content").textContent.includes("附注：此件公开发布"));
    await settled(page);
    assert.match(await text(page), /标题：\n- 示例市水务局关于做好\n- 供水保障工作的通知\n主送：各区水务局：\n/);
    assert.match(await page.locator("#banner").textContent(), /已导入：旧文.txt/);
    assert.match(await status(page), /未保存/);
    await page.context().close();
  },

  async "a finding is silenced with a reason"() {
    const page = await visit();
    await page.click("#new");
    await act(page, () => page.locator("dialog li button", { hasText: "公文" }).first().click());
    await act(page, async () => {
      await page.locator(".cm-content").click();
      await page.keyboard.press("Control+End");
      await page.keyboard.insertText("另附说明,请查收。\n");
    });
    const before = (await messages(page)).length;
    assert.ok(before >= 1);
    await page.locator("#list li", { hasText: /,|半角/ }).first().getByText("忽略…").click();
    await page.locator("dialog input").fill("原文如此");
    await act(page, () => page.keyboard.press("Enter"));
    assert.equal((await messages(page)).length, before - 1);
    assert.match(await text(page), /zhumo-ignore .*: 原文如此/);
    await page.context().close();
  },

  async "page and draft light each other"() {
    const page = await visit();
    await open(page, "padded.notice");
    const line = page.locator(".cm-line", { hasText: "青禾区图书馆新馆定于" });
    await line.hover();
    await page.waitForFunction(() => document.querySelectorAll(".lights div").length >= 3);
    const number = page.locator(".cm-line", { hasText: "发文字号" });
    await number.hover();
    await page.waitForFunction(() => document.querySelectorAll(".lights div").length === 1);
    // And the other way round: over the number on the page.
    const box = await page.locator(".lights div").boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForFunction(() => document.querySelector(".cm-line.lit")?.textContent.startsWith("发文字号"));
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForFunction(() => document.querySelector(".cm-activeLine")?.textContent.startsWith("发文字号"));
    await page.context().close();
  },

  async "a change from outside is loaded, or asked about"() {
    const page = await visit();
    writeFileSync(file("shared.notice"), readFileSync(file("long.notice")));
    await open(page, "shared.notice");
    const mine = readFileSync(file("shared.notice"), "utf8");
    const outside = mine.replace("开展", "组织开展");
    writeFileSync(file("shared.notice"), outside);
    await page.waitForFunction(() => document.querySelector(".cm-content").textContent.includes("组织开展"));
    assert.match(await status(page), /已保存/);
    // Now both sides change.
    await act(page, async () => {
      await page.locator(".cm-content").click();
      await page.keyboard.press("Control+End");
      await page.keyboard.insertText("\n我的改动。\n");
    });
    writeFileSync(file("shared.notice"), outside.replace("组织开展", "联合开展"));
    await page.locator("#banner", { hasText: "磁盘上的文件被改过" }).waitFor();
    await page.keyboard.press("Control+s");
    await page.locator("dialog .both").waitFor();
    assert.ok((await page.locator("dialog .differs").count()) >= 2);
    // What lies below an open question cannot be reached, and is not judged.
    await accessible(page, "conflict", "#dialog");
    await picture(page, "conflict");
    await page.locator("dialog button", { hasText: "取消" }).click();
    assert.match(readFileSync(file("shared.notice"), "utf8"), /联合开展/, "nothing is overwritten");
    // Who changes the file while the question is open is not overwritten either: it is asked again.
    await page.keyboard.press("Control+s");
    await page.locator("dialog .both").waitFor();
    writeFileSync(file("shared.notice"), outside.replace("组织开展", "统一开展"));
    await page.locator("dialog button", { hasText: "用我的覆盖" }).click();
    await page.locator("dialog .both", { hasText: "统一开展" }).waitFor();
    assert.match(readFileSync(file("shared.notice"), "utf8"), /统一开展/, "nothing is overwritten");
    await page.locator("dialog button", { hasText: "用我的覆盖" }).click();
    await page.waitForFunction(() => document.querySelector("#file").textContent.includes("已保存"));
    assert.match(readFileSync(file("shared.notice"), "utf8"), /我的改动/);
    await page.context().close();
  },

  async "a reason that comes too late silences nothing"() {
    const page = await visit();
    writeFileSync(file("late.notice"), readFileSync(file("faulty.notice")));
    await open(page, "late.notice");
    await page.locator("#list li").first().getByText("忽略…").click();
    await page.locator("dialog input").fill("原文如此");
    const changed = readFileSync(file("late.notice"), "utf8").replace("标题", "// 新的一行\n标题");
    await act(page, () => writeFileSync(file("late.notice"), changed));
    await page.keyboard.press("Enter");
    await page.locator("#banner", { hasText: "改过" }).waitFor();
    assert.equal(await text(page), changed);
    await page.context().close();
  },

  async "who goes on typing loses nothing"() {
    const page = await visit();
    writeFileSync(file("slow.notice"), readFileSync(file("faulty.notice"), "utf8").replace("2026年09月31日", "2026年09月30日"));
    writeFileSync(file("other.notice"), readFileSync(file("long.notice")));
    await open(page, "slow.notice");
    const before = readFileSync(file("slow.notice"), "utf8");
    const whole = () => page.evaluate(() => document.querySelector(".cm-content").innerText);
    /** Holds answers of a kind back until they are let go. */
    const hold = async (name) => {
      let letGo;
      const gate = new Promise((resolve) => (letGo = resolve));
      await page.route(`**/api/${name}`, async (route) => {
        await gate;
        await route.continue();
      });
      // From then on answers pass through at once.
      return letGo;
    };
    const type = async (text) => {
      await page.locator(".cm-content").click();
      await page.keyboard.press("Control+Home");
      await page.keyboard.insertText(text);
    };
    // A fix is made where it was meant, though its places are older than the text.
    let letGo = await hold("look");
    await type("// 新的一行，比原来长得多\n");
    await page.locator("#list li", { hasText: "补了零" }).locator(".fix").click();
    let text = await whole();
    assert.ok(text.includes("成文日期：2026年9月30日") && text.includes("署名：青禾区文化和旅游局"), text);
    letGo();
    await settled(page);
    // What is formatted is the text of now.
    letGo = await hold("fmt");
    await page.click("#fmt");
    await type("// 又是一行\n");
    letGo();
    await settled(page);
    text = await whole();
    const visible = (text) => text.replace(/\s/g, "");
    assert.equal(visible(text), visible(`// 又是一行\n// 新的一行，比原来长得多\n${before.replace("09月30日", "9月30日")}`));
    // An answer about a draft that is no longer there says nothing of the one that is.
    letGo = await hold("save");
    await page.keyboard.press("Control+s");
    await page.click("#open");
    await page.locator("dialog li button", { hasText: "other.notice" }).click();
    await page.locator("dialog button", { hasText: "不保存，继续" }).click();
    await page.waitForFunction(() => document.querySelector("#file").textContent.includes("other.notice"));
    letGo();
    await settled(page);
    assert.match(await status(page), /other.notice/);
    await type("// 第二份\n");
    await page.keyboard.press("Control+s");
    await page.waitForFunction(() => document.querySelector("#file").textContent.includes("已保存"));
    assert.match(readFileSync(file("other.notice"), "utf8"), /第二份/);
    assert.doesNotMatch(readFileSync(file("slow.notice"), "utf8"), /第二份/);
    await page.context().close();
  },

  async "a draft that is not saved is not left without a question"() {
    const page = await visit();
    await open(page, "long.notice");
    await act(page, async () => {
      await page.locator(".cm-content").click();
      await page.keyboard.insertText("// 改\n");
    });
    await page.click("#new");
    await page.locator("dialog li button", { hasText: "空白文稿" }).click();
    await page.locator("dialog", { hasText: "还没有保存" }).waitFor();
    await page.locator("dialog button", { hasText: "取消" }).click();
    assert.match(await status(page), /long.notice/);
    await page.context().close();
  },

  async "an empty page offers what to begin with"() {
    const page = await visit();
    assert.deepEqual(await messages(page), []);
    assert.equal(await status(page), "未命名");
    assert.equal(await page.locator("#findings").getAttribute("data-empty"), "true");
    await accessible(page, "the empty page");
    await picture(page, "begin");
    await act(page, () => page.locator("#begin button", { hasText: "请示" }).click());
    assert.match(await text(page), /^发文机关：/m);
    assert.equal(await page.locator("#begin").isVisible(), false);
    assert.match(await page.locator("#count").textContent(), /^\d+页，\d+字$/);
    assert.deepEqual(await messages(page), []);
    await page.context().close();
  },

  async "what was not saved is kept, and offered again"() {
    const page = await visit();
    const context = page.context();
    await act(page, async () => {
      await page.locator(".cm-content").click();
      await page.keyboard.insertText("标题：没有保存的通知\n");
    });
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => localStorage.getItem(key).includes("没有保存的通知")));
    await page.close({ runBeforeUnload: false });
    const again = await context.newPage();
    await again.goto(address);
    await again.locator("#banner button", { hasText: "恢复" }).waitFor();
    await settled(again);
    assert.equal((await text(again)).trim(), "", "nothing is taken over unasked");
    await act(again, () => again.locator("#banner button", { hasText: "恢复" }).click());
    assert.match(await text(again), /没有保存的通知/);
    await context.close();
  },

  async "a table of a sheet or of Word becomes a table"() {
    const page = await visit();
    const paste = (kinds) =>
      page.evaluate((kinds) => {
        const data = new DataTransfer();
        for (const [kind, content] of Object.entries(kinds)) data.setData(kind, content);
        const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
        document.querySelector(".cm-content").dispatchEvent(event);
      }, kinds);
    await page.locator(".cm-content").click();
    await act(page, () => paste({ "text/plain": "单位\t人数\n甲|乙科\t3\n" }));
    assert.equal(await text(page), "| 单位 | 人数 |\n|---|---|\n| 甲\\|乙科 | 3 |");
    await page.keyboard.press("Control+a");
    const word = "<table><tr><td rowspan=2>地区</td><td colspan=2>产量</td></tr><tr><td>本期</td><td>同比</td></tr><tr><td><p>甲</p><p>县</p></td><td>1</td><td>2</td></tr></table>";
    await act(page, () => paste({ "text/html": word, "text/plain": "地区\t产量\n" }));
    assert.equal(await text(page), "| 地区 | 产量 ||\n| ^^ | 本期 | 同比 |\n|---|---|---|\n| 甲县 | 1 | 2 |");
    await page.keyboard.press("Control+a");
    await act(page, () => paste({ "text/plain": "一句话。" }));
    assert.equal(await text(page), "一句话。");
    await page.context().close();
  },

  async "fields are completed, and the search panel speaks Chinese"() {
    const page = await visit();
    await page.locator(".cm-content").click();
    await page.keyboard.type("主", { delay: 20 });
    await page.locator(".cm-tooltip-autocomplete li", { hasText: "主送" }).first().waitFor();
    // Enter ends the line as long as nothing is chosen.
    await page.keyboard.press("ArrowDown");
    await act(page, () => page.keyboard.press("Enter"));
    assert.match(await text(page), /^主送：/);
    await page.keyboard.press("Control+f");
    assert.equal(await page.locator(".cm-search input[name=search]").getAttribute("placeholder"), "查找");
    await page.context().close();
  },

  async "every layout can be begun, and exported"() {
    const page = await visit();
    const names = await starts(page);
    assert.ok(names.length >= 15 && ["通知", "请示", "批复", "会议通知（附回执）", "联合行文"].every((name) => names.includes(name)), names.join());
    for (const [index, name] of names.entries()) {
      await page.click("#new");
      await act(page, async () => {
        await page.locator("dialog li button").nth(index).click();
        if (index > 0) await page.locator("dialog button", { hasText: "不保存，继续" }).click();
      });
      assert.deepEqual(await messages(page), [], name);
      assert.ok((await page.locator("figure img").count()) >= 1, name);
    }
    for (const [kind, begins] of [["pdf", "%PDF-"], ["docx", "PK"], ["ofd", "PK"], ["html", "<!DOCTYPE html>"], ["md", "#"]]) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-export=${kind}]`)]);
      const saved = path.join(downloads, `x.${kind}`);
      await download.saveAs(saved);
      assert.match(download.suggestedFilename(), new RegExp(`\\.${kind}$`));
      const bytes = readFileSync(saved, "utf8");
      assert.ok(bytes.toLowerCase().includes(begins.toLowerCase()), `${kind} begins with ${bytes.slice(0, 40)}`);
    }
    await page.context().close();
  },

  async "the web copy and the Markdown follow the draft"() {
    const page = await visit();
    await open(page, "padded.notice");
    await act(page, () => page.click("#tab-web"));
    const frame = page.frameLocator("#panel-web iframe");
    await frame.locator("h1", { hasText: "图书馆" }).waitFor();
    await act(page, () => page.click("#tab-markdown"));
    assert.match(await page.locator("#panel-markdown pre").textContent(), /^#? ?.*图书馆/ms);
    await page.locator("#tab-markdown").press("End");
    assert.equal(await page.locator("#tab-changes").getAttribute("aria-selected"), "true");
    await page.locator("#tab-changes").press("ArrowRight");
    assert.equal(await page.locator("#tab-pages").getAttribute("aria-selected"), "true");
    await page.context().close();
  },

  async "everything can be done without a mouse"() {
    const page = await visit();
    await open(page, "faulty.notice");
    await page.locator("body").press("Escape");
    await page.evaluate(() => document.activeElement?.blur());
    const met = new Set();
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return "";
        const ring = getComputedStyle(element);
        const seen = element.closest(".cm-editor") || ring.outlineStyle !== "none";
        return `${element.id || element.dataset.export || element.dataset.level || element.className || element.tagName}${seen ? "" : " UNSEEN"}`;
      });
      if (name.endsWith("UNSEEN")) fail(`the focus cannot be seen on ${name}`);
      met.add(name);
    }
    for (const wanted of ["new", "open", "save", "fmt", "fix", "pdf", "language", "error", "splitter", "tab-pages", "panel-pages"]) {
      assert.ok(met.has(wanted), `Tab does not reach ${wanted}: ${[...met].join(", ")}`);
    }
    await page.locator("#splitter").focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.locator("#splitter").getAttribute("aria-valuenow"), "52");
    await page.locator("#open").focus();
    await page.keyboard.press("Enter");
    await page.locator("dialog input").waitFor();
    await page.keyboard.type("long");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#file").textContent.includes("long.notice"));
    await page.context().close();
  },

  async "axe finds nothing, whatever the colours and the width"() {
    for (const colorScheme of ["light", "dark"]) {
      for (const viewport of [{ width: 1440, height: 900 }, { width: 420, height: 800 }]) {
        const page = await visit({ colorScheme, viewport });
        await open(page, "faulty.notice");
        await page.locator("summary").first().click();
        await accessible(page, `${colorScheme} ${viewport.width}`);
        await picture(page, `${colorScheme}-${viewport.width}`);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wider <= 0, `${wider} px wider than the window`);
        await page.click("#language");
        await page.locator("#save", { hasText: "Save" }).waitFor();
        await settled(page);
        assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
        assert.doesNotMatch((await page.locator("header, .bar, #list li").allTextContents()).join(" ").replace("中文", "").replace("朱墨", ""), /[错警提]\S?[误告示]|第\d+行/);
        await accessible(page, `${colorScheme} ${viewport.width} en`);
        await page.context().close();
      }
    }
  },

  async "a whole joint notice, from an empty page"() {
    const page = await visit();
    await page.click("#new");
    await page.locator("dialog li button", { hasText: "空白文稿" }).click();
    await page.locator(".cm-content").click();
    const lines = [
      "发文机关：示例省市场监督管理局",
      "发文字号：示市监质发〔2026〕31号",
      "标题：示例省市场监督管理局等3部门关于开展2026年“计量开放日”活动的通知",
      "主题：公平计量　放心消费",
      "主送：各市（州）市场监管局、教育局、商务局：",
      "",
      "为普及计量知识，经研究，示例省市场监督管理局（以下简称省市场监管局）等3个部门定于2026年5月联合开展“计量开放日”活动。现将有关事项通知如下。",
      "",
      "一、活动主题",
      "活动的主题是：“{主题}”。活动时间为2026年5月18日（星期一）至5月22日（星期五）。",
      "",
      "二、活动内容",
      "（一）开放计量实验室。各级计量技术机构向社会开放，预约办法见附件1。",
      "（二）开展校园宣传。教育部门组织学生参观，每批不超过30人。",
      "1.选好参观路线。",
      "2.配备讲解人员。",
      "",
      "三、活动要求",
      "各地要加强组织，于2026年6月10日前将活动总结报省市场监管局，格式见附件2。",
      "",
      "附件：",
      "- 计量实验室预约办法",
      "- 活动总结格式",
      "",
      "联系人：省市场监管局计量处　林青",
      "电话：000-00000000",
      "",
      "署名：",
      "- 示例省市场监督管理局",
      "- 示例省教育厅",
      "- 示例省商务厅",
      "成文日期：2026年4月8日",
      "附注：此件公开发布",
      "抄送：示例省人民政府办公厅。",
      "印发：示例省市场监督管理局办公室　2026年4月9日",
      "",
      "【附件1】计量实验室预约办法",
      "预约人应当提前3天登记姓名和人数。",
      "",
      "【附件2】活动总结格式",
      "总结包括基本情况、主要做法和意见建议三个部分。",
    ];
    for (const [index, line] of lines.entries()) {
      // Typed as far as a keyboard can; an input method hands over whole words.
      for (const part of line.match(/.{1,6}/gu) ?? []) await page.keyboard.insertText(part);
      if (index + 1 < lines.length) await page.keyboard.press("Enter");
    }
    await settled(page);
    assert.deepEqual(await messages(page), []);
    assert.equal(await page.locator("figure").count(), 4);
    // The page that is being written is the one in sight.
    const sight = await page.evaluate(() => {
      const frame = document.querySelector("#panel-pages").getBoundingClientRect();
      return [...document.querySelectorAll(".lights div")].some((box) => {
        const { top, bottom } = box.getBoundingClientRect();
        return top >= frame.top && bottom <= frame.bottom;
      });
    });
    assert.ok(sight, "the last line is in sight");
    await picture(page, "joint");
    await page.keyboard.press("Control+s");
    const name = page.locator("dialog input");
    assert.match(await name.inputValue(), /计量开放日.*\.notice$/);
    await name.fill("计量开放日");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#file").textContent.includes("已保存"));
    assert.equal(readFileSync(file("计量开放日.notice"), "utf8"), lines.join("\n"));
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-export=pdf]")]);
    assert.equal(download.suggestedFilename(), "计量开放日.pdf");
    await download.saveAs(path.join(folder, "out.pdf"));
    assert.ok(existsSync(path.join(folder, "out.pdf")));
    await page.context().close();
  },

  async "the time from key to page"() {
    const page = await visit();
    for (const name of ["long.notice", "hundred.notice"]) {
      await open(page, name);
      await page.locator(".cm-line", { hasText: "现将" }).first().click();
      await page.keyboard.press("End");
      await page.evaluate(() => performance.clearMeasures());
      for (const letter of "在家里慢慢地写一行字看要多久") {
        await act(page, () => page.keyboard.insertText(letter));
      }
      await settled(page);
      const marks = await page.evaluate(() => performance.getEntriesByType("measure").map(({ name, duration }) => ({ name, duration })));
      const median = (wanted) => {
        const times = marks.filter((mark) => mark.name === wanted).map((mark) => mark.duration).sort((a, b) => a - b);
        return times[Math.floor(times.length / 2)]?.toFixed(1);
      };
      const pagesShown = await page.locator("figure").count();
      console.log(`${name}: ${pagesShown} pages; key to findings ${median("zhumo:key-findings")} ms, to pages ${median("zhumo:key-pages")} ms`);
      assert.ok(marks.length >= 4);
      await page.keyboard.press("Control+s");
      await page.waitForFunction(() => document.querySelector("#file").textContent.includes("已保存"));
    }
    await page.context().close();
  },
};

const helpers = { visit, act, open, settled, text, messages, status, accessible, picture, folder, address, looked };
// A part of a name runs the steps whose names have it.
const only = process.env.ZHUMO_STEP ?? "";
for (const [name, step] of Object.entries({ ...desk(helpers), ...steps })) {
  if (!name.includes(only)) continue;
  try {
    await step();
    console.log(`ok: ${name}`);
  } catch (error) {
    fail(`${name}: ${error.stack ?? error}`);
    const open = browser.contexts().flatMap((context) => context.pages());
    for (const [index, page] of open.entries()) await picture(page, `fault-${index}`);
    for (const context of browser.contexts()) await context.close();
  }
}
await close();
rmSync(downloads, { recursive: true, force: true });
process.exit(faults > 0 ? 1 : 0);
