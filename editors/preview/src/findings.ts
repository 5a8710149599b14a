// The list of findings.

import type { Finding } from "./api";
import { prose } from "./prose";
import { getLang, word } from "./words";

type Level = Finding["severity"];

export interface Acts {
  jump(from: number, to: number): void;
  fix(finding: Finding): void;
  ignore(finding: Finding): void;
}

/** How many are shown at once: more than a person reads, and few enough to be drawn at every key. */
const PORTION = 60;

export class Findings {
  private all: Finding[] = [];
  private shown: Finding[] = [];
  private portion = PORTION;
  private drawn = "";
  private readonly levels = new Map<Level, HTMLButtonElement>();
  private readonly list = document.querySelector<HTMLUListElement>("#list")!;
  private readonly sum = document.querySelector<HTMLElement>("#sum")!;

  constructor(private readonly acts: Acts) {
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-level]")) {
      this.levels.set(button.dataset.level as Level, button);
      button.addEventListener("click", () => {
        button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
        this.draw();
      });
    }
  }

  show(findings: Finding[]): void {
    this.all = findings;
    this.draw();
  }

  draw(): void {
    for (const [level, button] of this.levels) {
      const count = this.all.filter((finding) => finding.severity === level).length;
      button.textContent = word(level, { n: count });
      button.dataset.some = String(count > 0);
    }
    this.sum.textContent = this.all.length === 0 ? word("clean") : "";
    this.list.parentElement!.dataset.empty = String(this.all.length === 0);
    const pressed = (level: Level) => this.levels.get(level)?.getAttribute("aria-pressed") === "true";
    // The worst first; within a level in the order of the draft.
    const ranks: Record<Level, number> = { error: 0, warning: 1, info: 2 };
    this.shown = this.all.filter((finding) => pressed(finding.severity)).sort((a, b) => ranks[a.severity] - ranks[b.severity]);
    const list = this.shown.slice(0, this.portion);
    // A key moves places; what is said stays, and with it the list, its focus and what is open in it.
    const said = JSON.stringify([getLang(), this.shown.length, ...list.map(({ from, to, related, fix, ignore, ...said }) => [said, fix?.safe, related.length])]);
    if (said === this.drawn) return;
    this.drawn = said;
    const open = new Set([...this.list.querySelectorAll<HTMLElement>("details[open]")].map((one) => one.dataset.key));
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
    this.list.replaceChildren(...list.map((_, index) => this.item(index, open)));
    const left = this.shown.length - list.length;
    if (left > 0) {
      const item = document.createElement("li");
      item.append(
        button(word("more", { n: left }), () => {
          this.portion += PORTION;
          this.draw();
        }),
      );
      this.list.append(item);
    }
    if (focused) this.list.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  private item(index: number, open: Set<string | undefined>): HTMLLIElement {
    const now = () => this.shown[index]!;
    const finding = now();
    const item = document.createElement("li");
    item.className = finding.severity;
    const key = `${finding.rule}:${finding.message}:${finding.line}`;
    const jump = button("", () => this.acts.jump(now().from, now().to));
    jump.append(...prose(finding.message));
    jump.className = "jump";
    jump.dataset.key = key;
    const line = document.createElement("span");
    line.className = "line";
    line.textContent = word("line", { n: finding.line });
    jump.prepend(line, " ");
    item.append(jump);
    if (finding.help) item.append(paragraph("help", finding.help));
    const row = document.createElement("div");
    row.className = "row";
    const { fix } = finding;
    if (fix) {
      const apply = button(word(fix.safe ? "repair" : "confirm"), () => this.acts.fix(now()));
      apply.className = "fix";
      row.append(apply);
    }
    for (const [at, beside] of finding.related.entries()) {
      const place = () => now().related[at]!;
      row.append(button(beside.message, () => this.acts.jump(place().from, place().to)));
    }
    if (finding.ignore.length > 0) row.append(button(word("ignore"), () => this.acts.ignore(now())));
    const why = document.createElement("details");
    why.dataset.key = key;
    why.open = open.has(key);
    const summary = document.createElement("summary");
    summary.textContent = word("why");
    const id = document.createElement("code");
    id.textContent = finding.rule;
    why.append(summary, ...[finding.why, ...finding.about.split("\n")].filter((text) => text).map((text) => paragraph("about", text!)), id);
    row.append(why);
    item.append(row);
    return item;
  }
}

function button(text: string, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.append(...prose(text));
  element.addEventListener("click", act);
  return element;
}

function paragraph(kind: string, text: string): HTMLParagraphElement {
  const element = document.createElement("p");
  element.className = kind;
  element.append(...prose(text));
  return element;
}
