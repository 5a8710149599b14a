// Where a draft came from: the pieces of a file of another program, each with what it was taken for and why, beside the draft.

import * as api from "./api";
import { getLang, word } from "./words";

/** Below this a guess is to be looked at. */
export const SURE = 80;

export interface Side {
  text(): string;
  /** Lights lines of the draft that are to be looked at. */
  doubt(places: { from: number; to: number }[]): void;
  jump(from: number, to: number): void;
  /** Reads the file again with what somebody said of its places; gives the new draft. */
  again(decisions: api.Decision[]): void;
}

interface Piece extends api.Guess {
  /** Where it stands in the draft, moved along with every key. */
  place: { from: number; to: number } | null;
}

const one = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector)!;

export class Origin {
  private pieces: Piece[] = [];
  private remarks: api.Words[] = [];
  private decisions: api.Decision[] = [];
  /** What each line might be, as far as was ever said: who has decided can decide otherwise. */
  private readonly choices = new Map<number, api.Words[]>();
  private at = -1;
  private readonly list = one<HTMLOListElement>("#pieces");
  private readonly sum = one("#pieces-sum");

  constructor(private readonly side: Side) {
    one("#doubt-before").addEventListener("click", () => this.step(-1));
    one("#doubt-next").addEventListener("click", () => this.step(1));
  }

  get some(): boolean {
    return this.pieces.length > 0;
  }

  forget(): void {
    [this.pieces, this.remarks, this.decisions, this.at] = [[], [], [], -1];
    this.choices.clear();
    this.draw();
  }

  /** What was read, and the draft of it. */
  show(found: api.Imported, decisions: api.Decision[]): void {
    const places = placed(found.text, found.pieces);
    this.pieces = found.pieces.map((piece, index) => ({ ...piece, place: places[index]! }));
    for (const { line, what, others } of found.pieces) {
      const known = this.choices.get(line) ?? [];
      const all = [...known, what, ...others];
      this.choices.set(line, all.filter((one, index) => all.findIndex(({ en }) => en === one.en) === index));
    }
    this.remarks = found.remarks;
    this.decisions = decisions;
    this.at = -1;
    this.draw();
    this.side.doubt(this.doubtful().flatMap(({ place }) => (place ? [place] : [])));
  }

  /** Moves every place along. */
  move(at: (place: number, side: -1 | 1) => number): void {
    for (const { place } of this.pieces) {
      if (place === null) continue;
      place.from = at(place.from, 1);
      place.to = Math.max(place.from, at(place.to, -1));
    }
  }

  /** Lights the piece that stands where the cursor is. */
  light(at: number): void {
    const here = this.pieces.findIndex(({ place }) => place !== null && place.from <= at && at <= place.to);
    for (const [index, item] of [...this.list.children].entries()) {
      if (index === here) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
    if (here >= 0 && !this.list.contains(document.activeElement)) this.list.children[here]!.scrollIntoView({ block: "nearest" });
  }

  private doubtful(): Piece[] {
    return this.pieces.filter((piece) => this.isDoubtful(piece));
  }

  private isDoubtful(piece: Piece): boolean {
    return piece.sure < SURE && !this.decisions.some((decision) => decision.line === piece.line);
  }

  private step(step: 1 | -1): void {
    const places = this.pieces.flatMap((piece, index) => (this.isDoubtful(piece) ? [index] : []));
    const next = step > 0 ? places.find((index) => index > this.at) : places.findLast((index) => index < this.at);
    const index = next ?? (step > 0 ? places[0] : places.at(-1));
    if (index === undefined) return;
    this.at = index;
    const button = this.list.children[index]!.querySelector<HTMLElement>(".jump")!;
    button.scrollIntoView({ block: "center" });
    const { place } = this.pieces[index]!;
    if (place) this.side.jump(place.from, place.to);
    button.focus();
  }

  draw(): void {
    const lang = getLang();
    const count = this.doubtful().length;
    this.sum.textContent = count === 0 ? word("noDoubt") : word("doubts", { n: count });
    for (const id of ["#doubt-before", "#doubt-next"]) one<HTMLButtonElement>(id).disabled = count === 0;
    const remarks = one("#remarks");
    remarks.hidden = this.remarks.length === 0;
    remarks.replaceChildren(
      ...this.remarks.map((remark) => {
        const item = document.createElement("li");
        item.textContent = remark[lang];
        return item;
      }),
    );
    this.list.replaceChildren(...this.pieces.map((piece) => this.item(piece)));
  }

  private item(piece: Piece): HTMLLIElement {
    const lang = getLang();
    const item = document.createElement("li");
    const doubtful = this.isDoubtful(piece);
    if (doubtful) item.className = "doubtful";
    const jump = document.createElement("button");
    jump.type = "button";
    jump.className = "jump";
    const text = piece.text.length > 160 ? `${piece.text.slice(0, 160)}…` : piece.text;
    jump.textContent = text;
    jump.addEventListener("click", () => piece.place && this.side.jump(piece.place.from, piece.place.to));
    const row = document.createElement("div");
    row.className = "row";
    row.append(this.taken(piece));
    const sure = document.createElement("span");
    sure.className = "sure";
    sure.textContent = doubtful ? word("unsure", { n: piece.sure }) : word("sure", { n: piece.sure });
    row.append(sure);
    if (piece.why.length > 0) {
      const why = document.createElement("details");
      const summary = document.createElement("summary");
      summary.textContent = word("why");
      const reasons = document.createElement("ul");
      for (const reason of piece.why) {
        const line = document.createElement("li");
        line.textContent = reason[lang];
        reasons.append(line);
      }
      why.append(summary, reasons);
      row.append(why);
    }
    item.append(jump, row);
    return item;
  }

  /** What it was taken for, and what it might be. */
  private taken(piece: Piece): HTMLElement {
    const lang = getLang();
    const others = (this.choices.get(piece.line) ?? []).filter((other) => other.en !== piece.what.en);
    if (others.length === 0) {
      const said = document.createElement("b");
      said.textContent = piece.what[lang];
      return said;
    }
    const choice = document.createElement("select");
    choice.setAttribute("aria-label", `${word("takenFor")}：${piece.text.slice(0, 20)}`);
    choice.replaceChildren(...[piece.what, ...others].map((what) => new Option(what[lang], what.en)));
    choice.addEventListener("change", () => {
      const others = this.decisions.filter((decision) => decision.line !== piece.line);
      this.side.again([...others, { line: piece.line, what: choice.value }]);
    });
    return choice;
  }
}

/** Where pieces stand in the draft: each below the last one, wherever its words are found. */
function placed(draft: string, pieces: api.Guess[]): ({ from: number; to: number } | null)[] {
  const plain = (text: string) => text.replace(/[\s\\：:，,。“”"《》（）()［］\[\]【】-]/g, "");
  const lines: { from: number; to: number; text: string }[] = [];
  let from = 0;
  for (const line of draft.split("\n")) {
    lines.push({ from, to: from + line.length, text: plain(line) });
    from += line.length + 1;
  }
  let next = 0;
  return pieces.map((piece) => {
    const wanted = plain(piece.text.split("\n").find((line) => plain(line) !== "") ?? "").slice(0, 24);
    if (wanted === "") return null;
    const holds = (line: { text: string }) => line.text !== "" && (line.text.includes(wanted) || (line.text.length > 3 && wanted.includes(line.text)));
    let at = lines.findIndex((line, index) => index >= next && holds(line));
    if (at < 0) at = lines.findIndex(holds);
    if (at < 0) return null;
    next = Math.max(next, at);
    return { from: lines[at]!.from, to: lines[at]!.to };
  });
}
