// All letters of a merge as files, packed into one. None is left out unasked: what is wrong is said, and the others are to be had then.

import { zipSync, type Zippable } from "fflate";
import * as api from "./api";
import { getLang, type Word, word } from "./words";

/** A draft and a table. */
export interface Merge {
  text: string;
  table: string;
  rows: string;
  sheet: string;
  group: string;
}

export interface Desk {
  file(text: string, kind: string): Promise<Blob>;
  give(blob: Blob, name: string): void;
  kind(): Promise<string | null>;
  name(): string;
  say(text: string, action?: [Word, () => void]): void;
  told(error: unknown): void;
}

/** So many reasons are said; the next ones are much the same. */
const MOST_SAID = 3;

/** What is wrong with a value, and what to do. */
export function saidOf(fault: api.Letter["faults"][number]): string {
  const lang = getLang();
  const [colon, stop] = lang === "zh" ? ["：", "。"] : [": ", ". "];
  const where = fault.row > 0 ? `${word("row", { n: fault.row })}${fault.column ? `“${fault.column}”` : ""}${colon}` : "";
  return `${where}${fault.message[lang]}${stop}${fault.help[lang]}`;
}

/** A text as part of a name that every file system takes, as the program has them; no longer than is read at a glance. */
export function part(text: string): string {
  const wide = text.replace(/[/\\:*?"<>|]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));
  const plain = wide.replace(/\s+/g, " ").replace(/[\p{Cc}\p{Cf}]/gu, "");
  return [...plain].slice(0, 40).join("").replace(/^[ .]+|[ .]+$/g, "");
}

export class Letters {
  /** What is being made; none while nothing is. */
  private run: { done: number; total: number; stopped: boolean } | null = null;

  constructor(
    private readonly button: HTMLButtonElement,
    private readonly desk: Desk,
  ) {}

  /** Makes all letters; while they are being made, stops that. */
  async press(merge: Merge): Promise<void> {
    if (this.run !== null) return this.stop();
    const kind = await this.desk.kind();
    if (kind === null || this.run !== null) return;
    const run = { done: 0, total: 0, stopped: false };
    this.run = run;
    try {
      await this.make(merge, kind, run);
    } catch (error) {
      this.desk.told(error);
    } finally {
      this.run = null;
      this.draw();
    }
  }

  stop(): void {
    if (this.run !== null) this.run.stopped = true;
  }

  draw(): void {
    const { run } = this;
    this.button.textContent = run === null ? word("saveAll") : word("stopAll", { done: run.done, total: run.total });
  }

  private async make(merge: Merge, kind: string, run: { done: number; total: number; stopped: boolean }): Promise<void> {
    const [files, wrong]: [Zippable, string[]] = [{}, []];
    for (let at = 0; ; ) {
      const { letters } = await api.post<{ letters: api.Letter[] }>("letters", { ...merge, at });
      if (letters.length === 0) break;
      for (const letter of letters) {
        [run.done, run.total] = [(at += 1), letter.total];
        this.draw();
        const made = letter.faults.length > 0 || letter.text === null ? letter.faults.map(saidOf).join(" ") : await this.one(letter, letter.text, kind);
        if (run.stopped) return;
        if (typeof made === "string") wrong.push(made);
        else files[name(letter, kind)] = made;
      }
    }
    const good = Object.keys(files).length;
    if (wrong.length === 0 && good > 0) return this.give(files);
    const lang = getLang();
    const more = wrong.length > MOST_SAID ? [word("andSoOn")] : [];
    const said = [word("lettersWrong", { n: wrong.length, total: run.total }), ...wrong.slice(0, MOST_SAID), ...more].join(lang === "zh" ? "" : " ");
    this.desk.say(said, good > 0 ? ["saveOthers", () => this.give(files)] : undefined);
  }

  /** The file of a letter, or why there is none. */
  private async one(letter: api.Letter, text: string, kind: string): Promise<Uint8Array | string> {
    try {
      return new Uint8Array(await (await this.desk.file(text, kind)).arrayBuffer());
    } catch (error) {
      if (!(error instanceof api.Refused)) throw error;
      const [colon, stop] = getLang() === "zh" ? ["：", "。"] : [": ", "."];
      return `${word("row", { n: letter.rows.join("、") })}${colon}${error.message}${stop}`;
    }
  }

  private give(files: Zippable): void {
    // The same letters are the same file, and what they hold is packed already.
    const packed = zipSync(files, { level: 0, mtime: "1980-01-01T00:00:00" });
    this.desk.give(new Blob([packed as Uint8Array<ArrayBuffer>], { type: "application/zip" }), `${part(this.desk.name())}.zip`);
  }
}

/** The number of a letter, and the value that tells it from others: the first that the draft takes. */
function name(letter: api.Letter, kind: string): string {
  const number = String(letter.at + 1).padStart(String(letter.total).length, "0");
  const value = part(letter.values[letter.columns.indexOf(letter.used[0] ?? "")] ?? "");
  return `${number}${value && `-${value}`}.${kind}`;
}
