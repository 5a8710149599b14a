// The list of findings.

import type { Finding } from "./api";
import { word } from "./words";

type Level = Finding["severity"];

export interface Acts {
  jump(from: number, to: number): void;
  mend(finding: Finding): void;
  ignore(finding: Finding): void;
}

export class Findings {
  private all: Finding[] = [];
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
    const pressed = (level: Level) => this.levels.get(level)?.getAttribute("aria-pressed") === "true";
    // The worst first; within a level in the order of the draft.
    const ranks: Record<Level, number> = { error: 0, warning: 1, info: 2 };
    const shown = this.all.filter((finding) => pressed(finding.severity)).sort((a, b) => ranks[a.severity] - ranks[b.severity]);
    const open = new Set([...this.list.querySelectorAll<HTMLElement>("details[open]")].map((one) => one.dataset.key));
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
    this.list.replaceChildren(...shown.slice(0, 500).map((finding) => this.item(finding, open)));
    if (focused) this.list.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  private item(finding: Finding, open: Set<string | undefined>): HTMLLIElement {
    const item = document.createElement("li");
    item.className = finding.severity;
    const key = `${finding.rule}:${finding.message}:${finding.line}`;
    const jump = button(finding.message, () => this.acts.jump(finding.from, finding.to));
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
      const mend = button(word(fix.safe ? "repair" : "confirm"), () => this.acts.mend(finding));
      mend.className = "fix";
      row.append(mend);
    }
    for (const beside of finding.related) {
      row.append(button(beside.message, () => this.acts.jump(beside.from, beside.to)));
    }
    row.append(button(word("ignore"), () => this.acts.ignore(finding)));
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
  element.textContent = text;
  element.addEventListener("click", act);
  return element;
}

function paragraph(kind: string, text: string): HTMLParagraphElement {
  const element = document.createElement("p");
  element.className = kind;
  element.textContent = text.replace(/`([^`]*)`/g, "$1");
  return element;
}
