// The data of a mail merge: a table of rows beside the draft, and the letter of one row shown filled in.

import * as api from "./api";
import { base64 } from "./incoming";
import { Letters, saidOf } from "./letters";
import { prose } from "./prose";
import { getLang, type Word, word } from "./words";

/** Tables that are read. */
const ACCEPT = ".csv,.tsv,.xlsx,.xlsm,.xls,.xlsb,.ods,.json,.jsonl,.txt";

export interface Page {
  /** The draft as it stands. */
  text(): string;
  /** Makes a file of a letter. */
  file(text: string, kind: string): Promise<Blob>;
  /** Gives a file to whoever asked for it. */
  give(blob: Blob, name: string): void;
  /** Asks in which form letters are wanted. */
  kind(): Promise<string | null>;
  /** What the file of all is called. */
  name(): string;
  say(text: string, action?: [Word, () => void]): void;
  /** Shows the letter anew. */
  look(): void;
  /** Writes at the cursor. */
  write(text: string): void;
  jump(from: number, to: number): void;
  told(error: unknown): void;
}

const one = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector)!;

export class Data {
  private table: { name: string; bytes: string } | null = null;
  private at = 0;
  private group = "";
  private letter: api.Letter | null = null;
  private readonly all: Letters;
  private readonly pane = one("#data");
  private readonly filled = one<HTMLInputElement>("#filled");
  private readonly number = one<HTMLInputElement>("#letter-number");
  private readonly groups = one<HTMLSelectElement>("#group");
  /** The sheet that somebody chose; empty while it is found by its columns. */
  private sheet = "";
  private readonly sheets = one<HTMLSelectElement>("#sheet");

  constructor(private readonly page: Page) {
    const to = (at: number) => {
      this.at = Math.min(Math.max(0, at), Math.max(0, (this.letter?.total ?? 1) - 1));
      page.look();
    };
    one("#letter-before").addEventListener("click", () => to(this.at - 1));
    one("#letter-next").addEventListener("click", () => to(this.at + 1));
    this.number.addEventListener("change", () => to(Number(this.number.value) - 1));
    this.filled.addEventListener("change", () => page.look());
    this.groups.addEventListener("change", () => {
      [this.group, this.at] = [this.groups.value, 0];
      page.look();
    });
    this.sheets.addEventListener("change", () => {
      [this.sheet, this.group, this.at] = [this.sheets.value, "", 0];
      page.look();
    });
    one("#table").addEventListener("click", () => this.choose());
    one("#data-close").addEventListener("click", () => this.close());
    this.all = new Letters(one<HTMLButtonElement>("#letters-all"), page);
    one("#letters-all").addEventListener("click", () => {
      if (this.table !== null) void this.all.press({ text: page.text(), ...this.asked(this.table) });
    });
  }

  private asked(table: { name: string; bytes: string }): { table: string; rows: string; sheet: string; group: string } {
    return { table: table.name, rows: table.bytes, sheet: this.sheet, group: this.group };
  }

  choose(): void {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ACCEPT;
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file) void this.take(file);
    });
    input.click();
  }

  async take(file: File): Promise<void> {
    [this.table, this.at, this.sheet, this.group] = [{ name: file.name, bytes: base64(await file.arrayBuffer()) }, 0, "", ""];
    this.filled.checked = true;
    this.page.look();
    one("#letter-next").focus();
  }

  close(): void {
    this.all.stop();
    [this.table, this.letter] = [null, null];
    this.pane.hidden = true;
    this.page.look();
    one("#merge").focus();
  }

  /** The text that is shown: the letter, or the draft itself. */
  async fill(text: string): Promise<string> {
    const { table } = this;
    if (table === null) return text;
    try {
      const letter = await api.post<api.Letter>("letter", { text, ...this.asked(table), at: this.at });
      if (this.table !== table) return text;
      [this.letter, this.at] = [letter, letter.at];
    } catch (error) {
      if (!(error instanceof api.Refused)) throw error;
      // A file that is no table is told once.
      [this.table, this.letter] = [null, null];
      this.pane.hidden = true;
      this.page.told(error);
      return text;
    }
    this.draw();
    return this.filled.checked && this.letter?.text != null ? this.letter.text : text;
  }

  /** What is wrong with the letter that is shown, where the draft has its lines. Nothing is fixed there: the draft says it once for all letters. */
  found(findings: api.Finding[], draft: string): api.Finding[] {
    const at = lines(draft, this.letter?.text ?? "");
    return findings.map((finding) => {
      const related = finding.related.map(({ from, message }) => ({ message, from: at(from).from, to: at(from).to }));
      return { ...finding, ...at(finding.from), related, fix: null, ignore: [] };
    });
  }

  draw(): void {
    const { letter } = this;
    this.pane.hidden = letter === null;
    if (letter === null) return;
    const lang = getLang();
    one("#table-name").textContent = this.table?.name ?? "";
    this.number.max = String(letter.total);
    if (document.activeElement !== this.number) this.number.value = String(letter.total === 0 ? 0 : letter.at + 1);
    one("#letters").textContent = word("ofLetters", { n: letter.total, rows: letter.rows.join("、") });
    this.all.draw();
    this.sheets.hidden = letter.sheets.length < 2;
    if ([...this.sheets.options].map(({ value }) => value).join("\n") !== letter.sheets.join("\n")) {
      this.sheets.replaceChildren(...letter.sheets.map((name) => new Option(name, name)));
    }
    this.sheets.value = letter.sheet;
    one<HTMLButtonElement>("#letter-before").disabled = letter.at === 0;
    one<HTMLButtonElement>("#letter-next").disabled = letter.at + 1 >= letter.total;
    const columns = JSON.stringify([lang, letter.columns]);
    if (this.groups.dataset.columns !== columns) {
      this.groups.dataset.columns = columns;
      const named = letter.columns.filter((name) => name !== "");
      this.groups.replaceChildren(new Option(word("eachRow"), ""), ...named.map((name) => new Option(word("oneFor", { name }), name)));
      this.groups.value = this.group;
    }
    const wrong = one("#letter-faults");
    const faults = letter.faults.map((fault) => {
      const item = document.createElement("li");
      const said = saidOf(fault);
      const { at } = fault;
      if (at === null) item.append(...prose(said));
      else {
        const jump = document.createElement("button");
        jump.type = "button";
        jump.append(...prose(said));
        jump.addEventListener("click", () => this.page.jump(at[0], at[1]));
        item.append(jump);
      }
      return item;
    });
    const more = letter.remarks.map((remark) => {
      const item = document.createElement("li");
      item.textContent = remark[lang];
      return item;
    });
    wrong.replaceChildren(...faults, ...more);
    wrong.hidden = faults.length + more.length === 0;
    const values = letter.columns.flatMap((name, index) => {
      if (name === "") return [];
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.scope = "row";
      const put = document.createElement("button");
      put.type = "button";
      put.textContent = name;
      put.title = word("writeColumn", { name });
      put.addEventListener("click", () => this.page.write(`{{${name}}}`));
      head.append(put);
      const cell = document.createElement("td");
      cell.textContent = letter.values[index] ?? "";
      const used = document.createElement("td");
      used.textContent = letter.used.includes(name) ? word("used") : "";
      row.append(head, cell, used);
      return [row];
    });
    const focused = document.activeElement instanceof HTMLElement && document.activeElement.closest("#values") ? document.activeElement.textContent : null;
    const table = one("#values tbody");
    table.replaceChildren(...values);
    if (focused !== null) [...table.querySelectorAll("button")].find((button) => button.textContent === focused)?.focus();
  }
}

/** For each place of a letter the line of the draft that it was made of. */
function lines(draft: string, letter: string): (place: number) => { from: number; to: number; line: number } {
  const starts = (text: string) => {
    let at = 0;
    return text.split("\n").map((line) => ({ from: at, to: (at += line.length + 1) - 1, text: line }));
  };
  const rows = starts(draft).map((row) => {
    const parts = row.text.split(/\{\{[^{}]*\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    // A line that only says when others stand there is none of the letter's.
    const mark = /^\s*\{\{[^{}]*\}\}\s*$/.test(row.text) && /\{\{\s*(如果|否则|完|逐行|if|else|end|each)/i.test(row.text);
    return { ...row, like: mark ? null : new RegExp(`^${parts.join(".*")}$`) };
  });
  let next = 0;
  const found = starts(letter).map((line) => {
    const fits = (row: (typeof rows)[number]) => row.like !== null && row.like.test(line.text);
    let at = rows.findIndex((row, index) => index >= next && fits(row));
    // A line of a loop stands there once more.
    if (at < 0 || at > next + 40) at = rows.findIndex((row, index) => index >= next - 12 && fits(row));
    if (at < 0) at = Math.min(next, rows.length - 1);
    next = at + 1;
    return { ...line, at };
  });
  return (place) => {
    const line = found.find(({ from, to }) => from <= place && place <= to) ?? found.at(-1)!;
    const row = rows[line.at]!;
    return { from: row.from, to: row.to, line: line.at + 1 };
  };
}
