#!/usr/bin/env node
// visible.mjs FOLDER — prints what a reader sees of every web page and every Markdown file in FOLDER, as one JSON object on stdout:
// {"html": {NAME: TEXT}, "cmark": {NAME: TEXT}, "markdown_it": {NAME: TEXT}}, NAME without its ending.
//
// Pages are parsed by parse5, as browsers parse. Markdown goes through GitHub's cmark-gfm with every extension, and through
// markdown-it with links, tables and footnotes; both leave raw HTML in, so that a tag that was not escaped vanishes here as it
// would vanish there. What they give is parsed as a page again.
//
// Text is what stands in the elements, white space as it is; elements that begin a line of their own are parted by line feeds. Left
// out is what is no text of the notice: the skip link, the table of contents, marks of notes and the ways back from them.
//
// Exit 0: every file was read. Exit 2: a tool is missing or a file cannot be read; the message says which.

import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const BLOCKS = new Set(
  ("address article aside blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre " +
    "section table tbody td tfoot th thead tr ul").split(" "),
);
const UNSEEN = new Set(["head", "script", "style", "template", "nav", "img"]);
const NO_TEXT = ["skip", "note-reference", "note-number", "back", "footnote-ref", "footnote-backref"];

function fail(message) {
  console.error(`visible.mjs: ${message}`);
  process.exit(2);
}

function textOf(root) {
  const out = [];
  const walk = (node) => {
    if (node.nodeName === "#text") {
      out.push(node.value);
      return;
    }
    if (UNSEEN.has(node.nodeName)) return;
    const classes = node.attrs?.find((attribute) => attribute.name === "class")?.value.split(" ") ?? [];
    if (classes.some((name) => NO_TEXT.includes(name))) return;
    const block = BLOCKS.has(node.nodeName);
    if (block) out.push("\n");
    node.childNodes?.forEach(walk);
    if (block) out.push("\n");
  };
  walk(root);
  return out.join("");
}

function cmark(path) {
  const extensions = ["table", "strikethrough", "autolink", "tasklist"].flatMap((name) => ["-e", name]);
  return new Promise((resolve) => {
    const child = spawn("cmark-gfm", ["--unsafe", "-e", "footnotes", ...extensions, path]);
    const out = [];
    child.stdout.on("data", (part) => out.push(part));
    child.on("error", () => fail("no cmark-gfm; run tests/tools/install.sh"));
    child.on("close", (code) => (code === 0 ? resolve(Buffer.concat(out).toString("utf8")) : fail(`cmark-gfm cannot read ${path}`)));
  });
}

async function main(folder) {
  const [{ parse }, { default: MarkdownIt }, { default: footnotes }] = await Promise.all([
    import("parse5"),
    import("markdown-it"),
    import("markdown-it-footnote"),
  ]).catch((cause) => fail(`${cause.message}; run tests/tools/install.sh`));
  const markdownIt = new MarkdownIt({ html: true, linkify: true }).use(footnotes);
  const seen = { html: {}, cmark: {}, markdown_it: {} };
  const names = (await readdir(folder)).sort();
  for (const name of names) {
    const path = join(folder, name);
    const bare = name.replace(/\.[a-z]+$/, "");
    if (name.endsWith(".html")) {
      seen.html[bare] = textOf(parse(await readFile(path, "utf8")));
    } else if (name.endsWith(".md")) {
      seen.cmark[bare] = textOf(parse(await cmark(path)));
      seen.markdown_it[bare] = textOf(parse(markdownIt.render(await readFile(path, "utf8"))));
    }
  }
  process.stdout.write(JSON.stringify(seen));
}

if (process.argv.length !== 3) fail("usage: visible.mjs FOLDER");
await main(process.argv[2]);
