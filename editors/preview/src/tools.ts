// What is written by a button: a field where it belongs, a table, an annex, a picture, a signature, a footnote. All of it can be undone.

import type { EditorView } from "@codemirror/view";
import type { Field } from "./api";
import { askField } from "./dialogs";

/** In which words a draft is written: as the three words of a field. */
type Tongue = 0 | 1 | 2;

/** What is written, and where the cursor goes: the part between the two marks is chosen. */
const OPEN = "\u0001";
const CLOSE = "\u0002";

/** A line of the draft that begins with this word of a field. */
function begins(line: string, name: string): boolean {
  const plain = line.replace(/[ \t　]/g, "").toLowerCase();
  const wanted = name.replace(/[ \t　]/g, "").toLowerCase();
  return name !== "" && (plain.startsWith(`${wanted}：`) || plain.startsWith(`${wanted}:`));
}

export class Tools {
  constructor(
    private readonly view: EditorView,
    private readonly fields: Field[],
  ) {}

  private get lines(): string[] {
    return this.view.state.doc.toString().split("\n");
  }

  private get tongue(): Tongue {
    const count = (tongue: Tongue) =>
      this.lines.filter((line) => this.fields.some(({ words }) => words[tongue] !== words[0] && begins(line, words[tongue]))).length;
    const [traditional, english] = [count(1), count(2)];
    return traditional > 0 && traditional >= english ? 1 : english > 0 ? 2 : 0;
  }

  /** The line of a field that is there, from 0. */
  private line(field: Field): number {
    return this.lines.findIndex((line) => field.words.some((name) => begins(line, name)));
  }

  /** Asks for a field; one that is there already is gone to. */
  async field(): Promise<void> {
    const { tongue } = this;
    const field = await askField(this.fields, tongue, (field) => this.line(field) >= 0);
    if (field === null) return this.view.focus();
    const there = this.line(field);
    const { doc } = this.view.state;
    if (there >= 0) {
      const { to } = doc.line(there + 1);
      this.view.dispatch({ selection: { anchor: to }, scrollIntoView: true });
      return this.view.focus();
    }
    const text = `${field.words[tongue] || field.words[0]}${tongue === 2 ? ": " : "："}${OPEN}${CLOSE}`;
    if (field.zone === "any") return this.block(text, "");
    this.whole(text, this.below(field));
  }

  /** How many lines stand above a field where it belongs. */
  private below(field: Field): number {
    const { lines } = this;
    const at = this.fields.indexOf(field);
    const same = this.fields.slice(0, at).filter((other) => other.zone === field.zone);
    const last = Math.max(...same.map((other) => this.line(other)), -1);
    if (last >= 0) {
      let end = last + 1;
      while (/^- /.test(lines[end] ?? "")) end += 1;
      return end;
    }
    if (field.zone === "head") return 0;
    const later = this.fields.slice(at + 1).filter((other) => other.zone === field.zone).map((other) => this.line(other));
    const first = Math.min(...later.filter((line) => line >= 0), Infinity);
    if (first < Infinity) return first;
    return this.tail();
  }

  /** How many lines stand above the first annex, or in all. */
  private tail(): number {
    const { lines } = this;
    const annex = lines.findIndex((line) => /^【|^\[annex/i.test(line));
    let end = annex < 0 ? lines.length : annex;
    while (end > 0 && lines[end - 1]!.trim() === "") end -= 1;
    return end;
  }

  table(): void {
    const said = [["项目", "内容"], ["項目", "內容"], ["Item", "Text"]][this.tongue]!;
    this.block(`| ${OPEN}${said[0]}${CLOSE} | ${said[1]} |\n|---|---|\n|  |  |\n|  |  |`, "\n");
  }

  picture(): void {
    const said = [["图题", "图片.png"], ["圖題", "圖片.png"], ["Caption", "picture.png"]][this.tongue]!;
    this.block(`![${OPEN}${said[0]}${CLOSE}](${said[1]})`, "\n");
  }

  /** The next annex, on a page of its own at the end. */
  annex(): void {
    const { lines, tongue } = this;
    const heads = lines.flatMap((line, at) => (/^【附件|^\[annex/i.test(line) ? [at] : []));
    const number = heads.length + 1;
    const title = ["附件标题", "附件標題", "Title of the annex"][tongue]!;
    const told = number === 1 ? "" : String(number);
    const head = tongue === 2 ? `[Annex${told && ` ${told}`}] ` : `【附件${told}】`;
    const changes: { from: number; to: number; insert: string }[] = [];
    const { doc } = this.view.state;
    // An only annex has no number; a second one gives it one.
    const only = heads.length === 1 ? doc.line(heads[0]! + 1) : null;
    const bare = only && /^(?:【附件(?=[】｜|])|\[annex(?=[\]|]))/i.exec(only.text);
    if (only && bare) changes.push({ from: only.from + bare[0].length, to: only.from + bare[0].length, insert: tongue === 2 ? " 1" : "1" });
    const text = `${head}${OPEN}${title}${CLOSE}\n`;
    this.put(`${this.gap(doc.length)}${text}`, doc.length, changes);
  }

  /** Who signs, and when. */
  signature(): void {
    const names = ["signatories", "date"].map((name) => this.fields.find((field) => field.name === name)!);
    const { tongue } = this;
    const there = this.line(names[0]!);
    if (there >= 0) {
      this.view.dispatch({ selection: { anchor: this.view.state.doc.line(there + 1).to }, scrollIntoView: true });
      return this.view.focus();
    }
    const now = new Date();
    const day =
      tongue === 2
        ? `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`
        : `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`;
    const issuer = this.lines.find((line) => this.fields.find((field) => field.name === "issuers")?.words.some((name) => begins(line, name)));
    const organ = issuer?.replace(/^[^：:]*[：:]\s*/, "") ?? "";
    const colon = tongue === 2 ? ": " : "：";
    const said = (field: Field) => `${field.words[tongue] || field.words[0]}${colon}`;
    const date = this.line(names[1]!) < 0 ? `\n${said(names[1]!)}${day}` : "";
    this.whole(`${said(names[0]!)}${OPEN}${organ}${CLOSE}${date}`, this.below(names[0]!));
  }

  /** A note at the cursor, and its text at the end of the paragraph. */
  footnote(): void {
    const { doc, selection } = this.view.state;
    const used = [...doc.toString().matchAll(/\[\^(\d+)\]/g)].map((found) => Number(found[1]));
    const number = Math.max(0, ...used) + 1;
    const at = selection.main.head;
    const line = doc.lineAt(at);
    const text = `\n\n[^${number}]${this.tongue === 2 ? ": " : "："}${OPEN}${["注释", "註釋", "Note"][this.tongue]}${CLOSE}`;
    this.put(text, line.to, [{ from: at, to: at, insert: `[^${number}]` }]);
  }

  /** A column of a table, or other words, at the cursor. */
  write(text: string): void {
    this.view.dispatch(this.view.state.replaceSelection(text), { userEvent: "input", scrollIntoView: true });
    this.view.focus();
  }

  /** Below the line of the cursor, or on it where it is empty. */
  private block(text: string, apart: string): void {
    const { doc, selection } = this.view.state;
    const line = doc.lineAt(selection.main.head);
    if (line.text.trim() !== "") return this.put(`\n${apart}${text}${line.to < doc.length ? apart : ""}`, line.to, []);
    const above = line.number > 1 && doc.line(line.number - 1).text.trim() !== "" ? apart : "";
    const below = line.number < doc.lines && doc.line(line.number + 1).text.trim() !== "" ? apart : "";
    this.put(`${above}${text}${below}`, line.from, [{ from: line.from, to: line.to, insert: "" }]);
  }

  /** Lines of their own below so many others. */
  private whole(text: string, above: number): void {
    const { doc } = this.view.state;
    if (above === 0) return this.put(doc.length > 0 ? `${text}\n` : text, 0, []);
    const line = doc.line(Math.min(above, doc.lines));
    const last = this.lines[above - 1] ?? "";
    const field = this.fields.some(({ words }) => words.some((name) => begins(last, name))) || /^- /.test(last);
    const next = this.lines[above] ?? "";
    this.put(`\n${field ? "" : "\n"}${text}${next.trim() !== "" && /^【|^\[annex/i.test(next) ? "\n" : ""}`, line.to, []);
  }

  /** What parts a part of its own from what stands above `at`. */
  private gap(at: number): string {
    const text = this.view.state.doc.sliceString(Math.max(0, at - 2), at);
    return at === 0 || text === "\n\n" ? "" : text.endsWith("\n") ? "\n" : "\n\n";
  }

  /** Writes a text with its marks at a place, beside other changes above it, and goes there. */
  private put(text: string, at: number, others: { from: number; to: number; insert: string }[]): void {
    const [open, close] = [text.indexOf(OPEN), text.indexOf(CLOSE)];
    const insert = text.replace(OPEN, "").replace(CLOSE, "");
    const moved = others.reduce((sum, change) => sum + (change.from <= at ? change.insert.length - (change.to - change.from) : 0), 0);
    const from = at + moved + (open < 0 ? insert.length : open);
    const same = others.find((change) => change.from === at);
    const rest = others.filter((change) => change !== same);
    const here = same ? { from: same.from, to: same.to, insert: same.insert + insert } : { from: at, to: at, insert };
    const to = open < 0 ? from : from + close - open - 1;
    const start = same && same.to > same.from ? from + (same.to - same.from) : from;
    const changes = this.view.state.changes([...rest, here]);
    const length = changes.newLength;
    this.view.dispatch({
      changes,
      selection: { anchor: Math.min(start, length), head: Math.min(start + (to - from), length) },
      userEvent: "input",
      scrollIntoView: true,
    });
    this.view.focus();
  }

  /** Takes the buttons of the page. */
  wire(): void {
    const acts: Record<string, () => void> = {
      field: () => void this.field(),
      table: () => this.table(),
      annex: () => this.annex(),
      picture: () => this.picture(),
      signature: () => this.signature(),
      footnote: () => this.footnote(),
    };
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-insert]")) {
      button.addEventListener("click", () => acts[button.dataset.insert!]?.());
    }
  }
}
