// The package as an editor has it, in a clean folder: its answers are those of the program, whose outputs of draft.notice lie beside it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { apply, load, ZhumoError } from "@zhumo/wasm";

const [root] = process.argv.slice(2);
const zhumo = await load();
const draft = readFileSync("draft.notice", "utf8");
assert.equal(zhumo.version, createRequire(import.meta.url)("./node_modules/zhumo/package.json").version);

// Outputs, byte for byte.
assert.equal(zhumo.html(draft), readFileSync("draft.html", "utf8"));
assert.equal(zhumo.markdown(draft), readFileSync("draft.md", "utf8"));
assert.deepEqual(zhumo.json(draft), JSON.parse(readFileSync("draft.json", "utf8")));
assert.ok(Buffer.from(zhumo.docx(draft)).equals(readFileSync("draft.docx")));

// Findings, at the places of strings.
const padded = "标题：示例局关于“𠮷”的通知\n\n10月1日起放假。\n\n署名：示例局\n成文日期：2026年08月14日\n";
const [finding] = zhumo.check(padded, { language: "en" }).findings.filter(({ rule }) => rule === "padded-date");
assert.equal(padded.slice(finding.from, finding.to), "2026年08月14日");
assert.equal(finding.message, "month or day is padded with a zero");
assert.ok(finding.fix.safe);
assert.ok(apply(padded, finding.fix.edits).endsWith("2026年8月14日\n"));
assert.ok(zhumo.fix(padded).endsWith("2026年8月14日\n"));
assert.equal(zhumo.check(padded).title, "示例局关于“𠮷”的通知");
const without = zhumo.check(padded, { config: '[check]\nignore = ["padded-date"]' });
assert.ok(!without.findings.some(({ rule }) => rule === "padded-date"));
assert.equal(zhumo.format("标题 : 示例局关于放假的通知\n"), "标题：示例局关于放假的通知\n");
assert.ok(zhumo.complete("成", 1).some(({ label }) => label.includes("成文日期")));
assert.ok(zhumo.import("a.md", new TextEncoder().encode("# 示例局关于放假的通知\n\n各处室：\n\n放假。\n")).text.includes("标题：示例局关于放假的通知"));

// Pages, PDF and OFD in the fonts of the folder that is named, where there is one.
const [, folder] = process.argv.slice(2);
assert.deepEqual(zhumo.pages(draft), []);
assert.throws(() => zhumo.pdf(draft), (error) => error instanceof ZhumoError && /字体/.test(error.zh) && /font/.test(error.en));
assert.throws(() => zhumo.addFont("a.ttf", new Uint8Array(9)), (error) => error instanceof ZhumoError && /a\.ttf/.test(error.zh));
if (folder) {
  for (const name of readdirSync(folder).filter((name) => /\.(?:ttf|otf|ttc)$/.test(name))) zhumo.addFont(name, readFileSync(`${folder}/${name}`));
  assert.deepEqual(zhumo.fonts().roles.filter(({ face }) => face === null), []);
  assert.ok(Buffer.from(zhumo.pdf(draft)).equals(readFileSync("draft.pdf")), "the PDF has other bytes");
  assert.ok(Buffer.from(zhumo.ofd(draft)).equals(readFileSync("draft.ofd")), "the OFD has other bytes");
  const pages = zhumo.pages(draft);
  assert.ok(pages.length > 0 && pages.every(({ svg, width }) => width === 210 && svg.includes("<svg ")));
}

// What cannot be done is said in both languages.
for (const wrong of [() => zhumo.html("标题：{没有}\n"), () => zhumo.check("", { config: "[check" }), () => zhumo.import("a.docx", new Uint8Array(3))]) {
  assert.throws(wrong, (error) => error instanceof ZhumoError && error.zh.length > 0 && error.en.length > 0);
}
// Bytes that are handed over serve as well.
const other = await load(readFileSync("node_modules/@zhumo/wasm/zhumo.wasm"));
assert.equal(other.version, zhumo.version);

// The example of the page, run as it stands.
const readme = readFileSync(`${root}/npm/wasm/README.md`, "utf8");
const example = /```js\n([^]*?)```/.exec(readme)[1];
const said = [];
const run = new Function("load", "console", `return (async () => {${example.replace(/^import .*$/m, "")}})()`);
await run(load, { log: (text) => said.push(text) });
assert.ok(said.some((line) => /^6: padded-date: /.test(line)) && said.includes(true) && /# 示例局/.test(said.at(-1)), JSON.stringify(said));
