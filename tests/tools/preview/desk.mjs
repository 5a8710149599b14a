// What a clerk has on the desk beside the draft: changes, the file that it was made of, data of a merge, buttons, printing, another window.
//
// Each step takes the helpers of ../preview.mjs.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";

const OLD_TEXT = [
  "示例市水务局关于做好",
  "供水保障工作的通知",
  "示水〔2026〕7号",
  "各区水务局：",
  "请认真执行。",
  "各区要组织应急演练和设备检修",
  "附件：供水保障方案",
  "示例市水务局",
  "2026年10月9日",
  "（此件公开发布）",
].join("\n");

const ROWS = "单位,人数,经费\n甲县水务局,3,1200\n乙县水务局,0,800\n丙县水务局,5,990.5\n";
const LETTER = [
  "版式：信函",
  "发文机关：示例市水务局",
  "标题：示例市水务局关于核定培训名额的函",
  "主送：{{单位}}",
  "",
  "经研究，核定你单位培训名额{{人数}}名，经费{{经费|金额}}元,请按时参加。",
  "",
  "署名：示例市水务局",
  "成文日期：2026年8月14日",
  "",
].join("\n");

export function desk({ visit, act, open, settled, text, messages, status, accessible, picture, folder, address, looked }) {
  const file = (name) => path.join(folder, name);
  const changes = (page) => page.locator("#changes > li");
  const type = async (page, at, words) => {
    await page.locator(".cm-content").click();
    await page.keyboard.press(at);
    await page.keyboard.insertText(words);
  };
  const discard = (page) => page.locator("dialog button", { hasText: "不保存，继续" }).click();
  /** Takes a file as the dialogue of the system gives it. */
  const give = async (page, ask, name, content) => {
    const chooser = page.waitForEvent("filechooser");
    await ask();
    await (await chooser).setFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
  };

  return {
    async "changes since the saved file are shown, accepted and taken back"() {
      writeFileSync(file("changed.notice"), LETTER.replace("{{单位}}", "各县水务局：").replace("{{人数}}", "3").replace("{{经费|金额}}", "1200"));
      const page = await visit();
      await open(page, "changed.notice");
      const before = await text(page);
      await act(page, () => page.click("#tab-changes"));
      assert.equal(await page.locator("#changes-sum").textContent(), "没有修改");
      await act(page, async () => {
        await page.locator(".cm-line", { hasText: "经研究" }).click();
        await page.keyboard.press("Home");
        await page.keyboard.insertText("为做好培训，");
        await page.keyboard.press("Control+End");
        await page.keyboard.insertText("附注：此件公开发布\n");
      });
      await page.locator("#changes-sum", { hasText: "2处修改" }).waitFor();
      assert.match(await changes(page).first().textContent(), /第1段.*新增：为做好培训，/s);
      assert.match(await changes(page).last().textContent(), /附注.*增加/s);
      await accessible(page, "changes");
      await picture(page, "changes");
      // By keys alone: to the list, down to the last change, and take it back.
      await page.locator("#changes .jump").first().focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "退回：附注");
      await act(page, () => page.keyboard.press("Enter"));
      await page.locator("#changes-sum", { hasText: "1处修改" }).waitFor();
      assert.doesNotMatch(await text(page), /附注/);
      // The focus stays in the list.
      assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), /^退回：/);
      // What is accepted is no change any more, and stays in the draft.
      await changes(page).first().getByText("接受").click();
      await page.locator("#changes-sum", { hasText: "没有修改，已接受1处" }).waitFor();
      assert.match(await text(page), /为做好培训，经研究/);
      // Taking back can be undone like everything else.
      await act(page, async () => {
        await page.locator(".cm-content").click();
        await page.keyboard.press("Control+z");
      });
      assert.match(await text(page), /附注：此件公开发布/);
      // The draft as it was opened is there as well; everything is taken back at once.
      await page.selectOption("#base", "opened");
      await page.locator("#changes-sum", { hasText: "2处修改" }).waitFor();
      await act(page, () => page.click("#back-all"));
      assert.equal(await text(page), before);
      await page.click("#language");
      await page.locator("#changes-sum", { hasText: "No changes" }).waitFor();
      await page.context().close();
    },

    async "changes since a revision of git"() {
      const git = (...words) => execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.com", ...words], { stdio: "ignore" });
      const draft = LETTER.replace("{{单位}}", "各县水务局：").replace("{{人数}}", "3").replace("{{经费|金额}}", "1200");
      git("init", "--quiet");
      writeFileSync(file("kept.notice"), draft);
      git("add", "kept.notice");
      git("commit", "--quiet", "-m", "初稿");
      writeFileSync(file("kept.notice"), draft.replace("1200元", "1300元"));
      git("commit", "--quiet", "-a", "-m", "改经费");
      writeFileSync(file("kept.notice"), draft.replace("1200元", "1500元"));
      const page = await visit();
      await open(page, "kept.notice");
      await act(page, () => page.click("#tab-changes"));
      const labels = await page.locator("#base option").allTextContents();
      assert.deepEqual(labels.map((label) => label.replace(/^[\d-]+　|（\w+）$/g, "")), ["上次保存的文件", "打开时的文稿", "改经费", "初稿", "其他版本…"]);
      const values = await page.locator("#base option").evaluateAll((all) => all.map(({ value }) => value));
      await page.selectOption("#base", values[3]);
      await page.locator("#changes del", { hasText: "1200元" }).waitFor();
      assert.match(await changes(page).textContent(), /修改，金额/);
      await page.selectOption("#base", "other");
      await page.locator("dialog input").fill("HEAD");
      await page.keyboard.press("Enter");
      await page.locator("#changes del", { hasText: "1300元" }).waitFor();
      // A revision that is none is said, and nothing else happens.
      await page.selectOption("#base", "other");
      await page.locator("dialog input").fill("--output=x");
      await page.keyboard.press("Enter");
      await page.locator("#banner", { hasText: "--output=x" }).waitFor();
      await page.locator("#changes del", { hasText: "1300元" }).waitFor();
      await act(page, () => changes(page).getByText("退回").click());
      assert.match(await text(page), /1300元/);
      await page.context().close();
    },

    async "a file of another program and its draft stand side by side"() {
      const page = await visit();
      await page.click("#open");
      await give(page, () => page.locator("dialog li button").first().click(), "旧文.txt", OLD_TEXT);
      await page.locator("#pieces > li", { hasText: "示水〔2026〕7号" }).waitFor();
      await settled(page);
      assert.equal(await page.locator("#tab-origin").getAttribute("aria-selected"), "true");
      const title = page.locator("#pieces > li").first();
      assert.equal(await title.locator("select").inputValue(), "title");
      await title.locator("summary").click();
      assert.ok((await title.locator("details li").count()) > 0, "a reason is given");
      await accessible(page, "source");
      await picture(page, "source");
      // Each side leads to the other.
      await page.locator("#pieces .jump", { hasText: "2026年10月9日" }).click();
      assert.match(await page.locator(".cm-line.lit").textContent(), /^成文日期：/);
      await page.locator(".cm-line", { hasText: "各区水务局" }).click();
      assert.match(await page.locator("#pieces > li[aria-current]").textContent(), /各区水务局/);
      // What it was taken for can be said otherwise: the file is read once more.
      const note = page.locator("#pieces > li", { hasText: "此件公开发布" }).locator("select");
      const other = (await note.locator("option").evaluateAll((all) => all.map(({ value }) => value)))[1];
      await act(page, () => note.selectOption(other));
      await page.waitForFunction(() => !document.querySelector(".cm-content").textContent.includes("附注："));
      // What was written since is not lost unasked.
      await act(page, () => type(page, "Control+End", "// 我的话\n"));
      await page.locator("#pieces > li", { hasText: "此件公开发布" }).locator("select").selectOption("note");
      await page.locator("#banner button", { hasText: "重新识别" }).waitFor();
      assert.match(await text(page), /我的话/);
      await act(page, () => page.locator("#banner button", { hasText: "重新识别" }).click());
      assert.match(await text(page), /附注：此件公开发布/);
      await act(page, async () => {
        await page.locator(".cm-content").click();
        await page.keyboard.press("Control+z");
      });
      assert.match(await text(page), /我的话/);
      await page.context().close();
    },

    async "doubtful places are lit and gone to"() {
      const page = await visit();
      await page.click("#open");
      const doubtful = "关于汛期的一些情况\n示例市水务局 2026年7月\n汛期来得早\n各区做了准备\n示例市水务局办公室\n7月1日\n联系处：水务局\n";
      await give(page, () => page.locator("dialog li button").first().click(), "情况.txt", doubtful);
      await page.locator("#pieces > li.doubtful").first().waitFor();
      await settled(page);
      const count = await page.locator("#pieces > li.doubtful").count();
      assert.match(await page.locator("#pieces-sum").textContent(), new RegExp(`^${count}处`));
      assert.ok((await page.locator(".cm-line.doubtful").count()) > 0);
      await page.click("#doubt-next");
      const first = await page.evaluate(() => document.activeElement.closest("li").className);
      assert.equal(first, "doubtful");
      await page.locator("#doubt-next").focus();
      await page.keyboard.press("Enter");
      await accessible(page, "doubts");
      await page.context().close();
    },

    async "letters of a merge are shown filled in"() {
      writeFileSync(file("letters.notice"), LETTER);
      const page = await visit();
      await open(page, "letters.notice");
      assert.ok((await messages(page)).some((said) => said.includes("{{单位}}")), "unfilled places are named");
      await act(page, () => give(page, () => page.click("#merge"), "名额.csv", ROWS));
      await page.locator("#values tr", { hasText: "甲县水务局" }).waitFor();
      assert.match(await page.locator("#letters").textContent(), /3份（第2行）/);
      // What is wrong with the letter is said where the draft has its line, and unfilled places are none.
      assert.deepEqual((await messages(page)).filter((said) => said.includes("{{")), []);
      assert.match((await messages(page)).join(), /第6行/);
      await accessible(page, "data");
      await picture(page, "data");
      await page.locator("#letter-next").focus();
      await act(page, () => page.keyboard.press("Enter"));
      await act(page, () => page.click("#letter-next"));
      await page.locator("#values tr", { hasText: "丙县水务局" }).waitFor();
      assert.ok(await page.locator("#letter-next").isDisabled());
      // Pages, web copy and files are those of the letter; the draft is not touched.
      await act(page, () => page.click("#tab-markdown"));
      assert.match(await page.locator("#panel-markdown pre").textContent(), /丙县水务局[^]*名额5名，经费990\.50元/);
      assert.match(await text(page), /\{\{单位\}\}/);
      assert.match(await status(page), /已保存/);
      await page.locator("#filled").uncheck();
      await page.waitForFunction(() => document.querySelector("#panel-markdown pre").textContent.includes("单位}}"));
      await settled(page);
      await page.locator("#filled").check();
      // All of them are files in one, which the program makes, too.
      const download = page.waitForEvent("download");
      await page.click("#letters-all");
      await page.locator("dialog li button", { hasText: "Word" }).click();
      const all = await download;
      assert.equal(all.suggestedFilename(), "letters.zip");
      await all.saveAs(file("letters.zip"));
      await page.locator("#letters-all", { hasText: "全部另存" }).waitFor();
      // A column that the table has not is said, with what it has.
      await act(page, () => type(page, "Control+End", "抄送：{{区县}}\n"));
      await page.locator("#letter-faults", { hasText: "区县" }).waitFor();
      await act(page, async () => {
        await page.locator(".cm-content").click();
        await page.keyboard.press("Control+z");
      });
      await page.waitForFunction(() => document.querySelector("#letter-faults").hidden);
      // A row in which something is wrong keeps back all, until somebody says that the others are wanted.
      await act(page, () => give(page, () => page.click("#table"), "名额.csv", ROWS.replace(",800", ",八百元")));
      await page.click("#letters-all");
      await page.locator("dialog li button", { hasText: "Markdown" }).click();
      await page.locator("#banner", { hasText: /3份里有1份不能存.*第3行/ }).waitFor();
      const others = page.waitForEvent("download");
      await page.locator("#banner button", { hasText: "存其余各份" }).click();
      await (await others).saveAs(file("others.zip"));
      // A click on a column writes it.
      await page.locator(".cm-content").click();
      await page.keyboard.press("Control+End");
      await act(page, () => page.locator("#values button", { hasText: "经费" }).click());
      assert.match(await text(page), /\{\{经费\}\}$/);
      await act(page, () => page.click("#data-close"));
      assert.equal(await page.locator("#data").isVisible(), false);
      // What is no table is refused with a reason.
      await give(page, () => page.click("#merge"), "坏.xlsx", "no");
      await page.locator("#banner", { hasText: "坏.xlsx" }).waitFor();
      await page.context().close();
    },

    async "buttons write what a draft has"() {
      const page = await visit();
      await page.locator(".cm-content").click();
      const field = async (name) => {
        await page.click("[data-insert=field]");
        await page.locator("dialog input").fill(name);
        await page.locator("dialog .fields li:not([hidden]) button").first().click();
        await page.waitForFunction(() => !document.querySelector("dialog").open && document.activeElement.closest(".cm-content"));
      };
      // A field goes where it belongs, whatever the order in which it is asked for.
      await act(page, async () => {
        await field("标题");
        await page.keyboard.insertText("示例市水务局关于开展节水宣传的通知");
      });
      await act(page, async () => {
        await field("发文机关");
        await page.keyboard.insertText("示例市水务局");
      });
      await act(page, async () => {
        await field("主送");
        await page.keyboard.insertText("各区水务局：");
        await page.keyboard.press("Control+End");
        await page.keyboard.insertText("\n\n现将有关事项通知如下。");
      });
      assert.deepEqual((await text(page)).split("\n").slice(0, 3).map((line) => line.split("：")[0]), ["发文机关", "标题", "主送"]);
      await act(page, async () => {
        await page.click("[data-insert=footnote]");
        await page.keyboard.insertText("含直属单位。");
      });
      assert.match(await text(page), /现将有关事项通知如下。\[\^1\]\n\n\[\^1\]：含直属单位。/);
      await act(page, () => page.click("[data-insert=table]"));
      await page.keyboard.insertText("单位");
      await act(page, () => page.click("[data-insert=signature]"));
      assert.match(await text(page), /署名：示例市水务局\n成文日期：\d{4}年\d{1,2}月\d{1,2}日/);
      await act(page, async () => {
        await page.click("[data-insert=annex]");
        await page.keyboard.insertText("宣传安排表");
      });
      // An only annex has no number; the second one gives it one.
      assert.match(await text(page), /【附件】宣传安排表/);
      await act(page, async () => {
        await page.click("[data-insert=annex]");
        await page.keyboard.insertText("宣传口号");
      });
      const whole = await text(page);
      assert.match(whole, /\| 单位 \| 内容 \|\n\|---\|---\|/);
      assert.match(whole, /【附件1】宣传安排表\n\n?\n?【附件2】宣传口号/);
      assert.ok(whole.indexOf("署名：") < whole.indexOf("【附件1】"), whole);
      assert.deepEqual((await messages(page)).filter((said) => /错误|不认识|写错|位置/.test(said)), []);
      // A field that is there is gone to, not written twice; the outline leads everywhere.
      await field("主送");
      await page.waitForFunction(() => document.querySelector(".cm-activeLine")?.textContent.startsWith("主送："));
      assert.equal((await text(page)).match(/主送：/g).length, 1);
      await page.click("#outline");
      await page.locator("dialog li button", { hasText: "宣传口号" }).click();
      await page.waitForFunction(() => document.querySelector(".cm-activeLine")?.textContent.includes("宣传口号"));
      // All of it is one step back each.
      await page.click("[data-insert=field]");
      await page.locator("dialog .fields").waitFor();
      await accessible(page, "fields", "#dialog");
      await picture(page, "fields");
      await page.keyboard.press("Escape");
      await page.context().close();
    },

    async "a place says what it is, to the pointer and to the cursor"() {
      const page = await visit();
      await open(page, "padded.notice");
      await page.locator(".cm-line", { hasText: "发文字号" }).locator(".c-keyword").hover();
      await page.locator(".said", { hasText: "机关代字" }).waitFor();
      await page.mouse.move(5, 5);
      await page.locator(".cm-line", { hasText: "主送" }).click();
      await page.keyboard.press("Home");
      await page.keyboard.press("F1");
      await page.waitForFunction(() => document.querySelector("#spoken").textContent.startsWith("主送"));
      await page.locator(".said", { hasText: "主送" }).waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".said").waitFor({ state: "detached" });
      // What is to be written is shown as it is written, without the marks around it, in the list and at the place.
      await page.locator(".cm-lintRange").first().hover();
      await page.locator(".cm-tooltip .cm-diagnostic code").first().waitFor();
      assert.doesNotMatch((await page.locator("#list, .cm-tooltip").allTextContents()).join(), /`/);
      await page.context().close();
    },

    async "proof pages show what is kept free"() {
      const page = await visit();
      await open(page, "padded.notice");
      const shown = () => page.locator("figure img").first().getAttribute("src");
      const before = await shown();
      await act(page, () => page.click("#proof"));
      assert.equal(await page.locator("#proof").getAttribute("aria-pressed"), "true");
      assert.notEqual(await shown(), before);
      await picture(page, "proof");
      await act(page, () => page.click("#proof"));
      assert.equal(await shown(), before);
      await page.context().close();
    },

    async "what is printed is the pages, one a sheet"() {
      const page = await visit();
      await open(page, "long.notice");
      const sheets = await page.locator("figure").count();
      await page.evaluate(() => (window.print = () => (document.body.dataset.printed = [...document.querySelectorAll("figure img")].every((image) => image.complete && image.naturalWidth > 0))));
      await page.click("#tab-markdown");
      await settled(page);
      await page.click("#print");
      await page.waitForFunction(() => document.body.dataset.printed !== undefined);
      assert.equal(await page.evaluate(() => document.body.dataset.printed), "true", "every page is there");
      const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: false })).toString("latin1");
      assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, sheets);
      const box = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf);
      assert.ok(Math.abs(Number(box[1]) - 595) < 1.5 && Math.abs(Number(box[2]) - 842) < 1.5, box[0]);
      await page.context().close();
    },

    async "two windows on one draft know of each other"() {
      writeFileSync(file("both.notice"), LETTER.replace("{{单位}}", "各县水务局：").replace("{{人数}}", "3").replace("{{经费|金额}}", "1200"));
      const page = await visit();
      await open(page, "both.notice");
      assert.equal(await page.locator("#company").textContent(), "");
      const other = await page.context().newPage();
      await other.goto(address);
      await looked(other, 0);
      await open(other, "both.notice");
      await page.locator("#company", { hasText: "另一个窗口" }).waitFor();
      await other.locator("#company", { hasText: "另一个窗口" }).waitFor();
      // What one has not saved yet is not offered to the other: it is not lost.
      await act(page, () => type(page, "Control+End", "// 我的话\n"));
      await page.waitForFunction(() => Object.keys(localStorage).some((key) => localStorage.getItem(key).includes("我的话")));
      await other.reload();
      await looked(other, 0);
      await open(other, "both.notice");
      await page.locator("#company", { hasText: "另一个窗口" }).waitFor();
      assert.equal(await other.locator("#banner button", { hasText: "恢复" }).count(), 0);
      await other.close();
      await page.waitForFunction(() => document.querySelector("#company").textContent === "");
      await page.context().close();
    },
  };
}
