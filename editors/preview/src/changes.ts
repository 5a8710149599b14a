// What changed since the saved file, since the draft was opened, or since a revision of git; each change is kept or taken back.

import * as api from "./api";
import { askText } from "./dialogs";
import { getLang, word } from "./words";

export interface Draft {
  /** Its file; none for one that was never saved. */
  path(): string | null;
  text(): string;
  /** As its file has it. */
  saved(): string;
  /** As it was when it was opened. */
  opened(): string;
  apply(edits: api.Change[]): void;
  replace(text: string): void;
  jump(from: number, to: number): void;
  told(error: unknown): void;
}

/** What the draft is compared with. */
type Base = "saved" | "opened" | { revision: string };

const one = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector)!;
const named = (base: Base) => (typeof base === "string" ? base : `git:${base.revision}`);

export class Changes {
  private base: Base = "opened";
  /** The text that is compared with: that of the base, and the changes that were kept. */
  private old: string | null = null;
  /** What the base said when it was asked. */
  private from = "";
  private kept = 0;
  private revisions: api.Revision[] = [];
  private of: string | null = null;
  private shown: { text: string; changes: api.ShownChange[] } = { text: "", changes: [] };
  private drawn = "";
  private readonly list = one<HTMLOListElement>("#changes");
  private readonly sum = one("#changes-sum");
  private readonly choice = one<HTMLSelectElement>("#base");
  private readonly all = { keep: one<HTMLButtonElement>("#keep-all"), back: one<HTMLButtonElement>("#back-all") };

  constructor(private readonly draft: Draft) {
    this.choice.addEventListener("change", () => void this.choose(this.choice.value));
    this.all.back.addEventListener("click", () => draft.replace(this.old ?? draft.text()));
    this.all.keep.addEventListener("click", () => {
      this.kept += this.shown.changes.length;
      this.old = draft.text();
      void this.look(draft.text());
    });
    this.list.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const items = [...this.list.querySelectorAll<HTMLElement>(".jump")];
      const here = items.findIndex((item) => item.parentElement!.contains(document.activeElement));
      if (step === undefined || here < 0) return;
      event.preventDefault();
      items[Math.min(items.length - 1, Math.max(0, here + step))]!.focus();
    });
  }

  /** Another draft: nothing of the last one counts. */
  forget(): void {
    this.base = this.draft.path() === null ? "opened" : "saved";
    this.old = null;
    this.kept = 0;
  }

  /** Compares what is written now. */
  async look(text: string): Promise<void> {
    await this.bases();
    const now = this.base === "saved" ? this.draft.saved() : this.base === "opened" ? this.draft.opened() : this.from;
    // Whoever saves begins anew.
    if (this.old === null || now !== this.from) [this.old, this.from, this.kept] = [now, now, 0];
    const { changes } = await api.post<{ changes: api.ShownChange[] }>("changes", { text, other: this.old });
    this.shown = { text, changes };
    this.draw();
  }

  private async bases(): Promise<void> {
    const path = this.draft.path();
    if (path !== this.of) {
      this.of = path;
      this.revisions = path !== null && api.folder ? (await api.post<{ revisions: api.Revision[] }>("revisions", { path })).revisions : [];
    }
    const entries: [string, string][] = [];
    if (path !== null) entries.push(["saved", word("baseSaved")]);
    entries.push(["opened", word("baseOpened")]);
    for (const { id, date, subject } of this.revisions) entries.push([`git:${id}`, `${date}　${subject.slice(0, 30)}（${id}）`]);
    const base = named(this.base);
    if (!entries.some(([value]) => value === base)) entries.push([base, base.slice("git:".length)]);
    if (path !== null && this.revisions.length > 0) entries.push(["other", word("baseOther")]);
    const said = JSON.stringify([entries, base]);
    if (this.choice.dataset.said === said) return;
    this.choice.dataset.said = said;
    this.choice.replaceChildren(...entries.map(([value, label]) => new Option(label, value, false, value === base)));
  }

  private async choose(value: string): Promise<void> {
    const before = this.base;
    try {
      if (value === "saved" || value === "opened") this.base = value;
      else {
        const revision = value === "other" ? await askText("baseOther", "revision", "HEAD~1") : value.slice("git:".length);
        if (revision !== null) {
          const { text } = await api.post<{ text: string }>("revision", { path: this.draft.path() ?? "", revision });
          [this.base, this.from] = [{ revision }, text];
        }
      }
      this.old = null;
    } catch (error) {
      this.base = before;
      this.draft.told(error);
    }
    this.choice.dataset.said = "";
    await this.look(this.draft.text());
  }

  /** In another language, too. */
  draw(): void {
    const { changes } = this.shown;
    const said = JSON.stringify([getLang(), this.kept, changes.map(({ kind, place, pieces }) => [kind, place, pieces])]);
    if (said === this.drawn) return;
    this.drawn = said;
    const kept = this.kept > 0 ? word("keptChanges", { n: this.kept }) : "";
    this.sum.textContent = (changes.length === 0 ? word("noChanges") : word("changesCount", { n: changes.length })) + kept;
    for (const button of Object.values(this.all)) button.disabled = changes.length === 0;
    const focused = document.activeElement instanceof HTMLElement && this.list.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    this.list.replaceChildren(...changes.map((_, index) => this.item(index)));
    if (focused === undefined) return;
    // The next one after the one that went.
    const [what, at] = focused.split(":");
    const next = Math.min(Number(at), changes.length - 1);
    (this.list.querySelector<HTMLElement>(`[data-key="${what}:${next}"]`) ?? this.choice).focus();
  }

  private item(index: number): HTMLLIElement {
    const change = this.shown.changes[index]!;
    const lang = getLang();
    const item = document.createElement("li");
    item.className = change.kind;
    const jump = button(`jump:${index}`, `${change.place[lang]}　`, () => this.draft.jump(change.from, change.to));
    jump.className = "jump";
    const what = document.createElement("span");
    what.className = "line";
    what.textContent = [change.what[lang], ...change.substance.map((about) => about[lang])].join(lang === "zh" ? "，" : ", ");
    jump.append(what);
    item.append(jump);
    if (change.pieces.length > 0) {
      const text = document.createElement("p");
      text.append(...change.pieces.flatMap((piece) => words(piece)));
      item.append(text);
    }
    const row = document.createElement("div");
    row.className = "row";
    const where = change.place[lang];
    const keep = button(`keep:${index}`, word("keep"), () => this.act(index, "keep"));
    const back = button(`back:${index}`, word("back"), () => this.act(index, "back"));
    keep.setAttribute("aria-label", `${word("keep")}：${where}`);
    back.setAttribute("aria-label", `${word("back")}：${where}`);
    row.append(keep, back);
    item.append(row);
    return item;
  }

  private act(index: number, what: "keep" | "back"): void {
    const change = this.shown.changes[index];
    // What is shown belongs to another text: it is compared anew.
    if (!change || this.shown.text !== this.draft.text()) return void this.look(this.draft.text());
    if (what === "back") return this.draft.apply(change.back);
    let text = this.old ?? "";
    for (const { from, to, insert } of [...change.keep].reverse()) text = text.slice(0, from) + insert + text.slice(to);
    this.old = text;
    this.kept += 1;
    void this.look(this.draft.text());
  }
}

function button(key: string, text: string, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.dataset.key = key;
  element.textContent = text;
  element.addEventListener("click", act);
  return element;
}

/** Words as they are read aloud: what is gone and what is new is said, not only shown. */
function words(piece: api.Piece): Node[] {
  if (piece.part === "same") return [document.createTextNode(piece.text)];
  const element = document.createElement(piece.part === "old" ? "del" : "ins");
  const said = document.createElement("span");
  said.className = "unseen";
  said.textContent = word(piece.part === "old" ? "gone" : "isNew");
  element.append(said, piece.text);
  return [element];
}
